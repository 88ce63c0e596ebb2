package import Configs
package import Diagnostics
package import Linting
package import Prow

/// What a run found, and what it took.
package struct LintResult: Sendable {
  package var diagnostics: [Diagnostic]
  /// Keeps the files alive that the diagnostics point into.
  package let configuration: Configuration
  /// What the diagnostics do not have, in words: `401 older ones`.
  package private(set) var notShown: [String] = []
  /// Names in settings, options and comments that rules do not have any more, sorted.
  package let formerNames: [String]
  /// Seconds by phase, in order.
  package let phases: [(name: String, seconds: Double)]

  /// The rules that there are.
  package let catalogue: RuleCatalogue

  init(
    diagnostics: [Diagnostic],
    configuration: Configuration,
    formerNames: [String],
    phases: [(name: String, seconds: Double)],
    catalogue: RuleCatalogue
  ) {
    self.diagnostics = diagnostics
    self.configuration = configuration
    self.formerNames = formerNames
    self.phases = phases
    self.catalogue = catalogue
  }

  package var workspace: Workspace { configuration.workspace }
  package var fileCount: Int { configuration.fileCount }
  package var jobCount: Int { configuration.jobCount }

  package func count(_ severity: Severity) -> Int {
    diagnostics.reduce(0) { $0 + ($1.severity == severity ? 1 : 0) }
  }

  /// Leaves out the findings that are about other files, also as a further place.
  ///
  /// `isAskedFor`: Whether a file counts, by its shown path.
  package mutating func keep(_ isAskedFor: (String) -> Bool) {
    diagnostics = diagnostics.filter { diagnostic in
      isAskedFor(diagnostic.place.file.path)
        || diagnostic.related.contains { isAskedFor($0.place.file.path) }
    }
  }

  /// Leaves out warnings.
  package mutating func keepErrors() {
    let warnings = count(.warning)
    if warnings == 0 { return }
    diagnostics.removeAll { $0.severity != .error }
    notShown.append(warnings == 1 ? "1 warning" : "\(warnings) warnings")
  }

  /// Leaves out what was there before.
  ///
  /// - Returns: How many findings these are.
  package mutating func keepNew(since older: OlderFindings) -> Int {
    let before = diagnostics.count
    diagnostics = older.newOnes(among: diagnostics)
    let count = before - diagnostics.count
    if count > 0 { notShown.append(count == 1 ? "1 older one" : "\(count) older ones") }
    return count
  }

  /// Adds findings, in order.
  package mutating func add(_ found: [Diagnostic]) {
    if found.isEmpty { return }
    diagnostics = (diagnostics + found).sorted(by: Diagnostic.inOrder)
  }
}
