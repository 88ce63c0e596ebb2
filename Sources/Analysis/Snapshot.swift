package import Configs
internal import Diagnostics
package import Files
package import Linting
internal import Machine
internal import Policies
package import Prow

/// A configuration and what is found in it: in each file, in each job, and across all of them.
///
/// A snapshot does not change. One with another version of a file shares with it what that file
/// does not touch. It keeps all documents that its findings and jobs look into.
package final class Snapshot: Sendable {
  package let result: LintResult
  private let makings: Makings
  package var linter: Linter { makings.linter }
  let files: [CheckedFile]
  private let jobs: CheckedJobs
  private let faults: [PublishedFault]

  /// `name`: The shown path of a file.
  func file(named name: String) -> CheckedFile? {
    files.first { $0.file.file.path == name }
  }

  /// Finds what is wrong with the files that config_updater publishes.
  package typealias TreeCheck =
    @Sendable (Workspace) async -> Result<[PublishedFault], FileError>

  fileprivate struct Makings: Sendable {
    var linter: Linter
    var read: @Sendable (String) -> [UInt8]?
    var checkTree: TreeCheck?
    var policies: PolicyRun?
  }

  /// Reads and checks files that belong together.
  ///
  /// - Parameters:
  ///   - inputs: The files, in the order in which Prow reads them.
  ///   - linter: The rules that are selected.
  ///   - inRepoName: `org/repo` of the files with kind `inRepo`.
  ///   - read: Gives the bytes of a file that config.yaml names.
  ///   - checkTree: Runs next to the other checks, if a rule wants it.
  ///   - policies: The team's own rules, and what they look at besides the files.
  ///   - former: The same files by other rules: one that does not parse keeps what it held there.
  /// - Returns: The files and all that is found in them.
  /// - Throws: `FileError` for the first file that can't be read.
  package static func make(
    of inputs: [InputFile],
    with linter: Linter,
    inRepoName: String? = nil,
    read: @escaping @Sendable (String) -> [UInt8]? = FileReader.contents,
    checkTree: TreeCheck? = nil,
    policies: PolicyRun? = nil,
    former: Snapshot? = nil
  ) async throws(FileError) -> Snapshot {
    var clock = PhaseClock()
    let known = former?.filesByPath ?? [:]
    let files = try await InputFile.load(inputs, workers: linter.workers) {
      input throws(FileError) in
      let file = try input.load(linter.schema)
      // What it held is read anew, since the field tables may be others.
      let last = file.isReadable ? nil : known[input.name]?.facts.file
      let former = last.map { CheckedFile(facts: $0, as: input.kind, linter) }
      return CheckedFile(file, as: input.kind, linter, replacing: former)
    }
    clock.end("read")
    let workspace = Workspace(files.map(\.facts), inRepoName: inRepoName, read: read)
    let makings = Makings(
      linter: linter,
      read: read,
      checkTree: checkTree,
      policies: policies
    )
    async let faults = makings.faults(workspace)
    let places = workspace.filesWithJobs.map(workspace.jobs)
    let jobs = await CheckedJobs(places.flatMap(\.self), in: workspace, linter)
    var resolved = jobs.jobs.makeIterator()
    let jobsByFile = zip(workspace.filesWithJobs, places).map { file, places in
      (file: file, jobs: places.compactMap { _ in resolved.next() })
    }
    clock.end("check jobs")
    let configuration = Configuration(workspace: workspace, jobsByFile: jobsByFile)
    let across = await Across(configuration, makings)
    clock.end("check across files")
    let published = try await faults.get()
    clock.end("wait for ConfigMaps")
    return Snapshot(makings, files, jobs, across, published, clock)
  }

  /// What is found across all files.
  private struct Across {
    let scope: LintScope
    let diagnostics: [Diagnostic]
    let policies: [PolicyOutcome]

    init(_ configuration: Configuration, _ makings: Makings) async {
      let linter = makings.linter
      scope = LintScope(configuration, options: linter.options)
      async let judged = makings.policies?.judge(configuration, linter)
      let found = await linter.checkAcross(scope)
      let (ofPolicies, outcomes) = await judged ?? ([], [])
      diagnostics = found + ofPolicies
      policies = outcomes
    }
  }

  private init(
    _ makings: Makings,
    _ files: [CheckedFile],
    _ jobs: CheckedJobs,
    _ across: Across,
    _ faults: [PublishedFault],
    _ clock: PhaseClock
  ) {
    (self.makings, self.files, self.jobs, self.faults) = (makings, files, jobs, faults)
    var clock = clock
    let linter = makings.linter
    let findings =
      files.map(\.findings) + (makings.policies?.set.documents.map(linter.suppressions) ?? [])
    var found = findings.flatMap(\.diagnostics) + jobs.diagnostics + across.diagnostics
    found += linter.findings(faults)
    let stale = Set(files.compactMap(\.staleText).map(ObjectIdentifier.init))
    if !stale.isEmpty {
      func isStale(_ place: Place) -> Bool { stale.contains(ObjectIdentifier(place.file)) }
      found.removeAll { isStale($0.place) }
      for index in found.indices { found[index].related.removeAll { isStale($0.place) } }
    }
    let judged = linter.finish(found, of: findings, across.scope)
    let formerNames = linter.formerNames(in: findings)
    clock.end("sort")
    result = LintResult(
      judged: judged,
      configuration: across.scope.configuration,
      formerNames: formerNames,
      phases: clock.phases,
      catalogue: linter.catalogue,
      policies: across.policies
    )
  }
}

// MARK: - Other versions of files

extension Snapshot {
  /// The snapshot with another version of a file, or with a file more.
  ///
  /// If the new version does not parse, the other files are judged by the last one that did, and no
  /// finding points into that. A new file comes into its place in a walk over one folder.
  ///
  /// The tables stay those of the linter, also if config.yaml now names images of another Prow.
  ///
  /// - Parameters:
  ///   - input: The file; its shown path says which one it replaces.
  ///   - checksTree: Whether to look again at the files that config_updater publishes, which the
  ///     check reads for itself; where it now publishes other ones, they are always looked at.
  /// - Returns: What reading all files anew would give.
  /// - Throws: `FileError` if the file can't be read.
  package func replacing(
    _ input: InputFile,
    checksTree: Bool = true
  ) async throws(FileError) -> Snapshot {
    try await replacing([input], checksTree: checksTree)
  }

  /// The snapshot with other versions of files, each as by itself.
  package func replacing(
    _ inputs: [InputFile],
    checksTree: Bool = true
  ) async throws(FileError) -> Snapshot {
    var files = files
    for input in inputs { replace(input, try input.load(makings.linter.schema), in: &files) }
    return try await with(files, checksTree: checksTree)
  }

  private func replace(_ input: InputFile, _ file: LoadedFile, in files: inout [CheckedFile]) {
    if let index = files.firstIndex(where: { $0.file.file.path == input.name }) {
      files[index] = CheckedFile(file, as: input.kind, makings.linter, replacing: files[index])
    } else {
      // A Pod manifest is among the job files.
      let later = files.firstIndex {
        $0.kind == input.kind && TreePaths.isWalkedBefore(input.name, $0.file.file.path)
      }
      let last = files.lastIndex { $0.kind == input.kind }.map { $0 + 1 }
      files.insert(
        CheckedFile(file, as: input.kind, makings.linter),
        at: later ?? last ?? files.endIndex
      )
    }
  }

  /// The snapshot without a file.
  ///
  /// `name`: Its shown path.
  package func removing(_ name: String) async throws(FileError) -> Snapshot {
    try await with(files.filter { $0.file.file.path != name }, checksTree: true)
  }

  /// The snapshot after another look at the files that config_updater publishes, and at those that
  /// policies look at.
  package func lookingAtTree() async throws(FileError) -> Snapshot {
    var makings = makings
    makings.policies = makings.policies?.lookingAgain()
    return try await with(files, makings, faults: nil)
  }

  private func with(
    _ files: [CheckedFile],
    checksTree: Bool
  ) async throws(FileError) -> Snapshot {
    try await with(files, makings, faults: checksTree ? nil : faults)
  }

  /// The files by their shown paths.
  var filesByPath: [String: CheckedFile] {
    Dictionary(files.map { ($0.file.file.path, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// The snapshot with other files, from another place.
  ///
  /// `files`: All of them; those that are the same are not judged again.
  func with(
    _ files: [CheckedFile],
    read: @escaping @Sendable (String) -> [UInt8]?,
    checkTree: TreeCheck?
  ) async throws(FileError) -> Snapshot {
    try await with(files, read: read, checkTree: checkTree, policies: makings.policies)
  }

  /// The same, with another view of policies on the repository.
  func with(
    _ files: [CheckedFile],
    read: @escaping @Sendable (String) -> [UInt8]?,
    checkTree: TreeCheck?,
    policies: PolicyRun?
  ) async throws(FileError) -> Snapshot {
    let makings = Makings(
      linter: makings.linter,
      read: read,
      checkTree: checkTree,
      policies: policies
    )
    return try await with(files, makings, faults: nil)
  }

  /// The jobs of each file that holds some, by its document, and where they are among all jobs.
  private var knownJobs: [ObjectIdentifier: (jobs: [ResolvedJob], range: Range<Int>)] {
    var known: [ObjectIdentifier: (jobs: [ResolvedJob], range: Range<Int>)] = [:]
    var start = 0
    for (file, jobs) in result.configuration.jobsByFile {
      known[ObjectIdentifier(file.document)] = (jobs, start..<(start + jobs.count))
      start += jobs.count
    }
    return known
  }

  /// `knownFaults`: Those of published files, if they are looked at again only for other ConfigMaps.
  private func with(
    _ files: [CheckedFile],
    _ makings: Makings,
    faults knownFaults: [PublishedFault]?
  ) async throws(FileError) -> Snapshot {
    var clock = PhaseClock()
    let linter = makings.linter
    let (workspace, keepsJobs) = result.workspace.replacing(
      files.map(\.facts),
      read: makings.read
    )
    let isOfSameMaps =
      workspace.plugins?.document === result.workspace.plugins?.document
      && workspace.autobumpFiles.map { ObjectIdentifier($0.document) }
        == result.workspace.autobumpFiles.map { ObjectIdentifier($0.document) }
      && workspace.prow?.prowjobNamespace == result.workspace.prow?.prowjobNamespace
    async let faults = makings.faults(workspace, known: isOfSameMaps ? knownFaults : nil)
    let known = knownJobs
    let jobsByFile = await ParallelMap.map(workspace.filesWithJobs, workers: linter.workers) {
      file in
      let former = known[ObjectIdentifier(file.document)]
      let kept = keepsJobs ? former?.jobs : nil
      let jobs = kept ?? workspace.jobs(of: file).map(workspace.resolve)
      return (file: file, jobs: jobs, former: former?.range)
    }
    let jobs = await jobs.replaced(
      by: jobsByFile.map { (jobs: $0.jobs, former: $0.former) },
      linter
    )
    clock.end("check jobs")
    let configuration = Configuration(
      workspace: workspace,
      jobsByFile: jobsByFile.map { (file: $0.file, jobs: $0.jobs) }
    )
    let across = await Across(configuration, makings)
    clock.end("check across files")
    let published = try await faults.get()
    clock.end("wait for ConfigMaps")
    return Snapshot(makings, files, jobs, across, published, clock)
  }
}

extension Snapshot.Makings {
  /// `known`: Those that are known already.
  fileprivate func faults(
    _ workspace: Workspace,
    known: [PublishedFault]? = nil
  ) async -> Result<[PublishedFault], FileError> {
    if let known { return .success(known) }
    guard linter.looksAtTree, let checkTree else { return .success([]) }
    return await checkTree(workspace)
  }
}
