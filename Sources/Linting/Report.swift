package import Diagnostics
package import Prow
package import YAML

/// Where a rule says what it found; the engine adds id, severity, help, job and path.
package struct Report {
  let rule: Rule
  let sink: FindingSink
  /// The job that findings are about, if the rule looks at jobs.
  var job: Job?

  /// Reports a finding at a value, key or job.
  ///
  /// - Parameters:
  ///   - message: One line, lower case, no full stop, with the offending value.
  ///   - node: What to point at. A value that comes from an anchor is shown at the anchor.
  ///   - help: What to do about it; the rule's own help if `nil`.
  ///   - related: Other places that explain it.
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
        severity: rule.severity,
        message: message,
        place: node.place,
        help: help ?? rule.help,
        related: related.map { RelatedPlace(place: $0.node.place, message: $0.message) },
        edits: edits,
        path: FieldPath.text(to: node),
        job: job.map { $0.name.string }
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
        severity: rule.severity,
        message: message,
        place: Place(file: file, range: range),
        help: help ?? rule.help,
        related: related
      )
    )
  }

  /// The same report, about a job.
  package func about(_ job: Job) -> Report {
    var copy = self
    copy.job = job
    return copy
  }
}

/// Collects the findings of one task.
package final class FindingSink {
  private(set) var diagnostics: [Diagnostic] = []
  /// Findings past this many of one rule in one task are counted, not kept.
  private static let mostOfOneRule = 20_000
  private var counts: [String: Int] = [:]

  package init() {}

  func add(_ diagnostic: Diagnostic) {
    let count = counts[diagnostic.rule, default: 0]
    counts[diagnostic.rule] = count + 1
    if count < FindingSink.mostOfOneRule { diagnostics.append(diagnostic) }
  }
}

extension Report {
  /// The same report with severity error: for the files in which Prow is stricter.
  package var asError: Report {
    var rule = rule
    rule.severity = .error
    return Report(rule: rule, sink: sink, job: job)
  }
}
