internal import Configs
internal import Diagnostics
internal import Prow
internal import YAML

extension Rule {
  static let supplementalHierarchy = Rule(
    id: "validate-supplemental-prow-config-hierarchy",
    severity: .warning,
    summary: "a supplemental file is in the folder of another org or repository",
    why:
      "In the folders given by --supplemental-config and --supplemental-plugins, ORG/ is for what "
      + "concerns that org and ORG/REPO/ for what concerns that repository, so that their owners "
      + "can be asked to approve changes to it. Config for all orgs does not belong in these folders.",
    help: "move it to the folder of the org or repository that it is about",
    source: "Prow, `validateAdditionalProwConfigIsInOrgRepoDirectoryStructure` in "
      + "cmd/checkconfig/main.go, checkconfig's warning "
      + "validate-supplemental-prow-config-hierarchy",
    bad: Example(files: [
      (
        "supplemental/acme/engine/team_prowconfig.yaml",
        "tide:\n  queries:\n  - repos: [acme/rocket]\n"
      ),
      ("config.yaml", Example.baseConfig),
    ]),
    good: Example(files: [
      (
        "supplemental/acme/engine/team_prowconfig.yaml",
        "tide:\n  queries:\n  - repos: [acme/engine]\n"
      ),
      ("config.yaml", Example.baseConfig),
    ]),
    check: .workspace { scope, report in
      let workspace = scope.workspace
      for file in workspace.supplementalConfig {
        guard let place = OwnedPlace(file, below: scope.options.supplementalConfig) else {
          continue
        }
        place.check(file, report) { ConfigOwners(config: $0) }
      }
      for file in workspace.supplementalPlugins {
        guard let place = OwnedPlace(file, below: scope.options.supplementalPlugins) else {
          continue
        }
        place.check(file, report) { ConfigOwners(plugins: $0) }
      }
    }
  )
}

/// Whom a part of a configuration is for.
private enum Owner: Hashable {
  case everyone
  case org(String)
  case repo(String)

  /// An org, or a repository as org/repo.
  init(_ name: String) {
    self = name.contains("/") ? .repo(name) : .org(name)
  }

  var name: String {
    switch self {
    case .everyone: "all orgs"
    case .org(let name), .repo(let name): name.shortened
    }
  }
}

/// Where a supplemental file is, and so whose config it may hold.
///
/// Source: Prow, `validateAdditionalConfigIsInOrgRepoDirectoryStructure` in
/// cmd/checkconfig/main.go.
private struct OwnedPlace {
  /// The folder given on the command line; empty for the working directory, else with a slash.
  let root: String
  /// The folders between `root` and the file.
  let folders: [Substring]

  /// `nil` for a file in none of the folders.
  init?(_ file: LoadedFile, below roots: [String]) {
    let path = file.file.path
    guard let root = roots.first(where: { path.hasPrefix($0) }) else { return nil }
    self.root = root
    folders = path.dropFirst(root.count).split(separator: "/").dropLast()
  }

  /// Jobs in such a file are one mistake, which is reported as such.
  private func holdsJobs(_ file: LoadedFile) -> Bool {
    let fields: [Field] = [.presets, .presubmits, .postsubmits, .periodics]
    return file.root?.entries.contains { entry in
      fields.contains { entry.key.text.equals($0.name) }
    } ?? false
  }

  func check(_ file: LoadedFile, _ report: Report, owners: (Node) -> ConfigOwners) {
    guard file.document.isReadable, !folders.isEmpty else { return }
    let name = folders.joined(separator: "/")
    if folders.count > 2 {
      report(
        "the file lies \(folders.count) folders below \(shown(root))",
        in: file.file,
        help: "move it to \(shown(root)), or to the folder ORG or ORG/REPO below that"
      )
      return
    }
    let wanted = Owner(name)
    let found = file.root.map { owners($0).places } ?? []
    if found.isEmpty, !holdsJobs(file) {
      report("the file has no config for \(wanted.name)", in: file.file, help: "remove the file")
    }
    for (owner, nodes) in found where owner != wanted {
      guard let first = nodes.first else { continue }
      report(
        "config for \(owner.name) is in the folder of \(wanted.name)",
        at: first,
        help: "move it to a file in \(folder(of: owner))",
        related: nodes.dropFirst().map { ($0, "so does this") }
      )
    }
  }

  private func folder(of owner: Owner) -> String {
    owner == .everyone ? shown(root) : "\(root)\(owner.name)/"
  }

  private func shown(_ folder: String) -> String { folder.isEmpty ? "./" : folder }
}

/// Whom a supplemental file has config for, and where.
///
/// Source: Prow, `HasConfigFor` in pkg/config/config.go and pkg/plugins/config.go. What a
/// supplemental file must not set at all is not listed.
private struct ConfigOwners {
  /// In the order in which the owners appear here; no list is empty.
  private(set) var places: [(owner: Owner, nodes: [Node])] = []
  private var positions: [Owner: Int] = [:]

  init(config root: Node) {
    if let protection = root[.branchProtection] { addProtection(protection) }
    addKeys(root[.tide]?[.mergeMethod])
    for query in root[.tide]?.list(.queries) ?? [] {
      for org in texts(query[.orgs]) { add(.org(org.text.string), org) }
      for repo in texts(query[.repos]) { add(.repo(repo.text.string), repo) }
    }
    addKeys(root[.slackReporterConfigs], star: .everyone)
  }

  init(plugins root: Node) {
    addKeys(root[.plugins])
    addKeys(root[.externalPlugins])
    for field in [Field.approve, .lgtm, .triggers, .welcome] {
      for entry in root.list(field) {
        for name in texts(entry[.repos]) { add(Owner(name.text.string), name) }
      }
    }
    if let bugzilla = root[.bugzilla] { addBugzilla(bugzilla) }
    addKeys(root[.label]?[.restrictedLabels], star: .everyone)
  }

  private mutating func addProtection(_ top: Node) {
    let flags: [Field] = [
      .protectTestedRepos, .allowDisabledPolicies, .allowDisabledJobPolicies,
      .protectReposWithOptionalJobs,
    ]
    for field in flags + ProtectionPolicy.fields where top[field] != nil {
      if let key = top.key(field) { add(.everyone, key) }
    }
    for org in entries(top[.orgs]) {
      let name = org.key.text.string
      if ProtectionPolicy.fields.contains(where: { org.value[$0] != nil }) {
        add(.org(name), org.key)
      }
      for repo in entries(org.value[.repos]) { add(.repo("\(name)/\(repo.key.text)"), repo.key) }
    }
  }

  private mutating func addBugzilla(_ bugzilla: Node) {
    if bugzilla[.defaults] != nil, let key = bugzilla.key(.defaults) { add(.everyone, key) }
    for org in entries(bugzilla[.orgs]) {
      let name = org.key.text.string
      if org.value[.defaults] != nil { add(.org(name), org.key) }
      for repo in entries(org.value[.repos]) { add(.repo("\(name)/\(repo.key.text)"), repo.key) }
    }
  }

  private mutating func addKeys(_ map: Node?, star: Owner? = nil) {
    for entry in entries(map) {
      let name = entry.key.text.string
      add(name == "*" ? star ?? .org(name) : Owner(name), entry.key)
    }
  }

  private mutating func add(_ owner: Owner, _ node: Node) {
    if let position = positions[owner] {
      places[position].nodes.append(node)
    } else {
      positions[owner] = places.count
      places.append((owner, [node]))
    }
  }

  private func entries(_ node: Node?) -> [Node.Entry] {
    node.map { Array($0.entries) } ?? []
  }

  private func texts(_ node: Node?) -> [Node] {
    node.map { $0.items.filter { $0.string != nil } } ?? []
  }
}
