package import Diagnostics
package import Prow
internal import YAML

/// Checks configurations against the rules that are selected.
package struct Linter: Sendable {
  fileprivate let rules: RuleSet
  private let options: LintOptions
  private let schema: ProwSchema
  private let workers: Int

  /// `workers`: How many tasks work at a time.
  package init(
    rules: [Rule] = Rule.all,
    options: LintOptions = LintOptions(),
    schema: ProwSchema,
    workers: Int
  ) {
    self.rules = RuleSet(rules, options, schema)
    self.options = options
    self.schema = schema
    self.workers = workers
  }

  /// A file to check: on disk, or in memory.
  package enum Input: Sendable {
    case disk(path: String, name: String, role: LoadedFile.Role)
    case memory(SourceFile, role: LoadedFile.Role)

    var role: LoadedFile.Role {
      switch self {
      case .disk(_, _, let role), .memory(_, let role): role
      }
    }
  }

  /// Reads and checks files that belong together.
  ///
  /// `inRepoName`: `org/repo` of the files with role `inRepo`.
  ///
  /// Throws `FileError` for the first file that can't be read.
  package func lint(
    _ inputs: [Input],
    inRepoName: String? = nil
  ) async throws(FileError) -> LintResult {
    var clock = PhaseClock()
    let files = try await load(inputs)
    clock.end("read")
    let workspace = Workspace(files, inRepoName: inRepoName)
    let (byFile, scope) = await checkFiles(workspace)
    clock.end("check jobs")
    let across = await checkAcross(scope)
    clock.end("check across files")
    let found = (byFile + across).flatMap(\.self)
    let diagnostics = rules.finish(found, files: workspace.files)
    clock.end("sort")
    return LintResult(
      diagnostics: diagnostics,
      workspace: workspace,
      scope: scope,
      phases: clock.phases
    )
  }

  private func load(_ inputs: [Input]) async throws(FileError) -> [LoadedFile] {
    let schema = schema
    let results = await ParallelMap.map(inputs, workers: workers) { input in
      Result { () throws(FileError) in
        switch input {
        case .disk(let path, let name, let role):
          try LoadedFile.load(path, name: name, role: role, schema: schema)
        case .memory(let file, let role):
          LoadedFile.load(file, role: role, schema: schema)
        }
      }
    }
    var files: [LoadedFile] = []
    files.reserveCapacity(results.count)
    for result in results { files.append(try result.get()) }
    return files
  }

  /// Runs the rules that look at one file or one job at a time.
  private func checkFiles(_ workspace: Workspace) async -> ([[Diagnostic]], LintScope) {
    let rules = rules
    let withoutJobs = workspace.files.filter { !$0.canHoldJobs }
    let withJobs = workspace.filesWithJobs
    let checked = await ParallelMap.map(withJobs, workers: workers) { file in
      let sink = FindingSink(rules.rules)
      rules.check(file, into: sink)
      return CheckedFile(
        jobs: workspace.resolvedJobs(of: file),
        diagnostics: sink.diagnostics
      )
    }
    let ofJobs = await ParallelMap.map(portions(checked.map(\.jobs)), workers: workers) { jobs in
      let sink = FindingSink(rules.rules)
      rules.check(jobs, into: sink)
      return sink.diagnostics
    }
    let sink = FindingSink(rules.rules)
    for file in withoutJobs { rules.check(file, into: sink) }
    let scope = LintScope(
      workspace: workspace,
      jobsByFile: zip(withJobs, checked).map { ($0, $1.jobs) },
      options: options
    )
    return ([sink.diagnostics] + checked.map(\.diagnostics) + ofJobs, scope)
  }

  /// All jobs in portions of like size, so that one large file keeps every worker busy.
  private func portions(_ files: [[ResolvedJob]]) -> [ArraySlice<ResolvedJob>] {
    let all = files.flatMap(\.self)
    let size = 128
    return stride(from: 0, to: all.count, by: size).map { all[$0..<min($0 + size, all.count)] }
  }

  private struct CheckedFile: Sendable {
    var jobs: [ResolvedJob]
    var diagnostics: [Diagnostic]
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

extension LoadedFile {
  fileprivate var canHoldJobs: Bool { role == .jobs || role == .config || role == .inRepo }
}

/// What a run found, and what it took.
package struct LintResult: Sendable {
  package var diagnostics: [Diagnostic]
  /// Keeps the files alive that the diagnostics point into.
  package let workspace: Workspace
  package let scope: LintScope
  /// Seconds by phase, in order.
  package var phases: [(name: String, seconds: Double)]

  package var fileCount: Int { workspace.files.count }
  package var jobCount: Int { scope.jobsByFile.reduce(0) { $0 + $1.jobs.count } }

  package func count(_ severity: Severity) -> Int {
    diagnostics.reduce(0) { $0 + ($1.severity == severity ? 1 : 0) }
  }
}

extension LintResult {
  /// Adds the findings about a file that is not part of the configuration: the settings.
  package mutating func add(_ file: LoadedFile?, _ found: [Diagnostic], _ linter: Linter) {
    guard let file else { return }
    diagnostics = (diagnostics + linter.check(alone: file) + found).sorted(by: Diagnostic.inOrder)
  }
}

extension Linter {
  fileprivate func check(alone file: LoadedFile) -> [Diagnostic] {
    let sink = FindingSink(rules.rules)
    rules.check(file, into: sink)
    return sink.diagnostics
  }
}
