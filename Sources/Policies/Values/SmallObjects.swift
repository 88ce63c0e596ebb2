internal import CEL
internal import Prow
internal import YAML

/// Subjects with equal values of `groupBy`.
final class GroupObject: MapSource {
  private let key: Value
  private let members: Value

  init(key: Value, members: [Value]) {
    self.key = key
    self.members = .list(members)
  }

  static func type(of member: CELType, key: CELType) -> CEL.ObjectType {
    CEL.ObjectType(
      name: "Group",
      fields: [
        "key": .init(type: key, tag: 0, doc: "The value of groupBy that all members have."),
        "members": .init(type: .list(member), tag: 1, doc: "The subjects, in their order."),
      ]
    )
  }

  var typeName: String? { "Group" }
  var count: Int { 2 }
  var keys: any ListSource { StringsList(["key", "members"]) }

  func value(_ field: FieldKey) -> Value? {
    switch field.tag >= 0 ? field.tag : GroupObject.tags[field.name] {
    case 0: key
    case 1: members
    default: nil
    }
  }

  private static let tags: [StringValue: Int] = [StringValue("key"): 0, StringValue("members"): 1]
}

/// A plugin that is switched on for an org or a repository.
final class PluginObject: PlacedMap {
  let name: Node
  let entry: PluginTable.Entry

  init(name: Node, entry: PluginTable.Entry) {
    self.name = name
    self.entry = entry
  }

  static let type = CEL.ObjectType(
    name: "Plugin",
    fields: [
      "name": .init(type: .string, tag: 0, doc: "The name of the plugin."),
      "on": .init(type: .string, tag: 1, doc: "The org or org/repo that it is switched on for."),
    ]
  )

  var typeName: String? { PluginObject.type.name }
  var count: Int { 2 }
  var keys: any ListSource { StringsList(["name", "on"]) }

  func value(_ field: FieldKey) -> Value? {
    switch field.tag >= 0 ? field.tag : PluginObject.type.fields[field.name.string]?.tag {
    case 0: .string(name.text)
    case 1: .string(entry.name)
    default: nil
    }
  }

  func place(of field: FieldKey) -> WrittenPlace? {
    field.name.string == "on" ? WrittenPlace(node: entry.key, key: nil, origin: .job) : ownPlace
  }

  var ownPlace: WrittenPlace? { WrittenPlace(node: name, key: nil, origin: .job) }
}

/// A repository that has presubmits or postsubmits, and its jobs.
final class RepositoryObject: MapSource {
  let name: Text
  let jobs: [PolicyJob]

  init(name: Text, jobs: [PolicyJob]) {
    self.name = name
    self.jobs = jobs
  }

  static let type = CEL.ObjectType(
    name: "Repository",
    fields: [
      "name": .init(type: .string, tag: 0, doc: "org/repo."),
      "org": .init(type: .string, tag: 1, doc: "The org."),
      "jobs": .init(
        type: .list(.object(ObjectShape.job.type)),
        tag: 2,
        doc: "Its presubmits and postsubmits."
      ),
    ]
  )

  var typeName: String? { RepositoryObject.type.name }
  var count: Int { 3 }
  var keys: any ListSource { StringsList(["name", "org", "jobs"]) }

  func value(_ field: FieldKey) -> Value? {
    switch field.tag >= 0 ? field.tag : RepositoryObject.type.fields[field.name.string]?.tag {
    case 0: .string(name)
    case 1: .string(jobs.first?.org ?? "")
    case 2: .list(JobList(jobs))
    default: nil
    }
  }
}
