internal import Diagnostics
internal import Prow
internal import Schema
internal import YAML

/// The rules that a run uses, sorted by what they look at.
struct RuleSet: Sendable {
  /// All that run; the lists below hold indices into it, so that a `Report` is made without
  /// copying a rule.
  let rules: [Rule]
  let workspaceRules: [Int]
  private let jobChecks: [(index: Int, check: @Sendable (ResolvedJob, Report) -> Void)]
  private let fileRules: [Int]
  private let schemaRules: [Int]
  private let readingRules: [Problem.Kind: Int]
  private let groups: [String: String]
  private let options: LintOptions

  init(_ all: [Rule], _ options: LintOptions) {
    self.options = options
    groups = Dictionary(uniqueKeysWithValues: all.map { ($0.id, $0.group.rawValue) })
    rules = all.compactMap { RuleSet.selected($0, options) }
    var workspaceRules: [Int] = []
    var jobChecks: [(index: Int, check: @Sendable (ResolvedJob, Report) -> Void)] = []
    var fileRules: [Int] = []
    var schemaRules: [Int] = []
    var readingRules: [Problem.Kind: Int] = [:]
    for (index, rule) in rules.enumerated() {
      switch rule.check {
      case .reading(let kinds): for kind in kinds { readingRules[kind] = index }
      case .schema: schemaRules.append(index)
      case .job(let check): jobChecks.append((index, check))
      case .file: fileRules.append(index)
      case .workspace: workspaceRules.append(index)
      case .tree: continue
      }
    }
    self.workspaceRules = workspaceRules
    self.jobChecks = jobChecks
    self.fileRules = fileRules
    self.schemaRules = schemaRules
    self.readingRules = readingRules
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
      guard let index = readingRules[problem.kind] else { continue }
      Report(sink: sink, index: index)(
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
    for index in fileRules {
      if case .file(let check) = rules[index].check {
        check(file, Report(sink: sink, index: index))
      }
    }
  }

  private func check(_ finding: SchemaFinding, _ file: LoadedFile, into sink: FindingSink) {
    for index in schemaRules where sink.hasRoom(for: index) {
      guard case .schema(let judge) = rules[index].check, let said = judge(finding, file.role)
      else { continue }
      Report(sink: sink, index: index)(said.message, at: finding.node, help: said.help)
    }
  }

  func check(_ jobs: [ResolvedJob], into sink: FindingSink) {
    for job in jobs {
      sink.job = job.job
      for (index, check) in jobChecks { check(job, Report(sink: sink, index: index)) }
    }
    sink.job = nil
  }

  func check(_ scope: LintScope, rule index: Int, into sink: FindingSink) {
    if case .workspace(let check) = rules[index].check {
      check(scope, Report(sink: sink, index: index))
    }
  }

  /// Whether a rule looks at the files that config_updater publishes.
  var looksAtTree: Bool {
    rules.contains { if case .tree = $0.check { true } else { false } }
  }

  /// Findings of others under the ids of rules: those of rules that run, with their severity.
  func adopted(_ found: [Diagnostic]) -> [Diagnostic] {
    found.compactMap { diagnostic in
      guard let rule = rules.first(where: { $0.id == diagnostic.rule }) else { return nil }
      var diagnostic = diagnostic
      diagnostic.severity = rule.severity
      return diagnostic
    }
  }

  // MARK: Finishing

  /// Applies settings for single files and suppressions, and sorts.
  func finish(_ found: [Diagnostic], _ suppressions: Suppressions) -> [Diagnostic] {
    suppressions.apply(found.compactMap(adjusted)).sorted(by: Diagnostic.inOrder)
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
