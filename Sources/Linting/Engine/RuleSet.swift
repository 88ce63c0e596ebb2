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
  private let pods: PodChecks?
  private let groups: [String: String]
  private let options: LintOptions

  init(_ all: [Rule], _ options: LintOptions, _ schema: ProwSchema) {
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
      case .pod: break
      }
    }
    self.workspaceRules = workspaceRules
    self.jobChecks = jobChecks
    self.fileRules = fileRules
    self.schemaRules = schemaRules
    self.readingRules = readingRules
    pods = PodChecks(rules, schema)
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
    if file.role == .pod { pods?.check(file, into: sink) }
    for index in fileRules {
      if case .file(let check) = rules[index].check {
        check(file, Report(sink: sink, index: index))
      }
    }
  }

  private func check(_ finding: SchemaFinding, _ file: LoadedFile, into sink: FindingSink) {
    for index in schemaRules where sink.hasRoom(for: index) {
      // Prow does not read manifests.
      if file.role == .pod, rules[index].group != .kubernetes { continue }
      guard case .schema(let judge) = rules[index].check, let said = judge(finding, file.role)
      else { continue }
      var report = Report(sink: sink, index: index)
      if file.role == .pod { report.path = ManifestPath.text(finding, sink.path(to: finding.node)) }
      report(said.message, at: finding.node, help: said.help)
    }
  }

  func check(_ jobs: [ResolvedJob], into sink: FindingSink) {
    var judge = pods?.judge
    for job in jobs {
      sink.job = job.job
      if judge != nil { pods?.check(job, &judge, into: sink) }
      for (index, check) in jobChecks { check(job, Report(sink: sink, index: index)) }
    }
    sink.job = nil
  }

  func check(_ scope: LintScope, rule index: Int, into sink: FindingSink) {
    if case .workspace(let check) = rules[index].check {
      check(scope, Report(sink: sink, index: index))
    }
  }

  // MARK: Finishing

  /// Applies settings for single files and suppressions, and sorts.
  func finish(_ found: [Diagnostic], _ suppressions: Suppressions) -> [Diagnostic] {
    let kept = suppressions.apply(found.compactMap(adjusted))
    return withoutEchoes(kept.sorted(by: Diagnostic.inOrder))
  }

  /// Drops what was said already: a fault of a preset that many jobs get, and what the API server
  /// says of a value that Prow itself refuses.
  private func withoutEchoes(_ sorted: [Diagnostic]) -> [Diagnostic] {
    if pods == nil { return sorted }
    var kept: [Diagnostic] = []
    kept.reserveCapacity(sorted.count)
    var start = 0
    while start < sorted.count {
      let place = sorted[start].place
      let end =
        sorted[start...].firstIndex {
          $0.place.file !== place.file || $0.place.range.start != place.range.start
        } ?? sorted.count
      kept += withoutEchoes(at: sorted[start..<end])
      start = end
    }
    return kept
  }

  private func withoutEchoes(at place: ArraySlice<Diagnostic>) -> [Diagnostic] {
    if place.count == 1 { return Array(place) }
    func isOfAPIServer(_ diagnostic: Diagnostic) -> Bool {
      groups[diagnostic.rule] == Rule.Group.kubernetes.rawValue
    }
    var kept: [Diagnostic] = []
    for diagnostic in place {
      guard isOfAPIServer(diagnostic) else {
        kept.append(diagnostic)
        continue
      }
      let isSaid =
        place.contains {
          $0.severity == .error && $0.place.range == diagnostic.place.range && !isOfAPIServer($0)
        }
        || kept.contains {
          $0.rule == diagnostic.rule && $0.message == diagnostic.message
            && $0.path == diagnostic.path && $0.job == diagnostic.job
        }
      if !isSaid { kept.append(diagnostic) }
    }
    return kept
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
