import Cluster
import Logging
import Synchronization
import TestSupport
import Testing
import Updater

@Suite("Reviews of open pull requests")
struct ReviewLoopTests {
  private let remote: RemoteRepository
  private let folder: TemporaryFolder
  private let gitHub = GitHubDouble()
  private let metrics = Metrics()
  private let labels = ["repo", "acme/rocket", "branch", "main"]

  init() throws {
    remote = try RemoteRepository()
    folder = try TemporaryFolder()
    try folder.write("token-1\n", to: "token")
  }

  private func loop(
    mayWork: @escaping @Sendable () -> Bool = { true }
  ) throws -> ReviewLoop {
    let (source, time) = (try remote.source(), ManualTime())
    let client = GitHubClient(
      transport: gitHub,
      credential: .token(.file(folder.path + "/token")),
      timekeeper: time.timekeeper
    )
    let reviewer = PullReviewer(
      source: source,
      clone: folder.path + "/clone",
      program: ReviewProgram(executable: try UpdaterProgram.executable()),
      settings: ServeSettings(sources: [source], stateFolder: folder.path),
      gitHub: nil
    )
    return ReviewLoop(
      source: source,
      gitHub: client,
      reviewer: reviewer,
      interval: .seconds(60),
      mayWork: mayWork,
      metrics: metrics,
      timekeeper: time.timekeeper,
      logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
    )
  }

  private func push(_ number: Int, _ path: String, _ text: String) throws {
    let head = try remote.pull(number) { try $0.write(text, to: path) }
    gitHub.open(number, at: head, from: try remote.head)
  }

  private func count(_ outcome: String) -> Double? {
    metrics.value(.reviews, labels + ["outcome", outcome])
  }

  @Test
  func eachHeadIsReviewedOnce() async throws {
    try push(7, "config/jobs/second.yaml", RemoteRepository.job("second"))
    try push(8, "README.md", "hello")
    let loop = try loop()
    var memory = ReviewMemory()
    await loop.pass(&memory)
    #expect(gitHub.comments(on: 7).count == 1)
    #expect(gitHub.comments(on: 8).isEmpty, "there is nothing to say")
    #expect(count("written") == 1)
    #expect(count("same") == 1)

    let requests = gitHub.log.count
    await loop.pass(&memory)
    #expect(gitHub.log.count == requests + 1, "only the list")

    // A process that starts anew has nothing to write.
    var empty = ReviewMemory()
    await loop.pass(&empty)
    #expect(!gitHub.log.contains { $0.method == "PATCH" })
    #expect(count("written") == 1)

    try push(7, "config/jobs/second.yaml", RemoteRepository.job("first"))
    try remote.folder.shell("git -C '\(remote.folder.path)' update-ref -d refs/pull/8/head")
    gitHub.close(8)
    await loop.pass(&memory)
    #expect(gitHub.comments(on: 7).count == 1)
    #expect(gitHub.comments(on: 7)[0].body.contains("⛔ Prow would refuse this"))
    #expect(count("error") == nil)
  }

  @Test
  func whatChangesNothingAnyMoreSaysSo() async throws {
    try push(7, "config/jobs/second.yaml", RemoteRepository.job("second"))
    let loop = try loop()
    var memory = ReviewMemory()
    await loop.pass(&memory)
    let head = try remote.pull(7) { try $0.shell("rm '\($0.path)/config/jobs/second.yaml'") }
    gitHub.open(7, at: head, from: try remote.head)
    await loop.pass(&memory)
    #expect(gitHub.comments(on: 7).count == 1)
    #expect(
      gitHub.comments(on: 7)[0].body.hasPrefix("<!-- plimsoll review -->\n### ✅ loads: 1 job\n")
    )
  }

  @Test
  func oneThatFailsIsTriedThreeTimesAndStopsNoOther() async throws {
    let head = try remote.head
    gitHub.open(6, at: head, from: head)
    try push(7, "config/jobs/second.yaml", RemoteRepository.job("second"))
    let loop = try loop()
    var memory = ReviewMemory()
    for _ in 1...5 { await loop.pass(&memory) }
    #expect(gitHub.comments(on: 7).count == 1)
    #expect(count("error") == 3)
    #expect(metrics.value(.errors, labels + ["where", "review", "cause", "git"]) == 3)
  }

  @Test
  func aLockedConversationStopsNoOther() async throws {
    try push(7, "config/jobs/second.yaml", RemoteRepository.job("second"))
    try push(8, "config/jobs/third.yaml", RemoteRepository.job("third"))
    gitHub.inject(.status(403, message: "Unable to create comment because issue is locked.")) {
      $0.method == "POST"
    }
    let loop = try loop()
    var memory = ReviewMemory()
    await loop.pass(&memory)
    #expect(gitHub.comments(on: 7).isEmpty)
    #expect(gitHub.comments(on: 8).count == 1)
    #expect(count("error") == 1)
  }

  @Test
  func aRateLimitEndsThePassAndNothingIsForgotten() async throws {
    try push(7, "config/jobs/second.yaml", RemoteRepository.job("second"))
    let loop = try loop()
    var memory = ReviewMemory()
    for path in ["/pulls", "/comments"] {
      gitHub.inject(.status(429, headers: ["retry-after": "3600"])) { $0.path.contains(path) }
      await loop.pass(&memory)
      #expect(gitHub.comments(on: 7).isEmpty)
    }
    #expect(metrics.value(.errors, labels + ["where", "review", "cause", "rate-limited"]) == 2)
    await loop.pass(&memory)
    #expect(gitHub.comments(on: 7).count == 1)
  }

  @Test
  func whoMayNotWriteWritesNothing() async throws {
    try push(7, "config/jobs/second.yaml", RemoteRepository.job("second"))
    // The lead is lost while the pull request is read.
    let questions = Mutex(0)
    let loop = try loop {
      questions.withLock {
        $0 += 1
        return $0 == 1
      }
    }
    var memory = ReviewMemory()
    await loop.pass(&memory)
    #expect(gitHub.comments(on: 7).isEmpty)
    #expect(questions.withLock { $0 } == 2)
  }
}
