package import Configs
package import Diagnostics
internal import Machine
package import Prow

/// The rules that are selected, and what they find in parts of a configuration.
///
/// A part can be checked again without the rest: a file, some jobs, and what is across all files.
package final class Linter: Sendable {
  package let schema: ProwSchema
  package let options: LintOptions
  package let catalogue: RuleCatalogue
  /// How many tasks work at a time.
  package let workers: Int
  private let rules: RuleSet

  /// - Parameters:
  ///   - catalogue: The rules that there are.
  ///   - takes: Whether a rule may run at all.
  ///   - options: Which ones of them are selected.
  ///   - schema: The field tables.
  ///   - workers: How many tasks work at a time.
  package init(
    catalogue: RuleCatalogue = .builtIn,
    where takes: (Rule) -> Bool = { _ in true },
    options: LintOptions = LintOptions(),
    schema: ProwSchema,
    workers: Int
  ) {
    var options = options
    options.prowVersion = schema.version
    self.catalogue = catalogue
    rules = RuleSet(catalogue.rules.filter(takes), of: catalogue, options, schema)
    self.options = options
    self.schema = schema
    self.workers = workers
  }

  /// Whether the selection leaves rules that look at the configuration.
  package var leavesRules: Bool { rules.leavesRules }

  /// Whether a rule looks at the files that config_updater publishes.
  package var looksAtTree: Bool { rules.looksAtTree }

  /// Whether a rule runs for some file.
  package func runs(_ id: String) -> Bool { rules.runs(id) }

  /// Whether the run has all built-in rules of a kind for all files, with their own severity.
  package func runsAsTheyAre(where isMeant: (Rule) -> Bool) -> Bool {
    options.paths.isEmpty
      && RuleCatalogue.builtIn.rules.filter(isMeant).allSatisfy {
        rules.severity(of: $0.id) == $0.severity
      }
  }

  /// Findings of policies: those of rules that run, with the severity that options give them.
  package func adopted(_ found: [Diagnostic]) -> [Diagnostic] { rules.adoptedAsFound(found) }

  /// How many rules of the selection have nothing to look at without a file.
  package func ruleCount(needing file: Rule.Need) -> Int {
    rules.rules.reduce(0) { $0 + ($1.need == file ? 1 : 0) }
  }

  /// What is found in one file, and the comments in it that suppress findings.
  package struct FileFindings: Sendable {
    package let diagnostics: [Diagnostic]
    let suppressions: FileSuppressions?
  }

  /// Runs the rules that look at one file at a time.
  package func check(_ file: LoadedFile) -> FileFindings {
    let sink = FindingSink(rules.rules)
    rules.check(file, into: sink)
    return FileFindings(
      diagnostics: sink.diagnostics,
      suppressions: FileSuppressions(file, catalogue)
    )
  }

  /// What comments in a file suppress that no rule for files looks at.
  package func suppressions(in file: LoadedFile) -> FileFindings {
    FileFindings(diagnostics: [], suppressions: FileSuppressions(file, catalogue))
  }

  /// Runs the rules that look at one job at a time.
  ///
  /// - Returns: What is found in each job.
  package func check(_ jobs: [ResolvedJob]) -> [[Diagnostic]] {
    let sink = FindingSink(rules.rules)
    rules.check(jobs, into: sink)
    var found = [[Diagnostic]](repeating: [], count: jobs.count)
    for (diagnostic, position) in zip(sink.diagnostics, sink.positions) {
      found[position].append(diagnostic)
    }
    return found
  }

  /// Runs the rules that look at everything together, several at a time.
  package func checkAcross(_ scope: LintScope) async -> [Diagnostic] {
    let rules = rules
    let found = await ParallelMap.map(rules.workspaceRules, workers: workers) { rule in
      let sink = FindingSink(rules.rules)
      rules.check(scope, rule: rule, into: sink)
      return sink.diagnostics
    }
    return found.flatMap(\.self)
  }

  /// Checks the settings.
  ///
  /// `paths`: The files of the run by their shown paths; `nil` if not all are known.
  package func check(settings file: LoadedFile, paths: [String]?) -> [Diagnostic] {
    let sink = FindingSink(rules.rules)
    rules.check(file, paths: paths, into: sink)
    return sink.diagnostics
  }

  /// Drops repeated findings, keeps suppressed ones apart, applies settings for single files, and
  /// sorts.
  package func finish(
    _ found: [Diagnostic],
    of files: [FileFindings],
    _ scope: LintScope
  ) -> JudgedFindings {
    rules.finish(found, Suppressions(files.compactMap(\.suppressions)), scope)
  }

  /// Names in settings, options and comments that rules do not have any more, sorted.
  package func formerNames(in files: [FileFindings]) -> [String] {
    let names = Set(options.names + files.flatMap { $0.suppressions?.names ?? [] })
    return names.filter { RuleNames.current($0) != $0 }.sorted()
  }

  /// Faults of published files in the words of rules, before anything is suppressed.
  package func findings(_ faults: [PublishedFault]) -> [Diagnostic] { rules.findings(faults) }

  /// The same, as the settings have them.
  package func judged(_ faults: [PublishedFault]) -> [Diagnostic] {
    rules.findings(faults).compactMap(rules.adjusted)
  }

  /// Findings of others under the ids of rules, as the options have them: with the severities that
  /// they give, and without those of rules that they leave out.
  ///
  /// Findings of what Prow refuses stay as they are, whatever the options say.
  package func judged(_ found: [Diagnostic]) -> [Diagnostic] {
    found.flatMap { diagnostic in
      switch catalogue.group(of: diagnostic.rule) {
      case nil, .prow: [diagnostic]
      default: rules.adopted([diagnostic]).compactMap(rules.adjusted)
      }
    }
  }
}
