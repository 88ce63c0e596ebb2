package import Configs
package import Diagnostics
package import Files
internal import Machine
package import Prow
internal import YAML

/// Checks configurations against the rules that are selected.
package struct Linter: Sendable {
  fileprivate let rules: RuleSet
  private let options: LintOptions
  private let schema: ProwSchema
  private let workers: Int
  private let read: @Sendable (String) -> [UInt8]?

  /// `workers`: How many tasks work at a time.
  ///
  /// `read`: Gives the bytes of a file that config.yaml names.
  package init(
    rules: [Rule] = Rule.all,
    options: LintOptions = LintOptions(),
    schema: ProwSchema,
    workers: Int,
    read: @escaping @Sendable (String) -> [UInt8]? = FileReader.contents
  ) {
    var options = options
    options.prowVersion = schema.version
    self.rules = RuleSet(rules, options, schema)
    self.options = options
    self.schema = schema
    self.workers = workers
    self.read = read
  }

  /// Reads and checks files that belong together.
  ///
  /// `inRepoName`: `org/repo` of the files with kind `inRepo`.
  /// `checkTree`: Finds what is wrong with the files that config_updater publishes; it runs
  /// next to the other checks, if a rule wants it.
  ///
  /// Throws `FileError` for the first file that can't be read.
  package func lint(
    _ inputs: [InputFile],
    inRepoName: String? = nil,
    checkTree: TreeCheck? = nil
  ) async throws(FileError) -> LintResult {
    var clock = PhaseClock()
    let files = try await load(inputs)
    clock.end("read")
    let workspace = Workspace(files.map(\.file), inRepoName: inRepoName, read: read)
    async let ofTree = Linter.run(rules.looksAtTree ? checkTree : nil, workspace)
    let (found, scope) = await checkJobs(workspace)
    clock.end("check jobs")
    let across = await checkAcross(scope)
    clock.end("check across files")
    let all = files.map(\.diagnostics) + found + across
    let suppressions = Suppressions(files.compactMap(\.suppressions))
    let diagnostics = rules.finish(
      all.flatMap(\.self) + rules.findings(try await ofTree.get()),
      suppressions,
      scope
    )
    let names = Set(options.names + suppressions.names)
    clock.end("sort")
    return LintResult(
      diagnostics: diagnostics,
      workspace: workspace,
      scope: scope,
      formerNames: names.filter { RuleNames.current($0) != $0 }.sorted(),
      phases: clock.phases
    )
  }

  package typealias TreeCheck =
    @Sendable (Workspace) async -> Result<[PublishedFault], FileError>

  private static func run(
    _ check: TreeCheck?,
    _ workspace: Workspace
  ) async -> Result<[PublishedFault], FileError> {
    await check?(workspace) ?? .success([])
  }

  /// A file and the findings that need no other file.
  private struct ReadFile: Sendable {
    var file: LoadedFile
    var diagnostics: [Diagnostic]
    var suppressions: FileSuppressions?
  }

  /// Reads files and runs the rules that look at one file at a time.
  private func load(_ inputs: [InputFile]) async throws(FileError) -> [ReadFile] {
    let (schema, rules) = (schema, rules)
    let results = await ParallelMap.map(inputs, workers: workers) { input in
      Result { () throws(FileError) in
        let file = try input.load(schema)
        let sink = FindingSink(rules.rules)
        rules.check(file, into: sink)
        return ReadFile(
          file: file,
          diagnostics: sink.diagnostics,
          suppressions: FileSuppressions(file)
        )
      }
    }
    var files: [ReadFile] = []
    files.reserveCapacity(results.count)
    for result in results { files.append(try result.get()) }
    return files
  }

  /// Runs the rules that look at one job at a time.
  private func checkJobs(_ workspace: Workspace) async -> ([[Diagnostic]], LintScope) {
    let rules = rules
    let files = workspace.filesWithJobs
    let jobs = files.map(workspace.jobs)
    let checked = await ParallelMap.map(portions(jobs), workers: workers) { jobs in
      let sink = FindingSink(rules.rules)
      let resolved = jobs.flatMap { $0.map(workspace.resolve) }
      rules.check(resolved, into: sink)
      return (jobs: resolved, diagnostics: sink.diagnostics)
    }
    var resolved = checked.lazy.flatMap(\.jobs).makeIterator()
    let jobsByFile = zip(files, jobs).map { file, jobs in
      (file: file, jobs: jobs.compactMap { _ in resolved.next() })
    }
    let scope = LintScope(workspace: workspace, jobsByFile: jobsByFile, options: options)
    return (checked.map(\.diagnostics), scope)
  }

  /// All jobs in portions of like size, so that one large file keeps every worker busy.
  private func portions(_ files: [[JobPlace]]) -> [[ArraySlice<JobPlace>]] {
    let size = 64
    var portions: [[ArraySlice<JobPlace>]] = []
    var room = 0
    for jobs in files {
      var rest = jobs[...]
      while !rest.isEmpty {
        if room == 0 {
          portions.append([])
          room = size
        }
        let part = rest.prefix(room)
        portions[portions.count - 1].append(part)
        room -= part.count
        rest = rest.dropFirst(part.count)
      }
    }
    return portions
  }

  /// Runs the rules that look at everything together, several at a time.
  private func checkAcross(_ scope: LintScope) async -> [[Diagnostic]] {
    let rules = rules
    return await ParallelMap.map(rules.workspaceRules, workers: workers) { rule in
      let sink = FindingSink(rules.rules)
      rules.check(scope, rule: rule, into: sink)
      return sink.diagnostics
    }
  }
}

/// What a run found, and what it took.
package struct LintResult: Sendable {
  package var diagnostics: [Diagnostic]
  /// Keeps the files alive that the diagnostics point into.
  package let workspace: Workspace
  package let scope: LintScope
  /// Names in settings, options and comments that rules do not have any more, sorted.
  package let formerNames: [String]
  /// Seconds by phase, in order.
  package var phases: [(name: String, seconds: Double)]

  package var fileCount: Int { workspace.files.count }
  package var jobCount: Int { scope.jobsByFile.reduce(0) { $0 + $1.jobs.count } }

  package func count(_ severity: Severity) -> Int {
    diagnostics.reduce(0) { $0 + ($1.severity == severity ? 1 : 0) }
  }
}

extension Linter {
  /// Whether the selection leaves rules that look at the configuration.
  package var leavesRules: Bool { rules.leavesRules }

  /// How many rules of the selection have nothing to look at without a file.
  package func ruleCount(needing file: Rule.Need) -> Int {
    rules.rules.reduce(0) { $0 + ($1.need == file ? 1 : 0) }
  }
}

extension LintResult {
  /// Leaves out the findings that are about other files, also as a further place.
  ///
  /// `isAskedFor`: Whether a file counts, by its shown path.
  package mutating func keep(_ isAskedFor: (String) -> Bool) {
    diagnostics = diagnostics.filter { diagnostic in
      isAskedFor(diagnostic.place.file.path)
        || diagnostic.related.contains { isAskedFor($0.place.file.path) }
    }
  }

  /// Adds the findings about a file that is not part of the configuration: the settings.
  package mutating func add(_ file: LoadedFile?, _ linter: Linter) {
    guard let file else { return }
    let paths = scope.options.isWhole ? workspace.files.map(\.file.path) : nil
    diagnostics = (diagnostics + linter.check(settings: file, paths))
      .sorted(by: Diagnostic.inOrder)
  }
}

extension Linter {
  /// Findings of others under the ids of rules, as the options have them: with the severities that
  /// they give, and without those of rules that they leave out.
  ///
  /// Findings of what Prow refuses stay as they are, whatever the options say.
  package func judged(_ found: [Diagnostic]) -> [Diagnostic] {
    found.flatMap { diagnostic in
      switch Rule.group(of: diagnostic.rule) {
      case "", Rule.Group.prow.rawValue: [diagnostic]
      default: rules.adopted([diagnostic]).compactMap(rules.adjusted)
      }
    }
  }

  /// Faults of published files in the words of rules, as the options have them.
  package func judged(_ faults: [PublishedFault]) -> [Diagnostic] {
    rules.findings(faults).compactMap(rules.adjusted)
  }

  fileprivate func check(settings file: LoadedFile, _ paths: [String]?) -> [Diagnostic] {
    let sink = FindingSink(rules.rules)
    rules.check(file, paths: paths, into: sink)
    return sink.diagnostics
  }
}
