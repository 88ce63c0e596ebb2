internal import Diagnostics
internal import Prow
internal import Schema
internal import YAML

/// The rules that a run uses, sorted by what they look at.
struct RuleSet: Sendable {
  let workspaceRules: [Rule]
  private let jobRules: [Rule]
  private let fileRules: [Rule]
  private let schemaRules: [Rule]
  private let readingRules: [Problem.Kind: Rule]
  private let groups: [String: String]
  private let options: LintOptions

  init(_ all: [Rule], _ options: LintOptions) {
    self.options = options
    groups = Dictionary(uniqueKeysWithValues: all.map { ($0.id, $0.group.rawValue) })
    let rules = all.compactMap { RuleSet.selected($0, options) }
    var readingRules: [Problem.Kind: Rule] = [:]
    for rule in rules {
      if case .reading(let kinds) = rule.check {
        for kind in kinds { readingRules[kind] = rule }
      }
    }
    self.readingRules = readingRules
    jobRules = rules.filter { if case .job = $0.check { true } else { false } }
    fileRules = rules.filter { if case .file = $0.check { true } else { false } }
    schemaRules = rules.filter { if case .schema = $0.check { true } else { false } }
    workspaceRules = rules.filter { if case .workspace = $0.check { true } else { false } }
  }

  /// The rule with its severity in this run, or `nil` if it does not run.
  private static func selected(_ rule: Rule, _ options: LintOptions) -> Rule? {
    let names = [rule.id, rule.group.rawValue]
    func isNamed(in list: [String]) -> Bool { names.contains { list.contains($0) } }
    // Naming a rule is stronger than naming its group.
    let isSelected = options.select.isEmpty || isNamed(in: options.select)
    let isIgnored =
      options.ignore.contains(rule.id)
      || options.ignore.contains(rule.group.rawValue) && !options.select.contains(rule.id)
    guard isSelected, !isIgnored else { return nil }
    return withSeverity(rule, options.severity)
  }

  private static func withSeverity(
    _ rule: Rule,
    _ severities: [String: SeveritySetting]
  ) -> Rule? {
    switch severities[rule.id] ?? severities[rule.group.rawValue] {
    case nil: return rule
    case .off: return nil
    case .on(let severity):
      var rule = rule
      rule.severity = severity
      return rule
    }
  }

  // MARK: Checks

  func check(_ file: LoadedFile, into sink: FindingSink) {
    for problem in file.readProblems + file.document.problems + file.document.repeatedKeys {
      guard let rule = readingRules[problem.kind] else { continue }
      Report(rule: rule, sink: sink)(
        problem.message,
        in: file.file,
        at: problem.range,
        help: problem.help,
        related: problem.related.map {
          [RelatedPlace(place: Place(file: file.file, range: $0.range), message: $0.message)]
        } ?? []
      )
    }
    for finding in file.schemaFindings.all { check(finding, file, into: sink) }
    for rule in fileRules {
      if case .file(let check) = rule.check { check(file, Report(rule: rule, sink: sink)) }
    }
  }

  private func check(_ finding: SchemaFinding, _ file: LoadedFile, into sink: FindingSink) {
    for rule in schemaRules {
      guard case .schema(let judge) = rule.check, let said = judge(finding, file.role) else {
        continue
      }
      Report(rule: rule, sink: sink)(said.message, at: finding.node, help: said.help)
    }
  }

  @inline(__always)
  func check(_ job: ResolvedJob, into sink: FindingSink) {
    for rule in jobRules {
      if case .job(let check) = rule.check {
        check(job, Report(rule: rule, sink: sink, job: job.job))
      }
    }
  }

  // MARK: Finishing

  /// Applies settings for single files and suppressions, and sorts.
  func finish(_ found: [Diagnostic], files: [LoadedFile]) -> [Diagnostic] {
    let kept = Suppressions(files).apply(found.compactMap(adjusted))
    return kept.sorted(by: Diagnostic.inOrder)
  }

  private func adjusted(_ diagnostic: Diagnostic) -> Diagnostic? {
    var diagnostic = diagnostic
    let group = groups[diagnostic.rule] ?? ""
    for path in options.paths where path.matches(diagnostic.place.file.path) {
      if path.ignore.contains(diagnostic.rule) || path.ignore.contains(group) { return nil }
      switch path.severity[diagnostic.rule] ?? path.severity[group] {
      case nil: break
      case .off: return nil
      case .on(let severity): diagnostic.severity = severity
      }
    }
    return diagnostic
  }
}
