internal import Prow
internal import YAML

/// Branch protection: config.yaml and the files merged into it, as one tree.
struct ProtectionTree {
  /// The top, an org, a repository or a branch.
  struct Level {
    /// `acme`, `acme/rocket` or `acme/rocket branch main`; empty for the top.
    var name: String
    /// The key of an org, repository or branch, or that of `branch-protection`.
    var key: Node
    /// Where the level is written; several if files share it.
    var nodes: [Node]
  }

  let top: Level
  let orgs: [Level]

  /// `nil` if no file has branch protection.
  init?(_ scope: LintScope) {
    let roots = ConfigParts.roots(scope).filter { $0[.branchProtection] != nil }
    guard let key = roots.first?.key(.branchProtection) else { return nil }
    top = Level(name: "", key: key, nodes: roots.compactMap { $0[.branchProtection] })
    orgs = top.children(.orgs) { $0 }
  }

  func org(named name: String) -> Level? {
    orgs.first { $0.name == name }
  }

  func isTrue(_ field: Field) -> Bool {
    top.nodes.contains { $0.isTrue(field) }
  }
}

extension ProtectionTree.Level {
  var repos: [Self] { children(.repos) { "\(name)/\($0)" } }
  var branches: [Self] { children(.branches) { "\(name) branch \($0)" } }

  func children(_ field: Field, name: (String) -> String) -> [Self] {
    var positions: [Text: Int] = [:]
    var levels: [Self] = []
    for node in nodes {
      for entry in node[field].map({ Array($0.entries) }) ?? [] {
        if let position = positions[entry.key.text] {
          levels[position].nodes.append(entry.value)
        } else {
          positions[entry.key.text] = levels.count
          levels.append(
            Self(name: name(entry.key.text.string), key: entry.key, nodes: [entry.value])
          )
        }
      }
    }
    return levels
  }

  func value(_ field: Field) -> Node? {
    nodes.lazy.compactMap { $0[field] }.first
  }

  var isUnmanaged: Bool { value(.unmanaged)?.bool == true }
  var isManaged: Bool { value(.unmanaged)?.bool == false }

  /// The keys of the policy's fields that are set.
  var settings: [Node] {
    nodes.flatMap { node in
      Policy.fields.compactMap { node[$0] == nil ? nil : node.key($0) }
    }
  }

  /// Settings besides `unmanaged`.
  var settingsBesideUnmanaged: [Node] {
    settings.filter { $0.label != Field.unmanaged.rawValue }
  }
}

/// The policy of a level with what it inherits: branch over repo over org over top.
///
/// Source: Prow C027.
struct Policy {
  /// The strongest last.
  let levels: [ProtectionTree.Level]

  static let fields: [Field] = [
    .unmanaged, .protect, .requiredStatusChecks, .enforceAdmins, .restrictions,
    .requireManuallyTriggeredJobs, .requiredPullRequestReviews, .requiredLinearHistory,
    .allowForcePushes, .allowDeletions, .requireSignedCommits, .exclude, .include,
  ]

  /// A boolean, from the strongest level that sets it.
  func bool(_ field: Field) -> Bool? {
    levels.reversed().lazy.compactMap { $0.value(field)?.bool }.first
  }

  /// Whether the branch is protected and must be up to date, and if so where that was written.
  var strictNode: Node? {
    guard bool(.protect) == true else { return nil }
    let node = levels.reversed().lazy.compactMap { $0.value(.requiredStatusChecks)?[.strict] }.first
    return node?.bool == true ? node : nil
  }

  /// The statuses that must pass, of all levels together.
  var contexts: [Node] {
    levels.flatMap { $0.value(.requiredStatusChecks)?.list(.contexts) ?? [] }
  }

  /// Whether the policy says more than whether to protect.
  var hasOtherSettings: Bool {
    let fields = Policy.fields.filter {
      $0 != .protect && $0 != .unmanaged && $0 != .exclude && $0 != .include
    }
    return levels.contains { level in fields.contains { level.value($0) != nil } }
  }
}
