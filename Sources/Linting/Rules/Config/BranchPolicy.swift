internal import Prow
internal import YAML

/// Branch protection as it holds for one branch: the levels above it, the nearest first.
///
/// Source: Prow C027.
struct BranchPolicy {
  /// Mappings of type Policy: branch, repository, org, all.
  let levels: [Node]

  init(_ levels: [Node]) {
    self.levels = levels
  }

  var isProtected: Bool { first(.protect)?.bool == true }

  var isUnmanaged: Bool { first(.unmanaged)?.bool == true }

  /// The setting that makes pull requests be up to date before they merge, if it is on.
  var strict: Node? {
    let node = levels.lazy.compactMap { $0[.requiredStatusChecks]?[.strict] }.first
    return node?.bool == true ? node : nil
  }

  /// The contexts that all levels require together.
  var contexts: [Node] {
    levels.flatMap { $0[.requiredStatusChecks]?[.contexts].map { Array($0.items) } ?? [] }
  }

  private func first(_ field: Field) -> Node? {
    levels.lazy.compactMap { $0[field] }.first
  }
}
