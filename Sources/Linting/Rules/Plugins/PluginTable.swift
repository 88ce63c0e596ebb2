internal import Prow
internal import YAML

/// Which plugins are on where: the entries of `plugins`, or of `external_plugins`, of plugins.yaml
/// and of all supplemental files.
struct PluginTable {
  /// In the order written, plugins.yaml first.
  ///
  /// A key that a supplemental file repeats is there twice; `mergeFrom` in pkg/plugins/config.go
  /// of Prow refuses that.
  let entries: [Entry]

  struct Entry {
    /// The key: org or org/repo.
    let key: Node
    let name: String
    /// The names as written, without those that are not strings.
    let plugins: [Node]
    /// Bare names of repositories, as written.
    let excluded: [Node]

    /// An entry for a repository has a slash in its key.
    var isRepo: Bool { name.utf8.contains(UInt8(ascii: "/")) }
    /// The repositories that do without, as org/repo.
    var excludedRepos: [String] { isRepo ? [] : excluded.map { "\(name)/\($0.text)" } }
  }

  /// The plugins that are part of Prow.
  static func builtIn(_ workspace: Workspace) -> PluginTable {
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
  static func external(_ workspace: Workspace) -> PluginTable {
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

  /// Where a plugin is on, as checkconfig sees it.
  func orgsAndRepos(with plugin: String) -> OrgRepoSet {
    var set = OrgRepoSet()
    for entry in entries where entry.plugins.contains(where: { $0.text.equals(plugin) }) {
      if entry.isRepo {
        set.repos.insert(entry.name)
      } else {
        set.orgs[entry.name] = Set(entry.excludedRepos)
      }
    }
    return set
  }

  /// Where the names of plugins were written, by org and org/repo.
  func places(of plugins: [String]) -> [String: Node] {
    var places: [String: Node] = [:]
    for entry in entries where places[entry.name] == nil {
      places[entry.name] = entry.plugins.first { node in plugins.contains { node.text.equals($0) } }
    }
    return places
  }
}

extension Workspace {
  /// plugins.yaml and the files that add to it.
  var pluginFiles: [LoadedFile] { (plugins.map { [$0] } ?? []) + supplementalPlugins }

  /// config.yaml and the files that add to it.
  var configFiles: [LoadedFile] { (config.map { [$0] } ?? []) + supplementalConfig }
}

extension Node {
  /// The items of a list; empty for everything else.
  var list: [Node] { Array(items) }
}

extension Workspace {
  /// Whether checkconfig would have plugins.yaml at hand.
  var hasPlugins: Bool { plugins?.document.isReadable == true }
}
