package import YAML

/// The plugins that are on for one repository, and where that is written.
package struct EnabledPlugins: Sendable {
  /// Names in the order in which Prow runs through them, those of the org first.
  package let builtIn: [Node]
  /// Plugins that are programs of their own.
  package let external: [Node]
  /// Whether plugins.yaml is known, so that what is not here is off.
  package let isKnown: Bool

  /// Sources: Prow, `getPlugins` in pkg/plugins/plugins.go, and `needDemux` in pkg/hook/server.go.
  package init(_ workspace: Workspace, repo: String) {
    isKnown = workspace.hasPlugins
    let (org, name) = RepoKey.orgAndName(repo)
    func names(_ table: PluginTable) -> [Node] {
      let ofOrg = table.entries.filter { entry in
        entry.name == org && !entry.excluded.contains { $0.text.equals(name) }
      }
      let entries = ofOrg + table.entries.filter { $0.name == repo }
      var seen: Set<Text> = []
      return entries.flatMap(\.plugins).filter { seen.insert($0.text).inserted }
    }
    builtIn = names(.builtIn(workspace))
    external = builtIn.isEmpty ? [] : names(.external(workspace))
  }

  /// Where a plugin that is part of Prow is turned on; `nil` if it is off.
  package func place(of plugin: String) -> Node? {
    builtIn.first { $0.text.equals(plugin) }
  }
}

extension Workspace {
  /// The entry of a plugin's list of settings that holds for a repository: the first that names it,
  /// else the first that names its org.
  ///
  /// Source: Prow, `TriggerFor`, `ApproveFor` and `LgtmFor` in pkg/plugins/config.go.
  package func pluginSettings(_ field: Field, repo: String) -> Node? {
    let entries = pluginFiles.flatMap { $0.root?.list(field) ?? [] }
    let org = RepoKey.orgAndName(repo).org
    func first(_ name: String) -> Node? {
      entries.first { entry in entry.list(.repos).contains { $0.text.equals(name) } }
    }
    return first(repo) ?? first(org)
  }
}
