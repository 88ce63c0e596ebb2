package import Configs
package import Diagnostics
package import Linting
package import Policies
package import Prow

/// What a run found, and what it took.
package struct LintResult: Sendable {
  package var diagnostics: [Diagnostic]
  /// Keeps the files alive that the diagnostics point into.
  package let configuration: Configuration
  /// Findings that were there before, and so are not among the diagnostics.
  package private(set) var older: [Diagnostic] = []
  /// What says which findings are older; `nil` where none can be.
  package var comparedWith: Comparison?
  /// Findings that comments hide.
  private(set) var suppressed: [SuppressedFinding]
  private(set) var showsErrorsOnly = false
  private var hiddenWarnings = 0
  /// Names in settings, options and comments that rules do not have any more, sorted.
  package let formerNames: [String]
  /// Seconds by phase, in order.
  package let phases: [(name: String, seconds: Double)]

  /// The rules that there are.
  package let catalogue: RuleCatalogue
  /// What came of each policy that ran.
  package let policies: [PolicyOutcome]

  package enum Comparison: Sendable, Hashable {
    /// Another commit, by the start of its id.
    case commit(String)
    /// A file, by its path.
    case baseline(String)

    /// `since 83c37da` or `not in old.json`.
    package var words: String {
      switch self {
      case .commit(let commit): "since \(commit)"
      case .baseline(let file): "not in \(file)"
      }
    }
  }

  init(
    judged: JudgedFindings,
    configuration: Configuration,
    formerNames: [String],
    phases: [(name: String, seconds: Double)],
    catalogue: RuleCatalogue,
    policies: [PolicyOutcome]
  ) {
    diagnostics = judged.shown
    suppressed = judged.suppressed
    self.configuration = configuration
    self.formerNames = formerNames
    self.phases = phases
    self.catalogue = catalogue
    self.policies = policies
  }

  package var workspace: Workspace { configuration.workspace }
  package var fileCount: Int { configuration.fileCount }
  package var jobCount: Int { configuration.jobCount }

  package func count(_ severity: Severity) -> Int {
    diagnostics.reduce(0) { $0 + ($1.severity == severity ? 1 : 0) }
  }

  /// What the diagnostics do not have, in words: `401 older ones`.
  package var notShown: [String] {
    let words = [
      older.isEmpty ? "" : older.count == 1 ? "1 older one" : "\(older.count) older ones",
      hiddenWarnings == 0
        ? "" : hiddenWarnings == 1 ? "1 warning" : "\(hiddenWarnings) warnings",
    ]
    return words.filter { !$0.isEmpty }
  }

  /// Leaves out the findings that are about other files, also as a further place.
  ///
  /// `isAskedFor`: Whether a file counts, by its shown path.
  package mutating func keep(_ isAskedFor: (String) -> Bool) {
    func isKept(_ diagnostic: Diagnostic) -> Bool {
      isAskedFor(diagnostic.place.file.path)
        || diagnostic.related.contains { isAskedFor($0.place.file.path) }
    }
    diagnostics = diagnostics.filter(isKept)
    older = older.filter(isKept)
    suppressed = suppressed.filter { isKept($0.diagnostic) }
  }

  /// Leaves out warnings.
  package mutating func keepErrors() {
    showsErrorsOnly = true
    hiddenWarnings = count(.warning)
    diagnostics.removeAll { $0.severity != .error }
  }

  /// Leaves out what was there before; call it before `keep`, so that like is compared with like.
  ///
  /// What keeps a file from being read is never old, since the rest of the file is not judged.
  ///
  /// `pathFromTop`: A shown path as one from the top of the repository.
  package mutating func keepNew(
    since findings: OlderFindings,
    pathFromTop: @escaping (String) -> String
  ) {
    let unread = Set(
      workspace.files.filter { !$0.isReadable }.map { ObjectIdentifier($0.file) }
    )
    let areOld = findings.areOld(diagnostics, pathFromTop: pathFromTop)
    var (new, old): ([Diagnostic], [Diagnostic]) = ([], [])
    for (diagnostic, isOld) in zip(diagnostics, areOld) {
      let isFatal =
        diagnostic.severity == .error && unread.contains(ObjectIdentifier(diagnostic.place.file))
      if isOld, !isFatal { old.append(diagnostic) } else { new.append(diagnostic) }
    }
    (diagnostics, older) = (new, old)
  }

  /// The files of the run by their shown paths; `nil` if not all are known.
  package func paths(_ options: LintOptions) -> [String]? {
    options.isWhole ? workspace.files.map(\.file.path) : nil
  }

  /// Adds findings, in order.
  package mutating func add(_ found: [Diagnostic]) {
    if found.isEmpty { return }
    diagnostics = (diagnostics + found).sorted(by: Diagnostic.inOrder)
  }
}
