internal import Configs
internal import Diagnostics
internal import Prow
internal import YAML

extension Rule {
  static let mismatchedTide = Rule(
    id: "mismatched-tide",
    severity: .warning,
    summary: "Tide and a plugin disagree about a label",
    why: "Plugins set labels, and Tide merges by them. If Tide requires a label and the plugin is "
      + "off, nothing sets the label and nothing merges. If the plugin is on and Tide does not "
      + "look at its label, pull requests merge whatever the plugin says.",
    help: "turn the plugin on, or change the labels of the Tide queries",
    source: "Prow, `validateTideRequirements` in cmd/checkconfig/main.go, warnings "
      + "mismatched-tide and mismatched-tide-lenient",
    bad: .plugins(
      "plugins:\n  acme/rocket:\n    plugins: [trigger]\n",
      config: "tide:\n  queries:\n  - repos: [acme/rocket]\n    labels: [lgtm]\n"
    ),
    good: .plugins(
      "plugins:\n  acme/rocket:\n    plugins: [lgtm]\n",
      config: "tide:\n  queries:\n  - repos: [acme/rocket]\n    labels: [lgtm]\n"
    ),
    check: .workspace { scope, report in
      guard scope.workspace.hasPlugins, scope.workspace.config?.document.isReadable == true else {
        return
      }
      let queries = TideQuery.all(scope.workspace)
      let builtIn = PluginTable.builtIn(scope.workspace)
      let external = PluginTable.external(scope.workspace)
      let tide = TideQuery.orgsAndRepos(queries)
      let isLenient = scope.options.comparesTideLeniently
      for pair in LabelPair.all where pair.isRequired || !isLenient {
        let finding = pair.finding(queries, tide, pair.isExternal ? external : builtIn, scope)
        finding?.report(report)
      }
    }
  )
}

/// A label and the plugin that sets it.
private struct LabelPair {
  let label: String
  let plugin: String
  var isRequired = false
  var isExternal = false

  static let all = [
    LabelPair(label: "lgtm", plugin: "lgtm", isRequired: true),
    LabelPair(label: "approved", plugin: "approve", isRequired: true),
    LabelPair(label: "do-not-merge/hold", plugin: "hold"),
    LabelPair(label: "do-not-merge/work-in-progress", plugin: "wip"),
    LabelPair(label: "bugzilla/invalid-bug", plugin: "bugzilla"),
    LabelPair(label: "do-not-merge/invalid-owners-file", plugin: "verify-owners"),
    LabelPair(label: "do-not-merge/release-note-label-needed", plugin: "release-note"),
    LabelPair(label: "do-not-merge/cherry-pick-not-approved", plugin: "cherry-pick-unapproved"),
    LabelPair(label: "do-not-merge/blocked-paths", plugin: "blockade"),
    LabelPair(label: "needs-rebase", plugin: "needs-rebase", isExternal: true),
  ]

  private var list: Field { isRequired ? .labels : .missingLabels }

  /// The version of Prow from which on the second half is not checked for an external plugin:
  /// pull requests that need a rebase cannot merge anyway.
  private static let endOfExternal = "2026-08-21"

  /// What is wrong with the label; `nil` if nothing.
  func finding(
    _ queries: [TideQuery],
    _ tide: OrgRepoSet,
    _ table: PluginTable,
    _ scope: LintScope
  ) -> LabelFinding? {
    let naming = queries.compactMap { query in
      query.labelNode(list, label).map { (query: query, node: $0) }
    }
    let using = TideQuery.orgsAndRepos(naming.map(\.query))
    let enabled = table.orgsAndRepos(with: plugin)
    let withoutPlugin = using.subtracting(enabled).items
    let looksBack = !isExternal || scope.options.prowVersion < Self.endOfExternal
    let withoutLabel =
      looksBack ? enabled.intersection(tide).subtracting(using).items : []
    if withoutPlugin.isEmpty, withoutLabel.isEmpty { return nil }

    var finding = LabelFinding(pair: self)
    finding.withoutPlugin = withoutPlugin.map(\.text)
    finding.withoutLabel = withoutLabel.map(\.text)
    let missing = Set(withoutPlugin.map(\.name))
    for (query, node) in naming where query.names.contains(where: missing.contains) {
      finding.places.append((node, "Tide looks at the label here"))
    }
    let written = table.places(of: [plugin])
    var seen: Set<String> = []
    for (name, _) in withoutLabel {
      let key = written[name] == nil ? RepoKey.split(name).org : name
      guard let node = written[key], seen.insert(key).inserted else { continue }
      finding.places.append((node, "the plugin is on here"))
    }
    return finding
  }
}

/// Where one label and its plugin disagree.
private struct LabelFinding {
  let pair: LabelPair
  /// Organizations and repositories whose queries name the label while the plugin is off.
  var withoutPlugin: [String] = []
  /// Those where the plugin is on and no query names the label.
  var withoutLabel: [String] = []
  var places: [(node: Node, message: String)] = []

  init(pair: LabelPair) {
    self.pair = pair
  }

  func report(_ report: Report) {
    guard let first = places.first else { return }
    report(message, at: first.node, help: help, related: Array(places.dropFirst().prefix(10)))
  }

  private var kind: String { pair.isExternal ? "external plugin" : "plugin" }
  private var verb: String { pair.isRequired ? "require" : "forbid" }

  private var message: String {
    var parts: [String] = []
    if !withoutPlugin.isEmpty {
      parts.append(
        "Tide queries \(verb) label \(pair.label) where \(kind) \(pair.plugin) is off: "
          + cut(withoutPlugin)
      )
    }
    if !withoutLabel.isEmpty {
      parts.append(
        "\(kind) \(pair.plugin) is on where no Tide query \(verb)s label \(pair.label): "
          + cut(withoutLabel)
      )
    }
    return parts.joined(separator: "; ")
  }

  private var help: String {
    let list = pair.isRequired ? "labels" : "missingLabels"
    var parts: [String] = []
    if !withoutPlugin.isEmpty {
      parts.append(
        "turn \(kind) \(pair.plugin) on there, or remove \(pair.label) from \(list) of the queries"
      )
    }
    if !withoutLabel.isEmpty {
      parts.append(
        "add \(pair.label) to \(list) of the queries, or turn \(kind) \(pair.plugin) off there"
      )
    }
    return parts.joined(separator: "; ")
  }

  /// Whole names, and how many there are besides.
  private func cut(_ names: [String]) -> String {
    names.count <= 6
      ? Words.list(names)
      : names.prefix(5).joined(separator: ", ") + " and \(names.count - 5) more"
  }
}

/// A query of Tide, as far as plugins are concerned.
private struct TideQuery {
  let node: Node
  let orgs: [String]
  let repos: [String]
  let excluded: Set<String>

  var names: [String] { orgs + repos }

  static func all(_ workspace: Workspace) -> [TideQuery] {
    workspace.configFiles.flatMap { file in
      file.root?[.tide]?[.queries].map { $0.items.filter(\.isMapping).map(TideQuery.init) } ?? []
    }
  }

  init(_ node: Node) {
    self.node = node
    orgs = TideQuery.texts(node[.orgs])
    repos = TideQuery.texts(node[.repos])
    excluded = Set(TideQuery.texts(node[.tideExcludedRepos]))
  }

  private static func texts(_ list: Node?) -> [String] {
    list.map { $0.items.compactMap { $0.string?.string } } ?? []
  }

  func labelNode(_ list: Field, _ label: String) -> Node? {
    node[list]?.items.first { $0.text.equals(label) }
  }

  /// The repositories of the queries together.
  ///
  /// A repository is excepted from an org only if every
  /// query for the org excepts it and no query names it.
  static func orgsAndRepos(_ queries: [TideQuery]) -> OrgRepoSet {
    var set = OrgRepoSet()
    for query in queries {
      for org in query.orgs {
        let exceptions = query.excluded.filter { RepoKey.split($0).org == org }
        set.orgs[org] = set.orgs[org]?.intersection(exceptions) ?? exceptions
      }
      set.repos.formUnion(query.repos)
    }
    for org in Array(set.orgs.keys) { set.orgs[org]?.subtract(set.repos) }
    return set
  }
}
