package import YAML

/// The policy of a level with what it inherits: branch over repo over org over top.
///
/// Source: Prow, `Policy.Apply` in pkg/config/branch_protection.go.
package struct ProtectionPolicy: Sendable {
  /// The strongest last; four for a branch that is listed.
  package var levels: [ProtectionTree.Level]

  package init(levels: [ProtectionTree.Level]) {
    self.levels = levels
  }

  package static let fields: [Field] = [
    .unmanaged, .protect, .requiredStatusChecks, .enforceAdmins, .restrictions,
    .requireManuallyTriggeredJobs, .requiredPullRequestReviews, .requiredLinearHistory,
    .allowForcePushes, .allowDeletions, .requireSignedCommits, .exclude, .include,
  ]

  /// What a policy says besides whether to protect, and which branches.
  private static let settings = fields.filter {
    $0 != .protect && $0 != .unmanaged && $0 != .exclude && $0 != .include
  }

  /// A value, from the strongest level that sets it.
  package func node(_ field: Field) -> Node? {
    levels.reversed().lazy.compactMap { $0.value(field) }.first
  }

  /// A boolean, from the strongest level that sets it.
  package func bool(_ field: Field) -> Bool? {
    levels.reversed().lazy.compactMap { $0.value(field)?.bool }.first
  }

  /// Whether a branch is listed without saying whether to protect it.
  package var isUndecided: Bool {
    levels.count == 4 && bool(.protect) == nil && bool(.unmanaged) != true
  }

  /// Whether the branch is protected and must be up to date, and if so where that was written.
  package var strictNode: Node? {
    guard bool(.protect) == true else { return nil }
    let node = levels.reversed().lazy.compactMap { $0.value(.requiredStatusChecks)?[.strict] }.first
    return node?.bool == true ? node : nil
  }

  /// The statuses that must pass, of all levels together.
  package var contexts: [Node] { strings(.contexts, in: .requiredStatusChecks) }

  /// The strings of a list, of all levels together.
  package func strings(_ field: Field, in outer: Field? = nil) -> [Node] {
    levels.flatMap { level -> [Node] in
      let owner = outer.map { level.value($0)?[field] } ?? level.value(field)
      return owner.map { $0.items.filter { $0.string != nil } } ?? []
    }
  }

  /// The first setting besides whether to protect: its field and its value.
  package var setting: (field: Field, node: Node)? {
    for level in levels.reversed() {
      for field in ProtectionPolicy.settings {
        if let node = level.value(field) { return (field, node) }
      }
    }
    return nil
  }
}
