import Analysis
import ArgumentParser
import CommandSupport
import ConfigMaps
import Configs
import Diagnostics
import Files
import Formats
import Glibc
import JobCommands
import Kubernetes
import Linting
import Machine
import Policies
import Prow
import Reporting
import YAML

struct LintCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lint",
    abstract: "Check job configs, and Prow's config.yaml and plugins.yaml with them.",
    discussion: """
      PATHs are job files, folders of them, or the root of a repository; without any, lint \
      finds Prow's files in the git clone or in the working directory. A file of an \
      installation is judged together with all of it, and only its findings are shown. \
      --select prow alone gives what Prow's loader and checkconfig report; with \
      --select kubernetes alone, files may also be plain Pod manifests.
      """
  )

  @Argument(
    help: "Job files, folders, or the root of a repository; - is standard input.",
    completion: .file()
  )
  var paths: [String] = []

  @Option(
    name: .customLong("stdin-filename"),
    help: ArgumentHelp("The file that standard input is a version of.", valueName: "file")
  )
  var stdinFilename: String?

  @OptionGroup var files: ConfigOptions

  @OptionGroup var policyOptions: PolicyOptions

  @Option(
    parsing: .singleValue,
    help: ArgumentHelp(
      "Run only these rules and groups: one, or a list with commas; may be repeated.",
      valueName: "rule"
    ),
    completion: Completions.rules
  )
  var select: [String] = []

  @Option(
    parsing: .singleValue,
    help: ArgumentHelp("Leave out these rules and groups, as for --select.", valueName: "rule"),
    completion: Completions.rules
  )
  var ignore: [String] = []

  @Option(
    help: ArgumentHelp(
      "Version of the build clusters, such as 1.33 (default: \(KubernetesVersion.latest)).",
      valueName: "version"
    )
  )
  var kubernetes: KubernetesVersion?

  @Flag(help: "Warnings fail the run, too.")
  var strict = false

  @Option(
    help: ArgumentHelp(
      "How findings are written; text by default.",
      valueName: "format"
    )
  )
  var format: OutputFormat?

  @Option(
    parsing: .singleValue,
    help: ArgumentHelp(
      "A format of --format and the file it goes to, as sarif=out.sarif; may be repeated. In CI, by "
        + "default what the CI system shows.",
      valueName: "format[=file]"
    )
  )
  var output: [OutputTarget] = []

  @OptionGroup var newFindings: NewFindingOptions

  @OptionGroup var fixes: FixOptions

  @Flag(help: "Findings don't fail the run.")
  var exitZero = false

  @Option(help: ArgumentHelp("More warnings than this fail the run.", valueName: "number"))
  var maxWarnings: Int?

  @Flag(name: [.short, .long], help: "Only errors, and no notes.")
  var quiet = false

  @Flag(
    name: .customLong("no-fold"),
    help: "Show all findings of a rule, however many it has; other formats than text always do."
  )
  var noFold = false

  @OptionGroup var colors: ColorOptions

  @Flag(help: "Print files, jobs, time by phase, hits by rule, and the cost of policies.")
  var stats = false

  @Option(
    name: .customLong("require-annotation"),
    help: ArgumentHelp(
      "An annotation that every job must have; may be repeated.",
      valueName: "name"
    )
  )
  var requireAnnotation: [String] = []

  func validate() throws {
    let narrows = !paths.isEmpty || !select.isEmpty || !ignore.isEmpty
    if newFindings.writeBaseline, narrows {
      throw ValidationError("--write-baseline is for all findings: leave paths and rules out")
    }
    let flag = fixes.fix ? "--fix" : "--add-ignores"
    if fixes.isOn, paths.contains("-") {
      throw ValidationError("\(flag) changes files: name the file instead of -")
    }
    if fixes.isOn, newFindings.since != nil || newFindings.baseline != nil {
      throw ValidationError("\(flag) is for all findings: leave --since and --baseline out")
    }
    if fixes.diff, format != nil || !output.isEmpty {
      throw ValidationError("\(flag) --diff prints a patch and no findings: leave out their format")
    }
  }

  func run() async throws {
    let findingOutput = try findingOutput()
    let overlay = try overlay()
    let paths = overlay.map { [$0.path] } ?? paths
    let settings = try Settings.nearest(to: paths.first)
    let policies = try policyOptions.load(settings, schema: ProwSchema.standard)
    let catalogue = RuleCatalogue.builtIn.adding(policies)
    let options = try lintOptions(settings, catalogue)
    let plan = try await LintPlan(
      try Layout(files.named, paths: paths, settings: settings, overlay: overlay),
      paths: paths,
      settings,
      policies,
      options,
      kubernetes: kubernetes,
      today: PolicyDate.today,
      workers: Processors.count
    )
    guard plan.inputs.contains(where: { $0.isToBeLinted }) else {
      throw Failure.usage("\(plan.layout.nothingFound)")
    }
    // Fixes are for all findings.
    let older = fixes.isOn ? nil : newFindings.lookUp(plan.layout, plan.settings)
    let progress = Progress(fileCount: plan.inputs.count)
    if !plan.linter.leavesRules, !(options.flags.select + options.flags.ignore).isEmpty {
      throw ValidationError("--select and --ignore leave no rule to run")
    }
    let snapshot = try await plan.snapshot()
    progress.end()
    try await report(snapshot, try older?.wait().get(), plan, findingOutput)
  }

  /// Fixes and shows what was found, and ends the program.
  private func report(
    _ judged: Snapshot,
    _ older: OlderTree?,
    _ plan: LintPlan,
    _ findingOutput: FindingOutput
  ) async throws {
    var snapshot = judged
    let (layout, settings, linter) = (plan.layout, plan.settings, plan.linter)
    let fixed = try await fixes.apply(
      to: &snapshot,
      usesColor: findingOutput.usesColor,
      layout.isAskedFor
    )
    if let fixed, fixes.diff {
      Terminal.printError(fixed.note)
      Plimsoll.end(fixed.changes && !exitZero ? 1 : 0)
    }
    var result = plan.result(of: snapshot)
    let comparison = try await newFindings.apply(older, to: &result, snapshot, layout, settings)
    plan.keepAskedFor(in: &result)
    let warnings = result.count(.warning)
    if quiet { result.keepErrors() }
    try await findingOutput.write(result, since: older?.tree.commit)
    if stats { Terminal.printError(StatsReporter.render(result)) }
    if let fixed { Terminal.printError(fixed.note) }
    if let (since, note) = comparison {
      Terminal.printError(newFindings.words(since, result) + note)
    }
    if !quiet { note(on: result, layout, settings, linter) }
    let fails = fails(errors: result.count(.error), warnings, isStrict: strict || settings.isStrict)
    // All memory goes with the process; freeing it piece by piece would take as long as a rule.
    Plimsoll.end(fails ? 1 : 0)
  }

  /// What was judged, and what a clean result does not show by itself.
  private func note(
    on result: LintResult,
    _ layout: Layout,
    _ settings: Settings,
    _ linter: Linter
  ) {
    let kubernetes = kubernetes ?? settings.kubernetes
    Terminal.printError(
      JudgedLine.render(layout, settings, kubernetes: kubernetes, jobs: result.jobCount)
    )
    warn(result, layout, linter)
  }

  /// The text of standard input and the file that it is for, if the path is `-`.
  private func overlay() throws -> Layout.Overlay? {
    guard paths.contains("-") || stdinFilename != nil else { return nil }
    guard paths == ["-"], let stdinFilename else {
      throw ValidationError("standard input needs - as the only path, and --stdin-filename")
    }
    return Layout.Overlay(
      path: stdinFilename,
      bytes: try StandardInput.read(most: Document.Limits.bytes)
    )
  }

  private func lintOptions(
    _ settings: Settings,
    _ catalogue: RuleCatalogue
  ) throws -> LintOptions {
    var options = settings.options
    let select = select.flatMap { $0.split(separator: ",").map(String.init) }
    let ignore = ignore.flatMap { $0.split(separator: ",").map(String.init) }
    for name in select + ignore where !catalogue.isKnown(name) {
      let advice = catalogue.advice(name).map { "; \($0)" } ?? ""
      throw ValidationError("no rule or group is called \"\(name)\"\(advice)")
    }
    options.flags = LintOptions.Names(select: select, ignore: ignore)
    options.requiredAnnotations += requireAnnotation
    return options
  }

  /// Says how many rules had nothing to look at; nothing if there are none.
  private func warn(_ missing: String, _ flag: String, _ rules: Int) {
    if rules == 0 { return }
    let words = DiffWords.count(rules, "rule")
    Terminal.printError(
      "plimsoll: no file that looks like \(missing) was found: \(words) did not run; name it with \(flag)\n"
    )
  }

  /// What a clean result does not show by itself.
  private func warn(_ result: LintResult, _ layout: Layout, _ linter: Linter) {
    let version = kubernetes ?? .latest
    if version > .latest {
      Terminal.printError(
        "plimsoll: Kubernetes \(version) is newer than \(KubernetesVersion.latest), the newest that "
          + "it knows: pods are judged as by that one\n"
      )
    }
    for name in result.formerNames {
      Terminal.printError(
        "plimsoll: the rule \(name) is now called \(RuleNames.current(name)); the old name still works\n"
      )
    }
    if let ambiguity = layout.ambiguity {
      Terminal.printError(
        "plimsoll: the files are judged without a config.yaml: \(ambiguity.description)\n"
      )
    } else if layout.isWithoutConfig, result.jobCount > 0 {
      warn("config.yaml", "--config", linter.ruleCount(needing: .config))
    } else if layout.isWithoutPlugins, result.jobCount > 0 {
      warn("plugins.yaml", "--plugins", linter.ruleCount(needing: .plugins))
    }
    let asked = result.configuration.jobsByFile.filter {
      $0.file.kind != .config && layout.isAskedFor($0.file.file.path)
    }
    if !asked.isEmpty, result.jobCount > 0, asked.allSatisfy(\.jobs.isEmpty) {
      Terminal.printError("plimsoll: no job is in \(layout.focus.joined(separator: ", "))\n")
    }
    if result.jobCount == 0, result.diagnostics.isEmpty, !result.workspace.filesWithJobs.isEmpty {
      let files = result.fileCount == 1 ? "1 file" : "\(result.fileCount) files"
      Terminal.printError("plimsoll: no job was found in \(files)\n")
    }
  }

  /// Whether the run fails, with a word on what else than errors fails it.
  private func fails(errors: Int, _ warnings: Int, isStrict: Bool) -> Bool {
    if exitZero { return false }
    if errors > 0 { return true }
    let words = DiffWords.count(warnings, "warning")
    if isStrict, warnings > 0 {
      Terminal.printError("plimsoll: the run fails for \(words), since it is strict\n")
      return true
    }
    if let maxWarnings, warnings > maxWarnings {
      Terminal.printError("plimsoll: the run fails for \(words): at most \(maxWarnings) may be\n")
      return true
    }
    return false
  }

  private func findingOutput() throws -> FindingOutput {
    if format != nil, !output.isEmpty {
      throw ValidationError("--format and --output say the same: use one of them")
    }
    let system = CIEnvironment(Terminal.environment)
    let targets =
      format.map { [OutputTarget($0)] } ?? (output.isEmpty ? system?.outputs : output)
      ?? [OutputTarget(.text)]
    if !output.isEmpty, output.filter({ $0.file == nil }).count > 1 {
      throw ValidationError("only one format can go to standard output: give the others a file")
    }
    var summary: String?
    if case .github(_, let file) = system { summary = file }
    return FindingOutput(
      targets: targets,
      usesColor: colors.usesColor,
      folds: !noFold,
      appendedFile: summary,
      showsHidden: system?.knowsSuppressions ?? true,
      isAskedFor: !output.isEmpty
    )
  }
}

extension KubernetesVersion: ExpressibleByArgument {
  public init?(argument: String) {
    self.init(argument)
  }
}

extension InputFile {
  /// Whether it is more than configuration that others need.
  fileprivate var isToBeLinted: Bool { kind != .settings }
}
