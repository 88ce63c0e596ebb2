package import Diagnostics
package import Prow
package import YAML

/// Where a rule says what it found; the engine adds id, severity, help, job and path.
///
/// Small, since one is made for every rule and job: the sink knows the rules and the job.
package struct Report {
  let sink: FindingSink
  /// Index of the rule in the sink's list.
  let index: Int
  var severity: Severity?
  /// The path to say, where it is not that of the node.
  var path: String?

  private var rule: Rule { sink.rules[index] }

  /// Reports a finding at a value, key or job.
  ///
  /// `message`: One line, lower case, no full stop, with the offending value.
  /// `node`: What to point at. A value that comes from an anchor is shown at the anchor.
  /// `help`: What to do about it; the rule's own help if `nil`.
  /// `related`: Other places that explain it.
  /// `fix`: What would remove it.
  package func callAsFunction(
    _ message: String,
    at node: Node,
    help: String? = nil,
    related: [(node: Node, message: String)] = [],
    fix: Fix? = nil
  ) {
    guard sink.hasRoom(for: index) else { return }
    sink.add(
      Diagnostic(
        rule: rule.id,
        severity: severity ?? rule.severity,
        message: message,
        place: node.place,
        help: help ?? rule.help,
        related: related.map { RelatedPlace(place: $0.node.place, message: $0.message) },
        fix: fix,
        path: path ?? sink.path(to: node),
        job: sink.job.map { $0.name.string }
      ),
      by: index
    )
  }

  /// Reports a finding about a file, or about a range of it that is not a value.
  package func callAsFunction(
    _ message: String,
    in file: SourceFile,
    at range: SourceRange = .fileStart,
    help: String? = nil,
    related: [RelatedPlace] = [],
    fix: Fix? = nil
  ) {
    sink.add(
      Diagnostic(
        rule: rule.id,
        severity: severity ?? rule.severity,
        message: message,
        place: Place(file: file, range: range),
        help: help ?? rule.help,
        related: related,
        fix: fix
      ),
      by: index
    )
  }

  /// The same report, about a job until the next call.
  package func about(_ job: Job) -> Report {
    sink.job = job
    return self
  }
}

extension Report {
  /// Calls `body` for each job, with findings about that job.
  package func forEach(_ jobs: JobPortion, _ body: (ResolvedJob) -> Void) {
    sink.forEach(jobs, body)
  }
}

/// Jobs that are walked over once for each rule.
package struct JobPortion {
  let jobs: [ResolvedJob]
  /// The same ones; `jobs` keeps them.
  fileprivate let uncounted: [Unmanaged<ResolvedJob>]

  init(_ jobs: [ResolvedJob]) {
    self.jobs = jobs
    uncounted = jobs.map(Unmanaged.passUnretained)
  }
}

/// Collects the findings of one task.
package final class FindingSink {
  private(set) var diagnostics: [Diagnostic] = []
  /// For each of them the position of its job in the walk that found it; 0 outside of one.
  private(set) var positions: [Int] = []
  /// Findings past this many of one rule in one task are left out, and the last one says so.
  private static let mostOfOneRule = 20_000
  private var counts: [Int]
  private var paths = FieldPath()

  /// The rules that report here.
  let rules: [Rule]
  /// The job that findings are about, outside of a walk over jobs also settable.
  var job: Job? {
    get { current.map { $0._withUnsafeGuaranteedRef(\.job) } ?? named }
    set { named = newValue }
  }
  private var named: Job?
  /// The job that a walk is at.
  ///
  /// Uncounted, since that would take longer than many a rule; the walk keeps all its jobs.
  private var current: Unmanaged<ResolvedJob>?
  private var position = 0

  package init(_ rules: [Rule]) {
    self.rules = rules
    counts = Array(repeating: 0, count: rules.count)
  }

  /// Calls `body` for each job, with findings about that job.
  func forEach(_ jobs: JobPortion, _ body: (ResolvedJob) -> Void) {
    for (index, job) in jobs.uncounted.enumerated() {
      (current, position) = (job, index)
      job._withUnsafeGuaranteedRef(body)
    }
    (current, position) = (nil, 0)
  }

  /// Where a value is, in its job or in its file.
  func path(to node: Node) -> String {
    job.map { paths.text(to: node, in: $0) } ?? paths.text(to: node)
  }

  /// Whether another finding of the rule at an index is kept.
  func hasRoom(for rule: Int) -> Bool {
    counts[rule] <= FindingSink.mostOfOneRule
  }

  /// `rule`: Index of the rule that found it.
  func add(_ diagnostic: Diagnostic, by rule: Int) {
    guard hasRoom(for: rule) else { return }
    let count = counts[rule]
    counts[rule] = count + 1
    var diagnostic = diagnostic
    if count == FindingSink.mostOfOneRule {
      diagnostic.message = "there are more findings of this rule, which are left out"
    }
    diagnostics.append(diagnostic)
    positions.append(position)
  }
}

extension Report {
  /// The same report with severity error: for the files in which Prow is stricter.
  package var asError: Report {
    Report(sink: sink, index: index, severity: .error)
  }

  /// The same report with severity warning: for what may be right.
  package var asWarning: Report {
    Report(sink: sink, index: index, severity: .warning)
  }
}
