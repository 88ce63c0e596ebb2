package import Diagnostics
internal import Prow

/// What a run is asked to do.
package struct LintOptions: Sendable {
  /// What the command line names, which wins over the rest.
  package var flags = Names()
  /// Rule ids and groups that run; all if empty.
  package var select: [String]
  /// Rule ids and groups that do not run.
  package var ignore: [String]
  /// Severities by rule id or group.
  package var severity: [String: SeveritySetting]
  /// Selection and severities for some files.
  package var paths: [PathOptions]
  /// Globs of files of other programs in the settings.
  package var globs: [Glob] = []
  /// Annotations that every job must have (checkconfig's required-job-annotations).
  package var requiredAnnotations: [String]
  /// The folders whose files are merged into config.yaml, as the paths of files start: with a slash
  /// at the end, empty for the working directory.
  package var supplementalConfig: [String] = []
  /// The same for plugins.yaml.
  package var supplementalPlugins: [String] = []
  /// Whether the run sees the whole configuration, not just some of its job files.
  package var isWhole = true
  /// Date of the Prow that reads the files.
  package var prowVersion = ProwSchema.baseline

  /// Rule ids and groups to run and to leave out.
  package struct Names: Sendable {
    package var select: [String] = []
    package var ignore: [String] = []

    package init(select: [String] = [], ignore: [String] = []) {
      self.select = select
      self.ignore = ignore
    }
  }

  /// A glob in a list of the settings.
  package struct Glob: Sendable {
    package var list: StaticString
    /// Position in the list.
    package var position: Int
    package var matches: @Sendable (String) -> Bool
  }

  package struct PathOptions: Sendable {
    package var matches: @Sendable (String) -> Bool
    package var select: [String]
    package var ignore: [String]
    package var severity: [String: SeveritySetting]
    /// Position among the entries of `paths` in the settings.
    package var position: Int
    /// Whether a file that is not a part of the run may match.
    package var mayMatchOthers: @Sendable () -> Bool

    package init(
      matches: @escaping @Sendable (String) -> Bool,
      select: [String] = [],
      ignore: [String] = [],
      severity: [String: SeveritySetting] = [:],
      position: Int = 0,
      mayMatchOthers: @escaping @Sendable () -> Bool = { true }
    ) {
      self.matches = matches
      self.select = select
      self.ignore = ignore
      self.severity = severity
      self.position = position
      self.mayMatchOthers = mayMatchOthers
    }
  }

  package init(
    select: [String] = [],
    ignore: [String] = [],
    severity: [String: SeveritySetting] = [:],
    paths: [PathOptions] = [],
    requiredAnnotations: [String] = []
  ) {
    self.select = select
    self.ignore = ignore
    self.severity = severity
    self.paths = paths
    self.requiredAnnotations = requiredAnnotations
  }
}

/// What settings make of a rule's severity.
package enum SeveritySetting: Sendable, Hashable {
  case on(Severity)
  case off
}
