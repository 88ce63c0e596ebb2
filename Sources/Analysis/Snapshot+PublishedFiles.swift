internal import ConfigMaps
package import Files
internal import Prow
internal import YAML

extension Snapshot {
  /// Looks at the files of a tree that config_updater publishes; at none if there is no readable
  /// plugins.yaml.
  ///
  /// `tree`: Makes the tree, if it is needed.
  package static func publishedFiles(
    of tree: @escaping @Sendable () -> any FileTree
  ) -> TreeCheck {
    { workspace in
      guard let plugins = workspace.plugins, plugins.document.isReadable else {
        return .success([])
      }
      let tree = tree()
      do throws(TreeError) {
        return .success(
          try await ConfigMaps.TreeCheck.faults(
            of: tree,
            config: UpdaterConfig(plugins),
            namespace: workspace.prow?.prowjobNamespace ?? "default",
            workers: 1
          )
        )
      } catch {
        return .failure(FileError(path: tree.displayName(of: ""), reason: error.description))
      }
    }
  }
}
