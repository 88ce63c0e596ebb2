/// How bad a finding is.
package enum Severity: String, Sendable, Hashable, CaseIterable {
  /// The config is refused, or the job can't run.
  case error
  /// It loads, and something is probably not as meant.
  case warning
}

/// A place that explains a finding, such as the first of two equal names.
package struct RelatedPlace: Sendable {
  package var place: Place
  /// Lower case and without a full stop: "first defined here".
  package var message: String

  package init(place: Place, message: String) {
    self.place = place
    self.message = message
  }
}

/// One problem at one place, complete without its rule or a reporter.
package struct Diagnostic: Sendable {
  /// The rule's id as people write it in suppressions and `--select`; never renamed.
  package var rule: String
  package var severity: Severity
  /// What is wrong, in one line with the offending value; how to fix it goes in `help`.
  package var message: String
  package var place: Place
  /// What to do about it, or `nil` if the message says it all.
  package var help: String?
  package var related: [RelatedPlace]
  /// What would remove it; `nil` if people have to decide.
  package var fix: Fix?
  /// The field in the owner's own notation: `presubmits[acme/rocket][3].spec.containers[0].image`.
  package var path: String?
  /// The name of the job that it is about.
  package var job: String?

  package init(
    rule: String,
    severity: Severity,
    message: String,
    place: Place,
    help: String? = nil,
    related: [RelatedPlace] = [],
    fix: Fix? = nil,
    path: String? = nil,
    job: String? = nil
  ) {
    self.rule = rule
    self.severity = severity
    self.message = message
    self.place = place
    self.help = help
    self.related = related
    self.fix = fix
    self.path = path
    self.job = job
  }
}

extension Diagnostic {
  /// By path, offset, rule and message: an order that no scheduling can change.
  package static func inOrder(_ left: Diagnostic, _ right: Diagnostic) -> Bool {
    if left.place.file !== right.place.file, left.place.file.path != right.place.file.path {
      return left.place.file.path < right.place.file.path
    }
    if left.place.range.start != right.place.range.start {
      return left.place.range.start < right.place.range.start
    }
    if left.rule != right.rule { return left.rule < right.rule }
    return left.message < right.message
  }
}
