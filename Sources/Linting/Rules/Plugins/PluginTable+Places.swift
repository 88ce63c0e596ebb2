internal import Prow
internal import YAML

extension PluginTable {
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
}

extension Node {
  /// The items of a list; empty for everything else.
  var list: [Node] { Array(items) }
}
