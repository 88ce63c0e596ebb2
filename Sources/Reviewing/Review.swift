package import Analysis
internal import ConfigMaps
package import Configs
package import Diagnostics
package import Files
package import JobDiff
internal import Linting
internal import Machine
internal import Prow

/// What a change of an installation means, for the people who decide on it.
package struct Review: Sendable {
  /// The newer tree as it is judged, with only the findings that the change brings.
  package let result: LintResult
  /// Files that Prow can't start without, and that the older tree has and the newer one has not.
  package let missing: [String]
  /// How many errors Prow would refuse the newer tree for, whoever brought them.
  package let refusals: Int
  package let jobs: JobsDiff
  /// The jobs that there were before.
  package let oldJobCount: Int
  /// Statuses that merges wait for, or did, by repository and context.
  package let contexts: [ContextChange]
  /// What config_updater would change; `nil` where nothing becomes a ConfigMap, or it is not known.
  package let configMaps: [ConfigMapGrowth]?
  /// Why the ConfigMaps are not known; empty if they are, or if there are none.
  package let unreadable: [Diagnostic]

  /// What both trees are judged by.
  package struct Request: Sendable {
    /// Where Prow's files are in each tree.
    package var layout: TreeLayout
    /// Those of the newer tree.
    package var settings: Settings
    /// `org/repo` of the trees, for in-repo config and for maps with lists of repositories.
    package var repository: String?
    /// How many tasks work at a time.
    package var workers: Int

    package init(layout: TreeLayout, settings: Settings, repository: String?, workers: Int) {
      self.layout = layout
      self.settings = settings
      self.repository = repository
      self.workers = workers
    }
  }

  /// Compares two trees.
  ///
  /// Files that the configuration names are read from the trees, and nothing of them is run.
  ///
  /// - Parameters:
  ///   - new: The files after the change.
  ///   - old: The files before it.
  ///   - request: What both are judged by.
  /// - Returns: The review; `nil` if neither tree has a job.
  /// - Throws: `AmbiguousInstallation`, `TreeError` or `FileError` if something can't be read.
  package static func make(
    of new: some FileTree,
    since old: some FileTree,
    _ request: Request
  ) async throws -> Review? {
    // Git lists the files of a commit meanwhile.
    let listing = Background { _ = try? old.entry(at: ".plimsoll.yaml") }
    let layout = request.layout
    let files = try layout.files(in: new)
    var settings = request.settings
    settings.use(try files.versionOfImages(settings))
    var options = settings.options
    files.describe(in: &options)
    let linter = Linter(options: options, schema: settings.schema, workers: request.workers)
    let central = [try files.loadConfig(linter.schema), try files.loadPlugins(linter.schema)]
    let inputs =
      try central.compactMap { $0.map(InputFile.loaded) } + files.others()
      + files.inRepoFiles(in: layout.shownRoot) + files.companionInputs()
    listing.wait()
    // Reads what is read already, and leaves a processor free for most of its time.
    async let configMaps = Review.configMaps(new, old, request)
    let snapshot = try await Snapshot.make(
      of: inputs,
      with: linter,
      inRepoName: request.repository,
      read: { path in (try? new.file(at: path))?.bytes },
      checkTree: Snapshot.publishedFiles { new }
    )
    let older = try await snapshot.of(
      old,
      layout,
      inRepoFolder: layout.shownRoot,
      settings: settings.file
    )
    // Without any job, it is more likely that they were not found.
    if snapshot.result.jobCount == 0, older.jobCount == 0 { return nil }
    return try Review(
      snapshot,
      older,
      await JobsDiff.make(
        from: older.configuration,
        to: snapshot.result.configuration,
        workers: request.workers
      ),
      await configMaps,
      request
    )
  }

  private init(
    _ snapshot: Snapshot,
    _ older: LintResult,
    _ jobs: JobsDiff,
    _ configMaps: Result<[ConfigMapGrowth]?, any Error>,
    _ request: Request
  ) throws {
    var result = snapshot.result
    if let file = request.settings.file {
      let linter = snapshot.linter
      result.add(linter.check(settings: file, paths: result.paths(linter.options)))
    }
    let pairs = [
      (older.workspace.config, result.workspace.config),
      (older.workspace.plugins, result.workspace.plugins),
    ]
    missing = pairs.compactMap { before, after in after == nil ? before?.file.path : nil }
    refusals = result.diagnostics.count { finding in
      finding.severity == .error && result.catalogue.group(of: finding.rule) == .prow
    }
    result.keepNew(since: OlderFindings(older.diagnostics) { $0 }) { $0 }
    self.jobs = jobs
    contexts = ContextComparison.changes(from: older.configuration, to: result.configuration, jobs)
    oldJobCount = older.jobCount
    self.result = result
    do {
      self.configMaps = try configMaps.get()
      unreadable = []
    } catch let error as UnreadableInput {
      self.configMaps = nil
      unreadable = error.problems
    }
  }

  private static func configMaps(
    _ new: some FileTree,
    _ old: some FileTree,
    _ request: Request
  ) async -> Result<[ConfigMapGrowth]?, any Error> {
    do {
      let after = try await state(of: new, request)
      let before = try await state(of: old, request)
      if after == nil, before == nil { return .success(nil) }
      let diff = StateDiff(from: before ?? .empty, to: after ?? .empty)
      return .success(diff.groups.map { ConfigMapGrowth($0.targets, $0.diff) })
    } catch {
      return .failure(error)
    }
  }

  static func state(
    of tree: some FileTree,
    _ request: Request
  ) async throws -> DesiredState? {
    guard
      let input = try await UpdaterInput(
        request.layout,
        tree: tree,
        settings: request.settings,
        judges: false
      )
    else { return nil }
    try input.requireReadable()
    return try await DesiredState.make(
      of: tree,
      config: input.config,
      // Prow writes the commit next to the files.
      request: input.request(
        repository: request.repository,
        revision: String(repeating: "0", count: 40)
      ),
      zips: false,
      workers: request.workers
    )
  }
}
