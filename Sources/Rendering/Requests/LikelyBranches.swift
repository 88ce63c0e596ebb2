package import Prow
internal import Synchronization
internal import YAML

/// For each filter of branches a branch that it admits, worked out once for all jobs that have it.
package final class LikelyBranches: Sendable {
  private let names = Mutex<[BranchFilter: String]>([:])

  package init() {}

  /// The first branch that the filter names outright, else main.
  package func name(for filter: BranchFilter) -> String {
    if filter.isUnlimited { return "main" }
    if let name = names.withLock({ $0[filter] }) { return name }
    let name = LikelyBranches.first(admittedBy: filter) ?? "main"
    names.withLock { $0[filter] = name }
    return name
  }

  private static func first(admittedBy filter: BranchFilter) -> String? {
    let names = filter.branches.map { branch in
      var name = branch.string
      if name.hasPrefix("^") { name.removeFirst() }
      if name.hasSuffix("$") { name.removeLast() }
      return name
    }
    let candidates = ["main", "master"] + names
    let patterns = filter.branches.compactMap(PlainBranch.init)
    if filter.skipBranches.isEmpty, patterns.count == filter.branches.count {
      return candidates.first { name in
        PlainBranch.isPlain(name.utf8) && patterns.contains { $0.matches(name) }
      }
    }
    let admission = BranchFilter.Admission(filter)
    return candidates.first { PlainBranch.isPlain($0.utf8) && admission.admits($0) }
  }
}
