internal import Diagnostics
internal import Prow
internal import Schema
internal import YAML

extension Rule {
  /// What Prow asks of the lists of plugins.
  static let pluginLists: [Rule] = [
    noPlugins, oldStylePlugins, unknownPlugin, duplicatePlugin, duplicateExternalPlugin,
  ]

  static let noPlugins = Rule(
    id: "no-plugins",
    severity: .warning,
    summary: "plugins.yaml turns no plugin on",
    why: "Without an entry under plugins Prow answers no comment and starts no job for any "
      + "repository. Most often the key is misspelt, or its entries have lost their indentation.",
    help: "list the plugins of an org or of an org/repo under plugins:",
    source: "Prow, `Configuration.Validate` in pkg/plugins/config.go",
    bad: .plugins("plugins: {}\n"),
    good: .plugins("plugins:\n  acme:\n    plugins: [trigger]\n"),
    check: .workspace { scope, report in
      guard let file = scope.workspace.plugins, file.document.isReadable,
        PluginTable.builtIn(scope.workspace).entries.isEmpty
      else { return }
      if let value = file.root?[.plugins], !value.isMapping { return }
      if let key = file.root?.key(.plugins) {
        report("there are no plugins", at: key)
      } else {
        report("there are no plugins", in: file.file)
      }
    }
  )

  static let oldStylePlugins = Rule(
    id: "old-style-plugins",
    severity: .warning,
    summary: "plugins are written as bare lists",
    why: "Prow still reads this style and warns of it each time. It has no room for "
      + "excluded_repos, and one entry in the new style makes Prow refuse the others.",
    help: "write the names under plugins: in each entry",
    source: "Prow, `Plugins.UnmarshalJSON` in pkg/plugins/config.go",
    bad: .plugins("plugins:\n  acme: [trigger]\n"),
    good: .plugins("plugins:\n  acme:\n    plugins: [trigger]\n"),
    check: .workspace { scope, report in
      for file in scope.workspace.pluginFiles {
        guard let root = file.root, let map = root[.plugins], map.isMapping,
          let key = root.key(.plugins),
          !map.isEmpty, map.entries.allSatisfy({ $0.value.isSequence || $0.value.isNull })
        else { continue }
        report("plugins is in the old style, a list for each org or repository", at: key)
      }
    }
  )

  static let unknownPlugin = Rule(
    id: "unknown-plugin",
    summary: "there is no plugin of that name",
    why: "plugins turns on what is built into Prow. checkconfig refuses a name that is not, and "
      + "a running Prow does nothing for it. Programs of your own go to external_plugins.",
    help: "see the plugins of your Prow on its page /plugins",
    source: "Prow, `ValidatePluginsUnknown` in pkg/plugins/config.go",
    bad: .plugins("plugins:\n  acme:\n    plugins: [triger]\n"),
    good: .plugins("plugins:\n  acme:\n    plugins: [trigger]\n"),
    fix: .safe,
    check: .workspace { scope, report in
      let known = KnownPlugins.names
      let texts = Set(known)
      for entry in PluginTable.builtIn(scope.workspace).entries {
        for node in entry.plugins where !texts.contains(node.text.string) {
          let name = node.text.string
          if let date = KnownPlugins.newer[name] {
            report("plugin \"\(name)\" is not in Prow before \(date)", at: node)
            continue
          }
          report(
            "there is no plugin \"\(name.shortened)\"",
            at: node,
            help: Suggestion.nearest(to: name, among: known).map { "did you mean \($0)?" },
            fix: fix(node, of: entry)
          )
        }
      }
    }
  )

  /// The only plugin with nearly that name, unless it is on already.
  private static func fix(_ node: Node, of entry: PluginTable.Entry) -> Fix {
    .write(
      node,
      .anyUse,
      .safe,
      Suggestion.nearest(to: node.text.string, among: KnownPlugins.names, within: 1).flatMap {
        name in entry.plugins.contains { $0.text.equals(name) } ? nil : .string(name)
      }
    )
  }

  static let duplicatePlugin = Rule(
    id: "duplicate-plugin",
    summary: "a plugin is on for a repository and for its org",
    why: "Plugins of an org are on for all its repositories; the plugin would run twice for "
      + "each event. Prow refuses the whole file.",
    help: "remove it from the repository, or add the repository to the org's excluded_repos",
    source: "Prow, `validatePluginsDupes` in pkg/plugins/config.go",
    bad: .plugins(
      "plugins:\n  acme:\n    plugins: [trigger]\n  acme/rocket:\n    plugins: [size, trigger]\n"
    ),
    good: .plugins(
      "plugins:\n  acme:\n    plugins: [trigger]\n  acme/rocket:\n    plugins: [size]\n"
    ),
    fix: .safe,
    check: .workspace { scope, report in
      Duplicates.report(PluginTable.builtIn(scope.workspace), "plugin", report)
    }
  )

  static let duplicateExternalPlugin = Rule(
    id: "duplicate-external-plugin",
    summary: "an external plugin is on for a repository and for its org",
    why: "External plugins of an org get the events of all its repositories, this one would get "
      + "them twice. Prow refuses the whole file.",
    help: "remove it from the repository",
    source: "Prow, `validateExternalPlugins` in pkg/plugins/config.go",
    bad: .plugins(
      """
      plugins:
        acme: {plugins: [trigger]}
      external_plugins:
        acme: [{name: refresh}]
        acme/rocket: [{name: cherrypicker}, {name: refresh}]
      """
    ),
    good: .plugins(
      """
      plugins:
        acme: {plugins: [trigger]}
      external_plugins:
        acme: [{name: refresh}]
        acme/rocket: [{name: cherrypicker}]
      """
    ),
    fix: .safe,
    check: .workspace { scope, report in
      Duplicates.report(PluginTable.external(scope.workspace), "external plugin", report)
    }
  )
}

private enum Duplicates {
  /// Reports plugins of repositories that their orgs have, too.
  static func report(_ table: PluginTable, _ what: String, _ report: Report) {
    var orgs: [String: (plugins: [Text: Node], excluded: Set<String>)] = [:]
    for entry in table.entries where !entry.isRepo {
      for node in entry.plugins where orgs[entry.name]?.plugins[node.text] == nil {
        orgs[entry.name, default: ([:], [])].plugins[node.text] = node
      }
      orgs[entry.name]?.excluded.formUnion(entry.excludedRepos)
    }
    for entry in table.entries where entry.isRepo {
      let org = RepoKey.split(entry.name).org
      guard let (plugins, excluded) = orgs[org], !excluded.contains(entry.name) else { continue }
      for node in entry.plugins {
        guard let other = plugins[node.text] else { continue }
        report(
          "\(what) \(node.text.short) of \(entry.name.shortened) is also on for all of \(org.shortened)",
          at: node,
          related: [(other, "on for the org")],
          fix: .removeRepeat(of: other, with: node, inOneList: false)
        )
      }
    }
  }
}
