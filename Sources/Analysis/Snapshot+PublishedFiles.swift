internal import ConfigMaps
package import Files
internal import Prow
internal import YAML

extension Snapshot {
  /// Looks at the files of a tree that config_updater publishes, if there is a readable plugins.yaml,
  /// and at the paths in configurations of the autobumper.
  ///
  /// - Parameters:
  ///   - tree: Makes the tree, if it is needed.
  ///   - isWhole: Whether the tree is a whole repository, and not some files of it.
  /// - Returns: A check that fails where the tree can't be read.
  package static func publishedFiles(
    of tree: @escaping @Sendable () -> any FileTree,
    isWhole: @escaping @Sendable () -> Bool = { true }
  ) -> TreeCheck {
    { workspace in
      let plugins = workspace.plugins.flatMap { $0.document.isReadable ? $0 : nil }
      let bumps = workspace.autobumpFiles.compactMap(AutobumpConfig.init)
      if plugins == nil, bumps.isEmpty { return .success([]) }
      let tree = tree()
      do throws(TreeError) {
        var faults =
          bumps.isEmpty || !isWhole() ? [] : try BumpPathFaults.faults(of: bumps, in: tree)
        if let plugins {
          faults += try await ConfigMaps.TreeCheck.faults(
            of: tree,
            config: UpdaterConfig(plugins),
            namespace: workspace.prow?.prowjobNamespace ?? "default",
            workers: 1
          )
        }
        return .success(faults)
      } catch {
        return .failure(FileError(path: tree.displayName(of: ""), reason: error.description))
      }
    }
  }
}
