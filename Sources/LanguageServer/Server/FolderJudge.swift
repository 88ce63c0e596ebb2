internal import Analysis
internal import Reporting

/// Judges one folder while files in it change, one version after the other.
///
/// Changes that come while a version is judged are judged together afterwards.
actor FolderJudge {
  /// What was found out, for those who show it.
  enum Event: Sendable {
    /// Another version; `nil` if no installation is there.
    case judged(LintSession?)
    /// The folder can't be judged, in words; what was found before stands.
    case failed(String)
    case started
    /// Nothing is left to do for the moment.
    case quiet(Version)
  }

  /// What was judged, and what many questions about it have in common.
  struct Version: Sendable {
    let session: LintSession
    let answers: SharedAnswers

    fileprivate init(_ session: LintSession) {
      self.session = session
      answers = SharedAnswers(session.result.configuration)
    }
  }

  private let origin: LintSession.Origin
  private let idleDelay: Duration
  private let tell: @Sendable (Event) async -> Void
  private var version: Version?
  private var session: LintSession? {
    get { version?.session }
    set { version = newValue.map(Version.init) }
  }
  private var changes: Set<String> = []
  /// Changes that nobody has judged, since a file could not be read.
  private var unjudged: Set<String> = []
  private var isReloadDue = true
  private var isSettleDue = false
  private var isJudging = false
  private var worker: Task<Void, Never>?
  /// Goes on while nothing is typed.
  private var pause: Task<Void, any Error>?
  /// Whether somebody waits until all is done.
  private var isHurried = false
  /// Those who wait for a version with all changes so far.
  private var waiting: [CheckedContinuation<Void, Never>] = []

  /// `idleDelay`: How long nothing is typed before the disk is looked at.
  init(
    _ origin: LintSession.Origin,
    idleDelay: Duration,
    tell: @escaping @Sendable (Event) async -> Void
  ) {
    (self.origin, self.idleDelay, self.tell) = (origin, idleDelay, tell)
  }

  /// Takes note of files that have other bytes now.
  func change(_ paths: Set<String>) {
    changes.formUnion(paths)
    changes.formUnion(unjudged)
    unjudged = []
    // What is typed does not wait for a quiet moment.
    pause?.cancel()
    start()
  }

  /// Takes note that the disk may be another one: settings, policies, files.
  func reload() {
    isReloadDue = true
    start()
  }

  func start() {
    if worker == nil { worker = Task { await work() } }
  }

  func stop() {
    worker?.cancel()
    pause?.cancel()
    resumeWaiting()
  }

  /// The version with all changes so far, or what there is of it.
  func current() async -> Version? {
    if worker != nil, session == nil || !changes.isEmpty || isJudging {
      await withCheckedContinuation { waiting.append($0) }
    }
    return version
  }

  /// Waits until nothing is left to do, and lets nothing wait for a quiet moment.
  func idle() async {
    isHurried = true
    defer { isHurried = false }
    while let worker {
      pause?.cancel()
      await worker.value
    }
  }

  private func work() async {
    if session == nil { await tell(.started) }
    var hasToldQuiet = false
    while !Task.isCancelled {
      if session != nil, !changes.isEmpty {
        hasToldQuiet = false
        await judgeChanges()
        if changes.isEmpty { resumeWaiting() }
      } else if isReloadDue || isSettleDue {
        hasToldQuiet = false
        if session != nil {
          resumeWaiting()
          await waitForQuiet()
          if !changes.isEmpty { continue }
        }
        if isReloadDue { await judgeAll() } else { await settle() }
      } else if let version, !hasToldQuiet {
        // While it is told, somebody may type.
        hasToldQuiet = true
        resumeWaiting()
        await tell(.quiet(version))
      } else {
        break
      }
    }
    worker = nil
    resumeWaiting()
  }

  /// Waits for a while, or until something changes.
  private func waitForQuiet() async {
    if isHurried { return }
    let pause = Task { [idleDelay] in try await Task.sleep(for: idleDelay) }
    self.pause = pause
    _ = await pause.result
    self.pause = nil
  }

  private func resumeWaiting() {
    for one in waiting { one.resume() }
    waiting = []
  }

  private func judgeChanges() async {
    guard let session else { return }
    let paths = changes
    changes = []
    isJudging = true
    defer { isJudging = false }
    do {
      let (next, needsReload) = try await session.replacing(paths)
      self.session = next
      isReloadDue = isReloadDue || needsReload
      isSettleDue = true
      await tell(.judged(next))
    } catch {
      // A file may be gone.
      isReloadDue = true
      unjudged = paths
    }
  }

  private func judgeAll() async {
    isReloadDue = false
    isSettleDue = false
    unjudged.formUnion(changes)
    changes = []
    isJudging = true
    defer { isJudging = false }
    do {
      if let former = session {
        session = try await former.reloaded()
      } else {
        session = try await LintSession.open(origin)
      }
      unjudged = []
      await tell(.judged(session))
    } catch {
      await tell(.failed("\(error)"))
    }
  }

  private func settle() async {
    isSettleDue = false
    guard let session else { return }
    do {
      let next = try await session.settled()
      // What was changed meanwhile is judged by the version before, and settled later.
      if !changes.isEmpty {
        isSettleDue = true
        return
      }
      self.session = next
      await tell(.judged(next))
    } catch {
      await tell(.failed("\(error)"))
    }
  }
}
