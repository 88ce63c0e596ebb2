/// The files of one Prow in a tree; paths are from its root.
package struct Installation: Sendable, Hashable {
  package var config: String?
  package var plugins: String?
  /// Folders and files.
  package var jobs: [String] = []
  /// Folders with `*_prowconfig.yaml`, and with `*_pluginconfig.yaml`.
  package var supplementalConfig: [String] = []
  package var supplementalPlugins: [String] = []

  package var isEmpty: Bool { config == nil && plugins == nil && jobs.isEmpty }
}

/// A tree has several installations, and nothing says which one is meant.
package struct AmbiguousInstallation: Error, CustomStringConvertible {
  /// Where each has its config.yaml, as people see it.
  package let configs: [String]

  package var description: String {
    "several Prow installations are here: \(configs.joined(separator: ", ")); name one with --config, "
      + "or in .plimsoll.yaml"
  }
}
