package import YAML

/// Which plugins are on where: the entries of `plugins`, or of `external_plugins`, of plugins.yaml
/// and of all supplemental files.
package struct PluginTable: Sendable {
  /// In the order written, plugins.yaml first.
  ///
  /// A key that a supplemental file repeats is there twice; `mergeFrom` in pkg/plugins/config.go
  /// of Prow refuses that.
  package let entries: [Entry]

  package struct Entry: Sendable {
    /// The key: org or org/repo.
    package let key: Node
    package let name: String
    /// The names as written, without those that are not strings.
    package let plugins: [Node]
    /// Bare names of repositories, as written.
    package let excluded: [Node]

    /// An entry for a repository has a slash in its key.
    package var isRepo: Bool { name.utf8.contains(UInt8(ascii: "/")) }
    /// The repositories that do without, as org/repo.
    package var excludedRepos: [String] { isRepo ? [] : excluded.map { "\(name)/\($0.text)" } }
  }

  /// The plugins that are part of Prow.
  package static func builtIn(_ workspace: Workspace) -> PluginTable {
    PluginTable(workspace, .plugins) { key, value in
      // The old style is a list of names without anything else.
      let names = value.isSequence ? value : value[.plugins]
      return Entry(
        key: key,
        name: key.text.string,
        plugins: names.map { $0.items.filter { $0.string != nil } } ?? [],
        excluded: value[.excludedRepos].map { $0.items.filter { $0.string != nil } } ?? []
      )
    }
  }

  /// Plugins that are programs of their own, by their names.
  package static func external(_ workspace: Workspace) -> PluginTable {
    PluginTable(workspace, .externalPlugins) { key, value in
      Entry(
        key: key,
        name: key.text.string,
        plugins: value.items.compactMap { $0[.name] }.filter { $0.string != nil },
        excluded: []
      )
    }
  }

  private init(_ workspace: Workspace, _ field: Field, _ entry: (Node, Node) -> Entry) {
    entries = workspace.pluginFiles.flatMap { file in
      file.root?[field].map { map in map.entries.map { entry($0.key, $0.value) } } ?? []
    }
  }

  /// Where the names of plugins were written, by org and org/repo.
  package func places(of plugins: [String]) -> [String: Node] {
    var places: [String: Node] = [:]
    for entry in entries where places[entry.name] == nil {
      places[entry.name] = entry.plugins.first { node in plugins.contains { node.text.equals($0) } }
    }
    return places
  }
}

extension Workspace {
  /// plugins.yaml and the files that add to it.
  package var pluginFiles: [LoadedFile] { (plugins.map { [$0] } ?? []) + supplementalPlugins }

  /// config.yaml and the files that add to it.
  package var configFiles: [LoadedFile] { (config.map { [$0] } ?? []) + supplementalConfig }

  /// Whether checkconfig would have plugins.yaml at hand.
  package var hasPlugins: Bool { plugins?.document.isReadable == true }
}
