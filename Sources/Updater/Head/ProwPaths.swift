internal import ConfigMaps
internal import Linting
internal import Prow
internal import YAML

/// Where Prow's files lie in a repository, from its root.
package struct ProwPaths: Sendable, Hashable {
  /// `nil` for the first of the usual places that has one.
  package var config: String?
  /// `nil` for `plugins.yaml` beside config.yaml.
  package var plugins: String?
  /// Folders and files; empty for the first of the usual places that is there.
  package var jobs: [String]
  /// Folders of files that Prow merges into config.yaml and plugins.yaml.
  package var supplementalConfig: [String]
  package var supplementalPlugins: [String]

  package init(
    config: String? = nil,
    plugins: String? = nil,
    jobs: [String] = [],
    supplementalConfig: [String] = [],
    supplementalPlugins: [String] = []
  ) {
    self.config = config
    self.plugins = plugins
    self.jobs = jobs
    self.supplementalConfig = supplementalConfig
    self.supplementalPlugins = supplementalPlugins
  }

  private static let usualConfigs = [
    "config/prow/config.yaml", "config/config.yaml", "prow/config.yaml", "config.yaml",
  ]
  private static let usualJobs = ["config/jobs", "prow/jobs", "prowjobs", "jobs"]

  /// The paths in one tree: what is given here wins over the tree's `.plimsoll.yaml`, and that over
  /// the usual places.
  ///
  /// - Throws: `TreeError` if the tree can't be read.
  func resolved(in tree: any FileTree, _ schema: ProwSchema) throws(TreeError) -> ProwPaths {
    var paths = self
    let file = try tree.file(at: ".plimsoll.yaml")?
      .load(name: ".plimsoll.yaml", role: .settings, schema: schema)
    // Nodes look into the file.
    defer { withExtendedLifetime(file) {} }
    let settings = file?.root?["prow"]
    func text(_ name: StaticString) -> String? {
      settings?[name]?.string.map(\.string).flatMap { $0.isEmpty ? nil : $0 }
    }
    paths.config = paths.config ?? text("config")
    paths.plugins = paths.plugins ?? text("plugins")
    if paths.jobs.isEmpty {
      paths.jobs = settings?["jobs"]?.items.compactMap { $0.string?.string } ?? []
    }
    if paths.config == nil {
      for place in ProwPaths.usualConfigs where paths.config == nil {
        if try tree.entry(at: place)?.kind == .file { paths.config = place }
      }
    }
    if paths.jobs.isEmpty {
      for place in ProwPaths.usualJobs where paths.jobs.isEmpty {
        if try tree.entry(at: place)?.kind == .folder { paths.jobs = [place] }
      }
    }
    if paths.plugins == nil {
      let slash = paths.config?.lastIndex(of: "/")
      paths.plugins =
        slash.flatMap { slash in paths.config.map { String($0[...slash]) + "plugins.yaml" } }
        ?? "plugins.yaml"
    }
    return paths
  }
}
