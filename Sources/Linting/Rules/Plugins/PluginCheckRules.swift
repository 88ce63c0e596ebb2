internal import Diagnostics
internal import GoFormats
internal import Prow
internal import YAML

extension Rule {
  /// What checkconfig warns of when it is given plugins.yaml.
  static let pluginChecks: [Rule] = [
    mismatchedTide, validateOwners, missingTrigger, validateURLs, validateLabel,
    validateConfigUpdaterACLs,
  ]

  static let validateOwners = Rule(
    id: "validate-owners",
    severity: .warning,
    summary: "a plugin that reads OWNERS files is on without verify-owners",
    why: "approve, blunderbuss and owners-label act on OWNERS files. Without verify-owners a pull "
      + "request can break these files, and reviews then go to nobody.",
    help: "turn verify-owners on, too",
    source: "Prow, `verifyOwnersPlugin` in cmd/checkconfig/main.go, warning validate-owners",
    bad: .plugins("plugins:\n  acme:\n    plugins: [approve]\n"),
    good: .plugins("plugins:\n  acme:\n    plugins: [approve, verify-owners]\n"),
    check: .workspace { scope, report in
      guard scope.workspace.hasPlugins else { return }
      let table = PluginTable.builtIn(scope.workspace)
      let readers = ["approve", "blunderbuss", "owners-label"]
      let reading = readers.reduce(OrgRepoSet()) { $0.union(table.orgsAndRepos(with: $1)) }
      let places = table.places(of: readers)
      for (name, text) in reading.subtracting(table.orgsAndRepos(with: "verify-owners")).items {
        // A repository that its org excludes from verify-owners has its plugins from the org.
        guard let node = places[name] ?? places[RepoKey.split(name).org] else { continue }
        report(
          "plugin \(node.text.short) is on without verify-owners for \(text.shortened)",
          at: node
        )
      }
    }
  )

  static let missingTrigger = Rule(
    id: "missing-trigger",
    severity: .warning,
    summary: "a repository has jobs and plugin trigger is off",
    why: "Plugin trigger starts presubmits and postsubmits. Without it no event of the repository "
      + "starts a job, and nobody is told.",
    help: "turn trigger on for the org or the repository in plugins.yaml",
    source: "Prow, `validateTriggers` in cmd/checkconfig/main.go, warning missing-trigger",
    bad: .plugins(
      "plugins:\n  acme/rocket:\n    plugins: [size]\n",
      jobs: "presubmits:\n  acme/rocket:\n"
        + "  - {name: unit, spec: {containers: [{image: golang}]}}\n"
    ),
    good: .plugins(
      "plugins:\n  acme/rocket:\n    plugins: [trigger]\n",
      jobs: "presubmits:\n  acme/rocket:\n"
        + "  - {name: unit, spec: {containers: [{image: golang}]}}\n"
    ),
    check: .workspace { scope, report in
      for (name, key) in ReposWithoutTrigger.all(in: scope.configuration) {
        report(ReposWithoutTrigger.words(name), at: key)
      }
    }
  )

  static let validateURLs = Rule(
    id: "validate-urls",
    severity: .warning,
    summary: "status_error_link is not a URL",
    why: "Prow puts this link into the status of a pull request where a job could not start.",
    help: "write a URL, such as https://example.com/prow-help",
    source: "Prow, `validateURLs` in cmd/checkconfig/main.go, warning validate-urls",
    bad: .plugins(
      "plugins:\n  acme:\n    plugins: [trigger]\n",
      config: "status_error_link: 'https://ci.example.com:port/'\n"
    ),
    good: .plugins(
      "plugins:\n  acme:\n    plugins: [trigger]\n",
      config: "status_error_link: https://ci.example.com/help\n"
    ),
    check: .workspace { scope, report in
      guard scope.workspace.hasPlugins,
        let node = scope.workspace.config?.root?[.statusErrorLink], let text = node.string
      else { return }
      do {
        _ = try GoURL.parse(text.string)
      } catch {
        report("status_error_link \"\(text.short)\" is not a URL", at: node)
      }
    }
  )

  static let validateLabel = Rule(
    id: "validate-label",
    severity: .warning,
    summary: "a restricted label has no name, or anybody may set it",
    why: "additional_labels is what anybody can set with /label. A label that is also restricted "
      + "to some teams or users is not restricted.",
    help: "name the label, and in one of the lists only",
    source: "Prow, `verifyLabelPlugin` in cmd/checkconfig/main.go, warning validate-label",
    bad: .plugins(
      """
      plugins:
        acme: {plugins: [label]}
      label:
        additional_labels: [vip]
        restricted_labels:
          acme: [{label: vip, allowed_users: [ann]}]
      """
    ),
    good: .plugins(
      """
      plugins:
        acme: {plugins: [label]}
      label:
        additional_labels: [kind/flake]
        restricted_labels:
          acme: [{label: vip, allowed_users: [ann]}]
      """
    ),
    check: .workspace { scope, report in
      var additional: [Text: Node] = [:]
      for item in scope.workspace.plugins?.root?[.label]?[.additionalLabels]?.list ?? [] {
        if let text = item.string, additional[text] == nil { additional[text] = item }
      }
      for file in scope.workspace.pluginFiles {
        guard let map = file.root?[.label]?[.restrictedLabels] else { continue }
        for entry in map.entries {
          for item in entry.value.list where item.isMapping || item.isNull {
            guard let label = item[.label], !label.isEmpty else {
              report(
                "a restricted label of \(entry.key.text.short) has no name",
                at: item[.label] ?? item.firstKey ?? item
              )
              continue
            }
            guard let text = label.string, let other = additional[text] else { continue }
            report(
              "restricted label \"\(text.short)\" is also in additional_labels",
              at: label,
              related: [(other, "anybody may set it")]
            )
          }
        }
      }
    }
  )

  static let validateConfigUpdaterACLs = Rule(
    id: "validate-config-updater-acls",
    severity: .warning,
    summary: "a list of repositories of config_updater has a name that is not org or org/repo",
    why: "allowed_repos and denied_repos say which repositories may write a ConfigMap. A name in "
      + "another form never matches: it allows nobody, or keeps nobody out.",
    help: "write org or org/repo",
    source: "Prow, `validateConfigUpdaterACLs` in cmd/checkconfig/main.go, warning "
      + "validate-config-updater-acls",
    bad: .plugins(Rule.updater("a.yaml: {name: a, allowed_repos: [acme/rocket/main]}")),
    good: .plugins(Rule.updater("a.yaml: {name: a, allowed_repos: [acme/rocket]}")),
    check: .workspace { scope, report in
      let maps = scope.workspace.plugins?.root?[.configUpdater]?[.maps]
      for entry in maps.map({ Array($0.entries) }) ?? []
      where entry.value[.clusterGroups]?.isEmpty ?? true {
        for field in [Field.allowedRepos, .deniedRepos] {
          for item in entry.value[field]?.list ?? [] where item.string != nil || item.isNull {
            let name = item.string?.string ?? ""
            let parts = name.split(separator: "/", omittingEmptySubsequences: false)
            if parts.count <= 2, parts.first?.isEmpty == false { continue }
            report(
              name.isEmpty
                ? "\(field.name) has an empty name"
                : "\"\(name.shortened)\" in \(field.name) is not org or org/repo",
              at: item
            )
          }
        }
      }
    }
  )
}
