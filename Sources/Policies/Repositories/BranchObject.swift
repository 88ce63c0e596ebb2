internal import CEL
internal import Prow
internal import YAML

/// A branch of a repository, and what Prow does for it.
final class BranchObject: PlacedMap {
  let branch: NamedBranch
  let world: WorldView

  init(branch: NamedBranch, world: WorldView) {
    self.branch = branch
    self.world = world
  }

  /// What the object asks; it does not keep the whole configuration.
  struct WorldView: Sendable {
    let repositories: RepositoryIndex
    let workspace: Workspace
  }

  private enum Tag: Int {
    case name, repo, org, jobs, requiredContexts, requiredIfPresentContexts, optionalContexts
    case protection, queries, mergeMethod
  }

  static let type: CEL.ObjectType = {
    func field(_ tag: Tag, _ type: CELType, _ doc: String) -> (String, CEL.ObjectType.Field) {
      ("\(tag)", .init(type: type, tag: tag.rawValue, doc: doc))
    }
    return CEL.ObjectType(
      name: "Branch",
      fields: Dictionary(uniqueKeysWithValues: [
        field(.name, .string, "The name of the branch."),
        field(.repo, .string, "The repository, org/repo."),
        field(.org, .string, "The org."),
        field(
          .jobs,
          .list(.object(ObjectShape.job.type)),
          "The presubmits and postsubmits that can run on it."
        ),
        field(.requiredContexts, .list(.string), "As requiredContexts(repo, name) gives them."),
        field(
          .requiredIfPresentContexts,
          .list(.string),
          "As requiredIfPresentContexts(repo, name) gives them."
        ),
        field(.optionalContexts, .list(.string), "As optionalContexts(repo, name) gives them."),
        field(
          .protection,
          .object(ObjectShape.protection.type),
          "As branchProtection(repo, name) gives it."
        ),
        field(
          .queries,
          .list(.object(ObjectShape.tideQuery.type)),
          "As tideQueries(repo, name) gives them."
        ),
        field(.mergeMethod, .string, "How Tide merges into it: merge, squash or rebase."),
      ])
    )
  }()

  private static let names = [
    "name", "repo", "org", "jobs", "requiredContexts", "requiredIfPresentContexts",
    "optionalContexts", "protection", "queries", "mergeMethod",
  ]

  var typeName: String? { BranchObject.type.name }
  var count: Int { BranchObject.names.count }
  var keys: any ListSource { StringsList(BranchObject.names) }

  private func tag(of field: FieldKey) -> Tag? {
    let number = field.tag >= 0 ? field.tag : BranchObject.type.fields[field.name.string]?.tag
    return number.flatMap(Tag.init)
  }

  func value(_ field: FieldKey) -> Value? {
    let (repo, name, index) = (branch.repo, branch.name, world.repositories)
    switch tag(of: field) {
    case .name: return .string(name)
    case .repo: return .string(repo)
    case .org: return .string(RepoKey.orgAndName(repo).org)
    case .jobs:
      return .list(JobList(index.jobs(of: repo).filter { $0.runs(on: name) }))
    case .requiredContexts:
      return .list(StringsList(index.contexts(repo: repo, branch: name).required))
    case .requiredIfPresentContexts:
      return .list(StringsList(index.contexts(repo: repo, branch: name).ifRun))
    case .optionalContexts:
      return .list(StringsList(index.contexts(repo: repo, branch: name).optional))
    case .protection:
      return .map(ProtectionObject(index.protection(repo: repo, branch: name)))
    case .queries: return .queries(index.queries(repo: repo).covering(branch: name))
    case .mergeMethod:
      return .string(TideMergeMethod(world.workspace, repo: repo, branch: name).name)
    case nil: return nil
    }
  }

  func place(of field: FieldKey) -> WrittenPlace? {
    switch tag(of: field) {
    case .mergeMethod:
      TideMergeMethod(world.workspace, repo: branch.repo, branch: branch.name).node.map {
        WrittenPlace(node: $0, key: nil, origin: .job)
      }
    case .protection:
      ProtectionObject(world.repositories.protection(repo: branch.repo, branch: branch.name))
        .ownPlace
    case .queries, .jobs: (value(field)?.firstItem).flatMap(\.ownPlace)
    default: ownPlace
    }
  }

  var ownPlace: WrittenPlace? { WrittenPlace(node: branch.node, key: nil, origin: .job) }
}

extension Value {
  /// The first item of a list that has any.
  fileprivate var firstItem: Value? {
    guard case .list(let list) = self, list.count > 0 else { return nil }
    return list[0]
  }
}
