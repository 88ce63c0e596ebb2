import ClusterDouble
import Glibc
import Synchronization
import TestSupport
import Testing
import Updater

/// A bot that is killed at one moment after another, while pull requests are merged.
final class KillRun {
  let bed: TestBed
  let gitHub = GitHubDouble()
  private let server: Task<Void, any Error>
  private let port: Int
  private var random: SeededRandom
  private(set) var merges: [Merge] = []
  /// Files that were there before the first kill: what comes and goes unseen is not told.
  private var old = (0..<40).map { "old-\($0)" }
  private var new: [String] = []
  private(set) var kills = 0

  /// A pull request that was merged.
  struct Merge {
    var number: Int
    var commit: String
    /// The key of `job-config` that it changes; `nil` if it changes no ConfigMap.
    var key: String?
  }

  /// When the process is killed.
  enum Aim: CaseIterable {
    case atARead, beforeAWrite, afterAWrite, afterItsAnswer, atASave, atAStatus, afterAStatus
    case atTheSearchForPulls, atAComment, afterAComment
  }

  init(seed: UInt64) async throws {
    random = SeededRandom(seed: seed)
    bed = try await TestBed()
    let (ports, found) = AsyncStream.makeStream(of: Int.self)
    server = Task { [gitHub] in try await gitHub.serve { found.yield($0) } }
    var iterator = ports.makeAsyncIterator()
    port = await iterator.next() ?? 0
    try bed.state.write("token-1", to: "token")
    for name in old {
      try bed.remote.folder.write(RemoteRepository.job(name), to: "config/jobs/\(name).yaml")
    }
    try bed.remote.folder.commit("old")
    let first = try process("log-first")
    let head = try bed.remote.head
    while await bed.text("VERSION", of: "job-config") != head || gitHub.statuses(of: head).isEmpty {
      try await Task.sleep(for: .milliseconds(20))
    }
    first.stop()
  }

  func close() async {
    server.cancel()
    await bed.close()
  }

  // MARK: Kills

  /// Merges something, starts the bot, and kills it at a moment.
  func kill(_ aim: Aim) async throws {
    // Without something to write and to tell, there is nothing to aim at.
    repeat { try merge() } while merges.last?.key == nil
    if Int.random(in: 0..<4, using: &random) == 0 { try merge() }
    let target = Target()
    plan(aim, target)
    target.start(try process("log-\(kills)"))
    await target.wait()
    kills += 1
    bed.cluster.clearFaults()
    gitHub.clearFaults()
  }

  /// Lets the process die when what is aimed at happens.
  private func plan(_ aim: Aim, _ target: Target) {
    let isWrite = { @Sendable (request: DoubleRequest) in
      request.isWrite && request.path.contains("/configmaps/")
    }
    let microseconds = UInt32.random(in: 0...12_000, using: &random)
    let saves = Int.random(in: 1...6, using: &random)
    let log = bed.state.path + "/state/journal.sqlite-wal"
    switch aim {
    case .atARead: bed.cluster.inject(.first { target.kill() })
    case .beforeAWrite: bed.cluster.inject(.first { target.kill() }, when: isWrite)
    case .afterAWrite: bed.cluster.inject(.then { target.kill() }, when: isWrite)
    case .afterItsAnswer:
      let work = Fault.answered {
        usleep(microseconds)
        target.kill()
      }
      bed.cluster.inject(work, when: isWrite)
    case .atASave:
      bed.cluster.inject(.answered { target.kill(atChange: saves, of: log) }, when: isWrite)
    case .atAStatus, .afterAStatus:
      gitHub.inject(.meanwhile(isDone: aim == .afterAStatus) { target.kill() }) {
        $0.method == "POST" && $0.path.contains("/statuses/")
      }
    case .atTheSearchForPulls:
      gitHub.inject(.meanwhile(isDone: true) { target.kill() }) { $0.path.contains("/pulls?") }
    case .atAComment, .afterAComment:
      gitHub.inject(.meanwhile(isDone: aim == .afterAComment) { target.kill() }) {
        $0.method != "GET" && $0.path.contains("/comments")
      }
    }
  }

  private func process(_ log: String) throws -> ServeProcess {
    let folder = bed.state.path
    return try ServeProcess(
      [
        "--repo", "acme/rocket", "--remote", bed.remote.url, "--listen", "127.0.0.1:0",
        "--state", "\(folder)/state", "--kubeconfig", "\(folder)/kubeconfig",
        "--webhook-secret-env", "HOOK_SECRET", "--head-interval", "1",
        "--github-token-file", "\(folder)/token", "--github-api", "http://127.0.0.1:\(port)",
      ],
      log: "\(folder)/\(log)",
      environment: ["HOOK_SECRET": HookTesting.secret]
    )
  }

  /// Adds, changes or removes a file, or changes one that goes to no ConfigMap.
  private func merge() throws {
    let number = merges.count + 1
    var key: String?
    switch Int.random(in: 0..<10, using: &random) {
    case 0: try bed.remote.commit("\(number)", to: "README.md")
    case 1...2 where !old.isEmpty:
      let name = old.remove(at: Int.random(in: 0..<old.count, using: &random))
      try bed.remote.remove("config/jobs/\(name).yaml")
      key = "\(name).yaml"
    case 3...5 where !(old + new).isEmpty:
      let name = (old + new)[Int.random(in: 0..<(old + new).count, using: &random)]
      let job = RemoteRepository.job(name, image: "image:\(number)")
      try bed.remote.commit(job, to: "config/jobs/\(name).yaml")
      key = "\(name).yaml"
    default:
      new.append("job-\(number)")
      try bed.remote.commit(
        RemoteRepository.job("job-\(number)"),
        to: "config/jobs/job-\(number).yaml"
      )
      key = "job-\(number).yaml"
    }
    let commit = try bed.remote.head
    gitHub.merge(number, as: commit)
    merges.append(Merge(number: number, commit: commit, key: key))
  }

  // MARK: The end

  /// Lets a bot do what is left to be done.
  func finish() async throws {
    // The last one changes something, so that the head has a status.
    repeat { try merge() } while merges.last?.key == nil
    let last = try process("log-last")
    // The time limit of the test ends it if this never comes.
    while !isTold { try await Task.sleep(for: .milliseconds(20)) }
    #expect(last.stop() == 0)
  }

  private var isTold: Bool {
    merges.filter { $0.key != nil }.allSatisfy { merge in
      gitHub.statuses(of: merge.commit).last?.hasPrefix("success ") ?? false
        && !gitHub.comments(on: merge.number).isEmpty
    }
  }
}

/// A process that is to be killed once.
private final class Target: Sendable {
  private let process = Mutex<ServeProcess?>(nil)
  private let dead = AsyncStream.makeStream(of: Void.self)

  func start(_ process: ServeProcess) { self.process.withLock { $0 = process } }

  func kill() {
    let process = process.withLock { process in
      defer { process = nil }
      return process
    }
    guard let process else { return }
    process.kill()
    dead.continuation.finish()
  }

  func wait() async { for await _ in dead.stream {} }

  /// Kills it when a file was written so often, or after a second without.
  func kill(atChange count: Int, of file: String) {
    var (left, last) = (count, FileStamp(file))
    for _ in 0..<10_000 where left > 0 {
      usleep(100)
      let stamp = FileStamp(file)
      if stamp != last { left -= 1 }
      last = stamp
    }
    kill()
  }
}
