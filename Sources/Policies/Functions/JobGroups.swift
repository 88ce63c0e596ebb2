internal import CEL

/// Jobs by the value of one of their fields, which is text.
final class JobGroups: MapSource {
  private let groups: [StringValue: JobGroup]
  private let order: [StringValue]

  /// - Throws: An error if the field is not there, or is not text.
  init(_ list: any ListSource, by field: StringValue) throws(CELError) {
    let name = field.string
    guard let known = ObjectShape.job.type.fields[name], known.type == .string else {
      throw CELError(.evaluation, "jobs have no field \"\(name)\" with text to group them by")
    }
    let key = FieldKey(field, tag: known.tag)
    var groups: [StringValue: [Value]] = [:]
    var order: [StringValue] = []
    for index in 0..<list.count {
      let job = list[index]
      guard case .map(let map) = job, case .string(let value) = map.value(key) else { continue }
      if groups[value] == nil { order.append(value) }
      groups[value, default: []].append(job)
    }
    self.groups = groups.mapValues { JobGroup($0) }
    self.order = order
  }

  var count: Int { order.count }

  func value(_ key: FieldKey) -> Value? { groups[key.name].map { .list($0) } }

  var keys: any ListSource { KeyNames(names: order) }
}

private final class KeyNames: ListSource {
  let names: [StringValue]

  init(names: [StringValue]) {
    self.names = names
  }

  var count: Int { names.count }

  subscript(_ index: Int) -> Value { .string(names[index]) }
}
