package import Configs
internal import Prow
package import YAML

/// The repositories of central jobs for which plugin trigger is off, so that no event starts a job.
package enum ReposWithoutTrigger {
  /// - Returns: `org/repo` and the first key with jobs of it; none without plugins.yaml.
  package static func all(in configuration: Configuration) -> [(name: String, key: Node)] {
    guard configuration.workspace.hasPlugins else { return [] }
    let enabled = PluginTable.builtIn(configuration.workspace).orgsAndRepos(with: "trigger")
    var keys: [String: Node] = [:]
    var configured = OrgRepoSet()
    for (file, _) in configuration.jobsByFile where file.kind != .inRepo {
      for field in [Field.presubmits, .postsubmits] {
        for entry in file.root?[field].map({ Array($0.entries) }) ?? [] {
          let name = entry.key.text.string
          if configured.repos.insert(name).inserted { keys[name] = entry.key }
        }
      }
    }
    return configured.subtracting(enabled).items.compactMap { name, _ in
      keys[name].map { (name, $0) }
    }
  }

  /// What is wrong with one of them.
  package static func words(_ name: String) -> String {
    "\(name.shortened) has jobs and plugin trigger is off"
  }
}
