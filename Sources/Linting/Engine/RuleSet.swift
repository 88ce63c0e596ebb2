internal import Configs
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
  private let jobChecks: [(index: Int, check: JobCheck)]
  private let fileRules: [Int]
  private let schemaRules: [Int]
  private let readingRules: [Problem.Kind: Int]
  private let suppressionRule: Int?
  private let pods: PodChecks?
  private let catalogue: RuleCatalogue
  private let options: LintOptions
  private let selection: RuleSelection
  /// Positions in `rules` by id.
  private let positions: [String: Int]

  init(_ all: [Rule], of catalogue: RuleCatalogue, _ options: LintOptions, _ schema: ProwSchema) {
    self.options = options
    self.catalogue = catalogue
    let selection = RuleSelection(options)
    self.selection = selection
    rules = all.compactMap { RuleSet.selected($0, selection) }
    positions = Dictionary(uniqueKeysWithValues: rules.enumerated().map { ($1.id, $0) })
    var workspaceRules: [Int] = []
    var jobChecks: [(index: Int, check: JobCheck)] = []
    var fileRules: [Int] = []
    var schemaRules: [Int] = []
    var readingRules: [Problem.Kind: Int] = [:]
    var suppressionRule: Int?
    for (index, rule) in rules.enumerated() {
      switch rule.check {
      case .reading(let kinds): for kind in kinds { readingRules[kind] = index }
      case .schema: schemaRules.append(index)
      case .job(let check): jobChecks.append((index, .each(check)))
      case .jobs(let check): jobChecks.append((index, .portion(check)))
      case .both(let check, _):
        jobChecks.append((index, .each(check)))
        workspaceRules.append(index)
      case .file, .settings: fileRules.append(index)
      case .workspace: workspaceRules.append(index)
      case .tree, .policy: continue
      case .suppression: suppressionRule = index
      case .pod: break
      }
    }
    self.workspaceRules = workspaceRules
    self.jobChecks = jobChecks
    self.fileRules = fileRules
    self.schemaRules = schemaRules
    self.readingRules = readingRules
    self.suppressionRule = suppressionRule
    pods = PodChecks(rules, schema)
  }

  private enum JobCheck {
    case each(@Sendable (ResolvedJob, Report) -> Void)
    case portion(@Sendable (JobPortion, Report) -> Void)
  }

  /// The rule with its severity in this run, or `nil` if it does not run for any file.
  private static func selected(_ rule: Rule, _ selection: RuleSelection) -> Rule? {
    guard selection.mayRun(rule) else { return nil }
    var rule = rule
    if case .on(let severity) = selection.setting(of: rule) { rule.severity = severity }
    return rule
  }

  /// Whether any rule is left that looks at the configuration.
  var leavesRules: Bool { rules.contains { !$0.isAlwaysOn } }

  // MARK: Checks

  /// Runs the rules that look at one file.
  ///
  /// `paths`: For the settings: the files of the run, if all are known.
  func check(_ file: LoadedFile, paths: [String]? = nil, into sink: FindingSink) {
    for problem in file.readProblems + file.document.problems + file.document.repeatedKeys {
      guard let index = readingRules[problem.kind] else { continue }
      Report(sink: sink, index: index)(
        problem.message,
        in: file.file,
        at: problem.range,
        help: problem.help,
        related: problem.related.map {
          [RelatedPlace(place: Place(file: file.file, range: $0.range), message: $0.message)]
        } ?? [],
        fix: .removeRepeatedKey(problem, of: file.document)
      )
    }
    for finding in file.schemaFindings.all { check(finding, file, into: sink) }
    if file.kind == .pod { pods?.check(file, into: sink) }
    for index in fileRules {
      switch rules[index].check {
      case .file(let check): check(file, Report(sink: sink, index: index))
      case .settings(let check) where file.kind == .settings:
        let scope = SettingsScope(
          file: file,
          options: options,
          catalogue: catalogue,
          leavesRules: leavesRules,
          paths: paths
        )
        check(scope, Report(sink: sink, index: index))
      default: break
      }
    }
  }

  private func check(_ finding: SchemaFinding, _ file: LoadedFile, into sink: FindingSink) {
    for index in schemaRules where sink.hasRoom(for: index) {
      // Prow does not read manifests.
      if file.kind == .pod, rules[index].group != .kubernetes { continue }
      guard case .schema(let judge) = rules[index].check, let said = judge(finding, file.kind)
      else { continue }
      var report = Report(sink: sink, index: index)
      if file.kind == .pod { report.path = ManifestPath.text(finding, sink.path(to: finding.node)) }
      report(said.message, at: finding.node, help: said.help, fix: said.fix)
    }
  }

  func check(_ jobs: [ResolvedJob], into sink: FindingSink) {
    let jobs = JobPortion(jobs)
    defer { withExtendedLifetime(jobs) {} }
    if let pods {
      var judge = pods.judge
      sink.forEach(jobs) { pods.check($0, &judge, into: sink) }
    }
    // Rule by rule, so that threads do not count references to one rule at the same time.
    for (index, check) in jobChecks {
      let report = Report(sink: sink, index: index)
      switch check {
      case .each(let check): sink.forEach(jobs) { check($0, report) }
      case .portion(let check): check(jobs, report)
      }
    }
  }

  func check(_ scope: LintScope, rule index: Int, into sink: FindingSink) {
    switch rules[index].check {
    case .workspace(let check), .both(_, let check):
      check(scope, Report(sink: sink, index: index))
    default: break
    }
  }

  /// Whether a rule looks at the files that config_updater publishes.
  var looksAtTree: Bool {
    rules.contains { $0.published != nil }
  }

  /// Faults of these files, in the words and with the severity of the rules that run.
  func findings(_ faults: [PublishedFault]) -> [Diagnostic] {
    let rules = rules.filter { $0.published != nil }
    return faults.compactMap { fault in
      for rule in rules {
        guard let said = rule.published?(fault.cause) else { continue }
        return Diagnostic(
          rule: rule.id,
          severity: rule.severity,
          message: said.message,
          place: fault.place,
          help: said.help ?? rule.help,
          related: zip(fault.related, said.related).map(RelatedPlace.init)
        )
      }
      return nil
    }
  }

  /// Whether a rule runs for some file.
  func runs(_ id: String) -> Bool { positions[id] != nil }

  /// The severity that a rule has in this run; `nil` if it does not run.
  func severity(of id: String) -> Severity? { positions[id].map { rules[$0].severity } }

  /// The same for findings by the thousand, which have their own help.
  func adoptedAsFound(_ found: [Diagnostic]) -> [Diagnostic] {
    found.compactMap { diagnostic in
      guard let position = positions[diagnostic.rule] else { return nil }
      var diagnostic = diagnostic
      diagnostic.severity = rules[position].severity
      diagnostic.help = diagnostic.help ?? rules[position].help
      return diagnostic
    }
  }

  /// Findings of others under the ids of rules: those of rules that run, with their severity.
  func adopted(_ found: [Diagnostic]) -> [Diagnostic] {
    found.compactMap { diagnostic in
      guard let rule = rules.first(where: { $0.id == diagnostic.rule }) else { return nil }
      var diagnostic = diagnostic
      diagnostic.severity = rule.severity
      diagnostic.help = diagnostic.help ?? rule.help
      return diagnostic
    }
  }

  // MARK: Finishing

  /// Drops repeated findings, applies settings for single files and suppressions, and sorts.
  func finish(
    _ found: [Diagnostic],
    _ suppressions: Suppressions,
    _ scope: LintScope
  ) -> JudgedFindings {
    let sorted = found.sorted(by: Diagnostic.inOrder)
    // Before anything is suppressed: suppressing one of two findings must not uncover the other.
    let single = Echoes(catalogue: catalogue).removed(from: sorted)
    let unused = unusedSuppressions(found, suppressions, scope)
    let all = unused.isEmpty ? single : (single + unused).sorted(by: Diagnostic.inOrder)
    let judged = suppressions.apply(selection.hasPaths ? all.compactMap(adjusted) : all)
    if judged.shown.isEmpty, judged.suppressed.isEmpty { return judged }
    var places = FindingPlaces(scope)
    return JudgedFindings(
      shown: judged.shown.map { places.completed($0) },
      suppressed: judged.suppressed.map {
        SuppressedFinding(diagnostic: places.completed($0.diagnostic), reason: $0.reason)
      }
    )
  }

  func adjusted(_ diagnostic: Diagnostic) -> Diagnostic? {
    switch setting(of: diagnostic.rule, in: diagnostic.place.file) {
    case nil: return diagnostic
    case .off: return nil
    case .on(let severity):
      var diagnostic = diagnostic
      diagnostic.severity = severity
      return diagnostic
    }
  }

  /// What settings for single files make of a rule in this one; `nil` if nothing.
  private func setting(of rule: String, in file: SourceFile) -> SeveritySetting? {
    guard let position = positions[rule] else { return nil }
    return selection.change(of: rules[position], in: file.path)
  }

  // MARK: Suppressions that suppress nothing

  private func unusedSuppressions(
    _ found: [Diagnostic],
    _ suppressions: Suppressions,
    _ scope: LintScope
  ) -> [Diagnostic] {
    guard let index = suppressionRule, case .suppression(let check) = rules[index].check else {
      return []
    }
    let sink = FindingSink(rules)
    for unused in suppressions.unused(by: found) where couldBeUsed(unused, scope) {
      check(unused, Report(sink: sink, index: index))
    }
    return sink.diagnostics
  }

  /// Whether the rule ran with all that it needs, so that it would have found every mistake.
  private func couldBeUsed(_ suppression: UnusedSuppression, _ scope: LintScope) -> Bool {
    guard suppression.fault == nil else { return true }
    let ids = RuleNames.expanded(suppression.name)
    let ran = ids.compactMap { positions[$0] }.map { rules[$0] }
    // The name stands for rules of which one at least did not run.
    guard !ran.isEmpty, ran.count == ids.count else { return false }
    return ran.allSatisfy { couldHaveFound($0, suppression, scope) }
  }

  private func couldHaveFound(
    _ rule: Rule,
    _ suppression: UnusedSuppression,
    _ scope: LintScope
  ) -> Bool {
    if setting(of: rule.id, in: suppression.place.file) == .off { return false }
    return switch rule.check {
    case .reading, .schema, .file, .settings: true
    case .job, .jobs, .pod: scope.workspace.prow != nil
    case .workspace, .both: scope.workspace.prow != nil && scope.options.isWhole
    // It is not known here whether the tree was checked.
    case .suppression, .tree: false
    // A policy sees what is written, whatever else is known.
    case .policy: scope.options.isWhole
    }
  }
}
