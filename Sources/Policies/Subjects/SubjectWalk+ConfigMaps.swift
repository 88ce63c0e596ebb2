internal import CEL
internal import ConfigMaps
internal import Configs
internal import Diagnostics
internal import Files
internal import Prow
internal import YAML

extension SubjectWalk {
  /// The ConfigMaps that config_updater makes of the repository; none without a readable plugins.yaml.
  func forEachConfigMap(_ report: (PolicyFault) -> Void, _ body: (Subject) -> Bool) {
    let workspace = world.configuration.workspace
    guard let plugins = workspace.plugins, plugins.document.isReadable else { return }
    let path = world.path(plugins.file.path)
    let start = Place(file: plugins.file, range: .fileStart)
    do throws(TreeError) {
      let all = try DesiredState.published(
        of: world.tree(),
        config: UpdaterConfig(plugins),
        namespace: workspace.prow?.prowjobNamespace ?? "default"
      )
      let entries = plugins.root?[.configUpdater]?[.maps].map { Array($0.entries) } ?? []
      for published in all
      where policy.match.takes(cluster: published.configMap.target.cluster) {
        let entry = entries.first { entry in published.globs.contains(entry.key.text.string) }
        let value = ConfigMapObject(
          published: published,
          entry: entry.map { ($0.key, $0.value) },
          documents: world.documents
        )
        let node = entry?.key ?? plugins.root?.key(.configUpdater) ?? plugins.root
        let subject = Subject(
          job: nil,
          value: .map(value),
          path: path,
          origin: node.map { .node($0) } ?? .none
        )
        if !body(subject) { return }
      }
    } catch {
      report(PolicyFault("the ConfigMaps can't be judged: \(error.description)", at: start))
    }
  }
}
