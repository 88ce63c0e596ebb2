import Prow
import Synchronization
import YAML

/// For each filter of branches a branch that it admits, worked out once for all jobs that have it.
final class BranchNames: Sendable {
  private let names = Mutex<[BranchFilter: String]>([:])

  /// The first branch that the filter names outright, else main.
  func name(for filter: BranchFilter) -> String {
    if filter.isUnlimited { return "main" }
    if let name = names.withLock({ $0[filter] }) { return name }
    let name = BranchNames.first(admittedBy: filter) ?? "main"
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
    let admission = BranchFilter.Admission(filter)
    return (["main", "master"] + names).first { isPlain($0) && admission.admits($0) }
  }

  private static func isPlain(_ name: String) -> Bool {
    name.utf8.allSatisfy {
      ($0 | 0x20) &- UInt8(ascii: "a") < 26 || $0 &- UInt8(ascii: "0") < 10
        || "-_./".utf8.contains($0)
    }
  }
}
