import Logging
import Synchronization
import TestSupport
import Updater

/// A reconciler, the components that load what it applies, and the journal between them.
struct LoadBed {
  let bed: TestBed
  let journal: Journal
  let metrics = Metrics()
  let reconciler: Reconciler
  let watch: LoadWatch
  let answers: Answers
  let gitHub = GitHubDouble()

  /// What components say, by name.
  final class Answers: Sendable {
    private let values = Mutex<[String: ComponentAnswer]>([:])

    subscript(name: String) -> ComponentAnswer {
      get { values.withLock { $0[name] ?? .failed("it can't be reached") } }
      set { values.withLock { $0[name] = newValue } }
    }
  }

  static let deck = """
    components:
    - name: deck
      url: http://deck.prow/config
      configMap: default/default/config
      loads: [default/default/job-*]

    """

  init(
    _ rollout: String = LoadBed.deck,
    settings: ReconcileSettings = ReconcileSettings(),
    logger: Logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() },
    takenBack: @escaping @Sendable ([String]) async throws -> String? = { _ in nil }
  ) async throws {
    let bed = try await TestBed()
    self.bed = bed
    try bed.state.write(rollout, to: "rollout.yaml")
    var settings = settings
    settings.rollout = try RolloutFile.load(bed.state.path + "/rollout.yaml")
    let (journal, answers) = (try bed.journal(), Answers())
    (self.journal, self.answers) = (journal, answers)
    reconciler = try bed.reconciler(
      journal,
      metrics: metrics,
      settings: settings,
      logger: logger,
      takenBack: takenBack
    )
    watch = LoadWatch(
      source: try bed.remote.source(),
      components: settings.rollout.components,
      ask: { answers[$0.name] },
      journal: journal,
      metrics: metrics,
      timekeeper: bed.time.timekeeper,
      logger: logger
    )
  }

  /// Lets time go by in which components are asked.
  func advance(_ seconds: Int) async {
    for _ in 0..<(seconds / 60) {
      bed.time.advance(.seconds(60))
      await watch.check()
      _ = await reconciler.pass(.timer)
    }
    bed.time.advance(.seconds(seconds % 60))
    await watch.check()
  }

  /// Merges a job as a pull request.
  @discardableResult
  func merge(_ number: Int, job: String) throws -> String {
    try merge(number, RemoteRepository.job(job), to: "config/jobs/\(job).yaml")
  }

  @discardableResult
  func merge(_ number: Int, _ text: String, to path: String) throws -> String {
    let head = try bed.remote.commit(text, to: path)
    gitHub.merge(number, as: head)
    return head
  }

  /// Sends what is due, and says what the comments of a pull request say.
  func comments(on number: Int) async throws -> [String] {
    try await bed.sender(journal, gitHub).sendDue()
    return gitHub.comments(on: number).map(\.body)
  }

  /// How often comments of a pull request were written or changed.
  var writes: Int {
    gitHub.log.count { $0.method != "GET" && $0.path.contains("/comments") }
  }

  func component(_ name: String = "deck") async throws -> ComponentRecord? {
    try await journal.components().first { $0.name == name }
  }
}
