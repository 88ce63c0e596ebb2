/// The files that a command line names; what it does not name is found.
package struct NamedFiles: Sendable {
  package var config: String?
  package var plugins: String?
  package var jobs: [String] = []
  /// Folders.
  package var supplementalConfig: [String] = []
  package var supplementalPlugins: [String] = []
  /// `org/repo` whose in-repo config the working directory has.
  package var prowYAMLRepo: String?
  /// `org/repo` that a CI system says the clone is of; counts only where nothing else names it.
  package var repositoryOfCI: String?
  /// The config.yaml to take of several, within its installation.
  var preferredConfig: String?

  package init() {}

  /// Whether no option says where files are.
  var namesNothing: Bool {
    config == nil && plugins == nil && jobs.isEmpty && supplementalConfig.isEmpty
      && supplementalPlugins.isEmpty && prowYAMLRepo == nil
  }
}
