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
  package func callAsFunction(
    _ message: String,
    at node: Node,
    help: String? = nil,
    related: [(node: Node, message: String)] = [],
    edits: [TextEdit] = []
  ) {
    sink.add(
      Diagnostic(
        rule: rule.id,
        severity: severity ?? rule.severity,
        message: message,
        place: node.place,
        help: help ?? rule.help,
        related: related.map { RelatedPlace(place: $0.node.place, message: $0.message) },
        edits: edits,
        path: path ?? sink.job.map { FieldPath.text(to: node, in: $0) } ?? FieldPath.text(to: node),
        job: sink.job.map { $0.name.string }
      )
    )
  }

  /// Reports a finding about a file, or about a range of it that is no value.
  package func callAsFunction(
    _ message: String,
    in file: SourceFile,
    at range: SourceRange = .fileStart,
    help: String? = nil,
    related: [RelatedPlace] = []
  ) {
    sink.add(
      Diagnostic(
        rule: rule.id,
        severity: severity ?? rule.severity,
        message: message,
        place: Place(file: file, range: range),
        help: help ?? rule.help,
        related: related
      )
    )
  }

  /// The same report, about a job until the next call.
  package func about(_ job: Job) -> Report {
    sink.job = job
    return self
  }
}

/// Collects the findings of one task.
package final class FindingSink {
  private(set) var diagnostics: [Diagnostic] = []
  /// Findings past this many of one rule in one task are left out, and the last one says so.
  private static let mostOfOneRule = 20_000
  private var counts: [String: Int] = [:]

  /// The rules that report here.
  let rules: [Rule]
  /// The job that findings are about.
  var job: Job?

  package init(_ rules: [Rule]) {
    self.rules = rules
  }

  func add(_ diagnostic: Diagnostic) {
    let count = counts[diagnostic.rule, default: 0]
    counts[diagnostic.rule] = count + 1
    guard count <= FindingSink.mostOfOneRule else { return }
    var diagnostic = diagnostic
    if count == FindingSink.mostOfOneRule {
      diagnostic.message = "there are more findings of this rule, which are left out"
    }
    diagnostics.append(diagnostic)
  }
}

extension Report {
  /// The same report with severity error: for the files in which Prow is stricter.
  package var asError: Report {
    Report(sink: sink, index: index, severity: .error)
  }
}
