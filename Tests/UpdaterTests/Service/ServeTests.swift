import AsyncHTTPClient
import Cluster
import ClusterDouble
import Foundation
import NIOCore
import NIOHTTP1
import TestSupport
import Testing
import Updater

/// The real program against git itself, a cluster and GitHub's API over HTTP.
@Suite("plimsoll-updater serve", .timeLimit(.minutes(15)))
struct ServeTests {
  /// A running bot and all that it talks to.
  private struct Running {
    let bed: TestBed
    let gitHub: GitHubDouble
    let process: ServeProcess
    let base: String
  }

  private func withBot(
    _ options: [String] = [],
    prepare: (TestBed) throws -> Void = { _ in },
    _ body: (Running) async throws -> Void
  ) async throws {
    let bed = try await TestBed()
    try prepare(bed)
    let gitHub = GitHubDouble()
    let (ports, found) = AsyncStream.makeStream(of: Int.self)
    let server = Task { try await gitHub.serve { found.yield($0) } }
    var iterator = ports.makeAsyncIterator()
    let port = try #require(await iterator.next())
    try bed.state.write(HookTesting.secret, to: "secret")
    try bed.state.write("token-1", to: "token")
    let folder = bed.state.path
    let process = try ServeProcess(
      [
        "--repo", "acme/rocket", "--remote", bed.remote.url, "--state", "\(folder)/state",
        "--listen", "127.0.0.1:0", "--kubeconfig", "\(folder)/kubeconfig",
        "--webhook-secret-file", "\(folder)/secret", "--github-token-file", "\(folder)/token",
        "--github-api", "http://127.0.0.1:\(port)",
      ] + options,
      log: "\(folder)/log"
    )
    do {
      let base = "http://127.0.0.1:\(try await process.port())"
      try await body(Running(bed: bed, gitHub: gitHub, process: process, base: base))
    } catch {
      process.kill()
      server.cancel()
      throw error
    }
    #expect(process.stop() == 0, "ends by itself when asked to")
    server.cancel()
    await bed.close()
  }

  private func get(_ url: String) async throws -> (status: Int, text: String) {
    let response = try await HTTPClient.shared.execute(
      HTTPClientRequest(url: url),
      timeout: .minutes(5)
    )
    let body = try await response.body.collect(upTo: 1 << 22)
    return (Int(response.status.code), String(buffer: body))
  }

  private func post(_ base: String, _ hook: HookHandler.Request) async throws -> Int {
    var request = HTTPClientRequest(url: base + "/hook")
    request.method = .POST
    for (name, value) in [
      ("Content-Type", hook.contentType), ("X-GitHub-Event", hook.event),
      ("X-GitHub-Delivery", hook.delivery), ("X-Hub-Signature-256", hook.signature),
    ] {
      if let value { request.headers.add(name: name, value: value) }
    }
    request.body = .bytes(ByteBuffer(bytes: hook.body))
    let response = try await HTTPClient.shared.execute(request, timeout: .minutes(5))
    _ = try await response.body.collect(upTo: 1 << 20)
    return Int(response.status.code)
  }

  @Test
  func aMergeGoesToTheClusterAndAReportToThePullRequest() async throws {
    try await withBot { (running: Running) async throws in
      try await Waiting.until("ready") { try await get(running.base + "/readyz").status == 200 }
      let head = try running.bed.remote.commit(
        RemoteRepository.job("second"),
        to: "config/jobs/second.yaml"
      )
      running.gitHub.merge(7, as: head)
      let hook = HookTesting.request(HookTesting.push(head))
      #expect(try await post(running.base, hook) == 200)
      #expect(try await post(running.base, hook) == 200, "sent again")
      try await Waiting.until("a comment") { !running.gitHub.comments(on: 7).isEmpty }
      #expect(
        running.gitHub.comments(on: 7).map(\.body) == [
          """
          <!-- plimsoll-updater: acme/rocket@main -->
          <!-- commit \(head) -->
          Updated the `job-config` configmap in namespace `default` at cluster `default` using the \
          following files:

           - key `second.yaml` using file `config/jobs/second.yaml`

          <sub>\(head)</sub>

          """
        ]
      )
      try await Waiting.until("a status") { !running.gitHub.statuses(of: head).isEmpty }
      #expect(running.gitHub.statuses(of: head) == ["success 1 of 3 ConfigMaps written"])

      let page = try await get(running.base + "/")
      #expect(page.status == 200)
      #expect(page.text.contains("<th role=\"rowheader\" scope=\"row\">job-config<small>"))
      #expect(page.text.contains("<li>added <code>second.yaml</code></li>"))
      #expect(!page.text.contains("name: second"), "nobody has asked for content")
      #expect(!page.text.contains("<script") && !page.text.contains("http-equiv"))
      let reloading = try await get(running.base + "/?reload").text
      #expect(reloading.contains("<meta http-equiv=\"refresh\" content=\"30\">"))
      let metrics = try await get(running.base + "/metrics").text
      #expect(
        metrics.contains(
          "plimsoll_head_not_applied{repo=\"acme/rocket\",branch=\"main\"} 0\n"
        )
      )
      #expect(metrics.contains("plimsoll_webhooks_total{outcome=\"hint\"} 2\n"))
      #expect(metrics.contains("plimsoll_leader 1\n"))
      let log = try Project.text(at: running.process.log)
      #expect(!log.contains("token-1") && !log.contains(HookTesting.secret))
    }
  }

  @Test
  func contentIsShownToThoseWhoAskForIt() async throws {
    try await withBot(["--show-content"]) { (running: Running) async throws in
      try await Waiting.until("ready") { try await get(running.base + "/readyz").status == 200 }
      #expect(try await get(running.base + "/").text.contains("+- name: first"))
    }
  }

  // MARK: Numbers

  @Test
  func allNumbersOfAlertsAreThereFromTheStart() async throws {
    let names = try Project.text("deploy/alerts.yaml").matches(of: #/plimsoll_[a-z_]+/#)
      .map { String($0.output) }
    let rollout = try TemporaryFolder()
    try rollout.write(
      LoadBed.canary.replacing("http://deck.prow/config", with: "http://127.0.0.1:1/config"),
      to: "rollout.yaml"
    )
    try await withBot(["--rollout", rollout.path + "/rollout.yaml"]) {
      (running: Running) async throws in
      try await Waiting.until("ready") { try await get(running.base + "/readyz").status == 200 }
      for name in Set(names) {
        try await Waiting.until(name) {
          let metrics = try await get(running.base + "/metrics").text
          return metrics.contains("\n\(name){") || metrics.contains("\n\(name) ")
        }
      }
    }
  }

  /// Reports are looked for every second, the journal is trimmed once an hour.
  @Test(arguments: [("deliveries", 1), ("outbox", 3)])
  func aJournalThatFailsIsCounted(_ table: String, _ count: Int) async throws {
    let prepare = { (bed: TestBed) in
      try bed.state.shell("mkdir '\(bed.state.path)/state'")
      try Journal(folder: bed.state.path + "/state") { _ in }.close()
      try bed.state.shell(
        "python3 -c \"import sqlite3; c = sqlite3.connect('\(bed.state.path)/state/journal.sqlite'); "
          + "c.execute('drop table \(table)')\""
      )
    }
    try await withBot(prepare: prepare) { (running: Running) async throws in
      let start = "plimsoll_errors_total{where=\"journal\",cause=\"journal\"} "
      try await Waiting.until("counted") {
        let lines = try await get(running.base + "/metrics").text.split(separator: "\n")
        let number = lines.first { $0.hasPrefix(start) }?.dropFirst(start.count)
        return number.flatMap { Int($0) }.map { $0 >= count } ?? false
      }
      let log = try Project.text(at: running.process.log)
      #expect(log.contains("\"journal failed\"") && log.contains("no such table: \(table)"))
    }
  }

  // MARK: Open pull requests

  @Test
  func eachOpenPullRequestGetsOneComment() async throws {
    try await withBot(["--review-pulls"]) { (running: Running) async throws in
      let (remote, gitHub) = (running.bed.remote, running.gitHub)
      let base = try remote.head
      func push(_ number: Int, _ name: String) throws {
        let head = try remote.pull(number) {
          try $0.write(RemoteRepository.job(name), to: "config/jobs/\(name).yaml")
        }
        gitHub.open(number, at: head, from: base)
      }
      try push(7, "second")
      try push(8, "other")
      let hook = HookTesting.request(HookTesting.open("opened"), event: "pull_request")
      #expect(try await post(running.base, hook) == 200)
      try await Waiting.until("comments on both") {
        gitHub.comments(on: 7).count == 1 && gitHub.comments(on: 8).count == 1
      }
      #expect(gitHub.comments(on: 7)[0].body.contains("- `second` is new: runs `every 1h`\n"))
      #expect(gitHub.comments(on: 8)[0].body.contains("- `other` is new: runs `every 1h`\n"))

      try push(7, "third")
      let pushed = HookTesting.request(HookTesting.open("synchronize"), event: "pull_request")
      #expect(try await post(running.base, pushed) == 200)
      try await Waiting.until("the comment is changed") {
        gitHub.comments(on: 7)[0].body.contains("`third` is new")
      }
      #expect(gitHub.comments(on: 7).count == 1)
      let metrics = try await get(running.base + "/metrics").text
      #expect(metrics.contains("plimsoll_webhooks_total{outcome=\"review\"} 2\n"))
      let reviews =
        "plimsoll_reviews_total{repo=\"acme/rocket\",branch=\"main\",outcome=\"written\"}"
      // It counts a comment once GitHub has answered, which is after the comment is there.
      try await Waiting.until("three comments are counted") {
        try await get(running.base + "/metrics").text.contains("\(reviews) 3\n")
      }
    }
  }

  @Test
  func withoutTheFlagNoPullRequestIsLookedAt() async throws {
    try await withBot(["--head-interval", "1"]) { (running: Running) async throws in
      try await Waiting.until("ready") { try await get(running.base + "/readyz").status == 200 }
      running.gitHub.open(7, at: try running.bed.remote.head, from: try running.bed.remote.head)
      let hook = HookTesting.request(HookTesting.open("opened"), event: "pull_request")
      #expect(try await post(running.base, hook) == 200)
      // A look at the branch that was begun after it.
      let head = try running.bed.remote.commit(RemoteRepository.job("x"), to: "config/jobs/x.yaml")
      try await Waiting.until("the next head") {
        await running.bed.text("VERSION", of: "job-config") == head
      }
      #expect(!running.gitHub.log.contains { $0.path.contains("/rocket/pulls?") })
    }
  }

  @Test(arguments: [
    (["--once"], "--review-pulls has no use with --once"),
    (["--webhook-secret-env", "X"], "--review-pulls needs --github-token-file"),
  ])
  func reviewsNeedAServerAndCredentials(_ options: [String], _ words: String) async throws {
    let arguments = ["serve", "--repo", "acme/rocket", "--review-pulls"] + options
    let outcome = try await UpdaterProgram.run(arguments, in: try TemporaryFolder())
    #expect(outcome.status == 2)
    #expect(outcome.errors.contains(words), "\(outcome.errors)")
  }

  @Test
  func otherRequestsAreAnsweredAsTheyShould() async throws {
    try await withBot { (running: Running) async throws in
      #expect(try await get(running.base + "/healthz").status == 200)
      #expect(try await get(running.base + "/nowhere").status == 404)
      #expect(try await get(running.base + "/hook").status == 405)
      var unsigned = HookTesting.request(HookTesting.push())
      unsigned.signature = nil
      #expect(try await post(running.base, unsigned) == 403)
      var huge = HookTesting.request("")
      huge.body = [UInt8](repeating: 0x20, count: HookHandler.mostBytes + 1)
      #expect(try await post(running.base, huge) == 413)
      #expect(try await post(running.base, HookTesting.request("{")) == 400)
    }
  }

  @Test
  func malformedWebhooksFillNoMemory() async throws {
    try await withBot { (running: Running) async throws in
      var random = SeededRandom(seed: Seed.value(default: 6))
      for index in 0..<200 {
        let hook = MalformedHook.make(index, &random)
        // A client sends neither of these.
        guard hook.method == "POST", hook.delivery?.contains("\n") != true else { continue }
        let status = try await post(running.base, hook)
        #expect([400, 403, 413].contains(status), "number \(index)")
      }
      #expect(try await get(running.base + "/healthz").status == 200)
      let status = try Project.text(at: "/proc/\(running.process.process)/status")
      let most = status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") }
      let kilobytes = most?.split(separator: " ").compactMap { Int($0) }.first
      #expect(try #require(kilobytes) < 300_000)
    }
  }

  @Test(arguments: [
    ("http://github.acme.org/api/v3", false), ("http://127.0.0.1.acme.org", false),
    ("http://localhost:3000", true), ("http://[::1]/api", true),
  ])
  func noTokenIsSentInTheClear(_ api: String, _ isTaken: Bool) async throws {
    let folder = try TemporaryFolder()
    let arguments = ["serve", "--once", "--repo", "acme/rocket", "--remote", "file:///nowhere"]
    let outcome = try await UpdaterProgram.run(
      arguments + ["--github-api", api, "--state", folder.path],
      in: folder
    )
    #expect(outcome.status == 2)
    let words = "--github-api \(api) would get the token in the clear; use https://"
    #expect(outcome.errors.contains(words) != isTaken, "\(outcome.errors)")
  }

  @Test
  func onceEndsWhenAllIsDone() async throws {
    let bed = try await TestBed()
    let folder = bed.state.path
    let arguments = [
      "serve", "--once", "--repo", "acme/rocket", "--remote", bed.remote.url,
      "--state", "\(folder)/state", "--kubeconfig", "\(folder)/kubeconfig",
    ]
    let first = try await UpdaterProgram.run(arguments, in: bed.state)
    #expect(first.status == 0, "\(first.errors)")
    #expect(first.output == "applied: 3 of 3 ConfigMaps written\n")
    let second = try await UpdaterProgram.run(arguments, in: bed.state)
    #expect(second.output == "unchanged: all 3 ConfigMaps are as they should be\n")
    try bed.remote.commit("presubmits: [", to: "config/jobs/broken.yaml")
    let third = try await UpdaterProgram.run(arguments, in: bed.state)
    #expect(third.status == 1)
    #expect(third.output.hasPrefix("refused: config/jobs/broken.yaml:1: "))
    try bed.remote.folder.shell("rm -rf '\(bed.remote.folder.path)/.git'")
    let fourth = try await UpdaterProgram.run(arguments, in: bed.state)
    #expect(fourth.status == 2)
    #expect(fourth.output.hasPrefix("failed: acme/rocket@main: git ls-remote: "))
    await bed.close()
  }

  @Test
  func onceWaitsUntilARewriteIsCertain() async throws {
    let bed = try await TestBed()
    let folder = bed.state.path
    func run(_ state: String) async throws -> (status: Int32, output: String) {
      let outcome = try await UpdaterProgram.run(
        [
          "serve", "--once", "--repo", "acme/rocket", "--remote", bed.remote.url,
          "--state", "\(folder)/\(state)", "--kubeconfig", "\(folder)/kubeconfig",
          "--rewrite-patience", "1",
        ],
        in: bed.state
      )
      return (outcome.status, outcome.output)
    }
    let first = try bed.remote.head
    try bed.remote.commit(RemoteRepository.job("b"), to: "config/jobs/b.yaml")
    #expect(try await run("one").status == 0)
    try bed.remote.reset(to: first)
    // Only the ConfigMaps tell it that there was another head.
    let outcome = try await run("two")
    #expect(outcome.status == 0, "\(outcome.output)")
    #expect(outcome.output.hasPrefix("applied: "))
    #expect(await bed.text("VERSION", of: "job-config") == first)
    await bed.close()
  }
}
