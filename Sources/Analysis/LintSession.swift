internal import Configs
internal import Diagnostics
package import Files
internal import Linting
internal import Machine
internal import Policies
internal import Prow

/// What lint says of a folder again and again, while files in it change.
///
/// A session does not change: one with other versions of files shares with it what these do not touch.
/// A file that does not parse keeps for the others what it held when it last did; so do the settings.
package final class LintSession: Sendable {
  package let snapshot: Snapshot
  /// What lint shows, in its order.
  package let result: LintResult
  private let origin: Origin
  private let plan: LintPlan
  /// The settings that count, before config.yaml says the version of Prow.
  private let settings: Settings
  /// The settings as they are, which may be unreadable.
  private let settingsFile: LoadedFile?
  /// The files of the run by their paths from `/`.
  private let inputs: [String: InputFile]
  /// Files whose change changes more than findings about them: settings and policies.
  private let basis: Set<String>
  /// Whether files that config_updater publishes may have changed since somebody looked at them.
  private let isTreeOld: Bool

  /// Where a session comes from.
  package struct Origin: Sendable {
    /// A folder, from `/`.
    package var root: String
    /// What counts in place of the bytes of some files.
    package var overlay: FileOverlay
    /// Gives the date as 2027-03-31.
    package var today: @Sendable () -> String
    /// How many tasks work at a time.
    package var workers: Int

    package init(
      root: String,
      overlay: FileOverlay,
      today: @escaping @Sendable () -> String,
      workers: Int
    ) {
      self.root = root
      self.overlay = overlay
      self.today = today
      self.workers = workers
    }

    /// As lint gets it on the command line in the root; nothing where it is started there.
    fileprivate var paths: [String] { root == WorkingDirectory.path ? [] : [root] }
  }

  /// Reads and judges what is in a folder.
  ///
  /// - Returns: `nil` if no installation is there.
  /// - Throws: What a run of lint ends with: `AmbiguousInstallation`, `TreeError`, or `FileError`.
  package static func open(_ origin: Origin) async throws -> LintSession? {
    try await make(origin, former: nil)
  }

  /// The session after another look at the disk: settings, policies, which files there are, and what
  /// they hold.
  ///
  /// - Returns: `nil` if no installation is there any more.
  /// - Throws: What a run of lint ends with; `self` is then still right for what was there.
  package func reloaded() async throws -> LintSession? {
    try await LintSession.make(origin, former: self)
  }

  private static func make(_ origin: Origin, former: LintSession?) async throws -> LintSession? {
    WorkingDirectory.enterAgain()
    let (paths, overlay) = (origin.paths, origin.overlay)
    guard FileReader.isFolder(origin.root) else {
      throw FileError(path: origin.root, reason: "no such folder")
    }
    var settings = try Settings.nearest(to: paths.first, overlay: overlay)
    let settingsFile = settings.file
    if settingsFile?.isReadable == false, let last = former?.settings,
      last.file?.file.path == settingsFile?.file.path
    {
      settings = last
    }
    let policies = try PolicyFiles.load(
      [],
      settings,
      schema: ProwSchema.standard,
      overlay: overlay
    )
    let layout = try Layout(NamedFiles(), paths: paths, settings: settings)
    guard layout.isOfRepository else { return nil }
    var judging = settings
    if let former, layout.config.map({ isUnreadable($0, overlay) }) ?? false {
      judging.use(former.versionOfImages)
    }
    let plan = try await LintPlan(
      layout,
      paths: paths,
      judging,
      policies,
      settings.options,
      today: origin.today(),
      workers: origin.workers,
      overlay: overlay
    )
    if plan.inputs.isEmpty { return nil }
    let snapshot =
      if let former, plan.judges(like: former.plan) {
        try await plan.snapshot(sharing: former.snapshot)
      } else {
        try await plan.snapshot(former: former?.snapshot)
      }
    return LintSession(
      snapshot,
      origin,
      plan,
      settings,
      settingsFile,
      inputs: Dictionary(
        plan.inputs.map { (WorkingDirectory.absolute($0.name), $0) },
        uniquingKeysWith: { first, _ in first }
      ),
      isTreeOld: false
    )
  }

  /// The version of Prow that config.yaml named when it could be read.
  private var versionOfImages: ProwVersion? {
    plan.settings.versionSource == .images ? ProwVersion(plan.settings.version) : nil
  }

  private static func isUnreadable(_ config: String, _ overlay: FileOverlay) -> Bool {
    let file = InputFile.disk(path: config, name: config, kind: .config).replaced(by: overlay)
    return (try? file.load(ProwSchema.standard))?.isReadable == false
  }

  /// The files of `basis`, read.
  var basisFiles: [LoadedFile] { [settingsFile].compactMap(\.self) + plan.policies.documents }

  private init(
    _ snapshot: Snapshot,
    _ origin: Origin,
    _ plan: LintPlan,
    _ settings: Settings,
    _ settingsFile: LoadedFile?,
    inputs: [String: InputFile],
    isTreeOld: Bool
  ) {
    self.snapshot = snapshot
    self.origin = origin
    self.plan = plan
    self.settings = settings
    self.settingsFile = settingsFile
    self.inputs = inputs
    self.isTreeOld = isTreeOld
    let texts = plan.policies.files.map(\.path) + [settingsFile?.file.path].compactMap(\.self)
    basis = Set(texts.map(WorkingDirectory.absolute))
    var result = plan.result(of: snapshot, settings: settingsFile)
    plan.keepAskedFor(in: &result)
    self.result = result
  }

  // MARK: Changes

  /// The session with other bytes of files, which the overlay or the disk has.
  ///
  /// Files that config_updater publishes, and others that policies look at, are looked at by
  /// `settled`.
  ///
  /// - Parameter paths: The files, from `/`.
  /// - Returns: The session, and whether `reloaded` is needed for what changed.
  /// - Throws: `FileError` for a file that can't be read.
  package func replacing(
    _ paths: Set<String>
  ) async throws(FileError) -> (session: LintSession, needsReload: Bool) {
    let changed = paths.sorted().compactMap { inputs[$0]?.replaced(by: origin.overlay) }
    let needsReload = !basis.isDisjoint(with: paths)
    // A file that lint does not read may be one that is published, or that a policy looks at.
    let next =
      changed.isEmpty ? snapshot : try await snapshot.replacing(changed, checksTree: false)
    let session = LintSession(
      next,
      origin,
      plan,
      settings,
      settingsFile,
      inputs: inputs,
      isTreeOld: true
    )
    return (session, needsReload || session.isOfOtherProw)
  }

  /// The session after another look at the files that config_updater publishes, if that is due.
  ///
  /// - Throws: `FileError` if one of them can't be read.
  package func settled() async throws(FileError) -> LintSession {
    guard isTreeOld, snapshot.linter.looksAtTree || !plan.policies.isEmpty else { return self }
    return LintSession(
      try await snapshot.lookingAtTree(),
      origin,
      plan,
      settings,
      settingsFile,
      inputs: inputs,
      isTreeOld: false
    )
  }

  /// Whether config.yaml now names images of another Prow, whose tables would have to judge.
  private var isOfOtherProw: Bool {
    guard plan.settings.versionSource != .settings,
      let config = snapshot.result.workspace.config, config.isReadable
    else { return false }
    let version = ProwVersion(utilityImagesOf: config.document)?.date ?? ProwSchema.baseline
    return version != plan.settings.version
  }

  // MARK: Questions

  /// The files of the repository.
  package var tree: FolderTree { plan.tree }

  /// Whether lint reads a file.
  ///
  /// `path`: From `/`.
  package func reads(_ path: String) -> Bool { inputs[path] != nil || basis.contains(path) }
}

extension LintPlan {
  /// Whether both judge by the same rules and options.
  fileprivate func judges(like other: LintPlan) -> Bool {
    readsFields(like: other) && LintPlan.areSame(texts, other.texts)
      && layout.supplementalConfig == other.layout.supplementalConfig
      && layout.supplementalPlugins == other.layout.supplementalPlugins
      && layout.isOfRepository == other.layout.isOfRepository
      && layout.inRepo == other.layout.inRepo
  }

  /// Whether both read files with the same field tables.
  fileprivate func readsFields(like other: LintPlan) -> Bool {
    settings.version == other.settings.version && settings.kubernetes == other.settings.kubernetes
  }

  /// What rules and options come from.
  private var texts: [SourceFile] { [settings.file?.file].compactMap(\.self) + policies.files }

  private static func areSame(_ left: [SourceFile], _ right: [SourceFile]) -> Bool {
    left.count == right.count
      && zip(left, right).allSatisfy { $0.path == $1.path && $0.bytes.elementsEqual($1.bytes) }
  }
}
