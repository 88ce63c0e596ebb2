import Cluster
import ClusterDouble
import TestSupport
import Testing

@testable import Updater

extension ProvokedMessage {
  /// The messages of the table "What to do".
  static let ofService = heads + remotes + gitHub + folders

  /// What the log of a bot has last, without what differs from one run to the next.
  private static func logged(
    _ text: String,
    _ event: @escaping @Sendable (TestBed, KeptLog) async throws -> Void
  ) -> ProvokedMessage {
    ProvokedMessage(text) {
      let (bed, log) = (try await TestBed(), KeptLog())
      let result: Result<Void, any Error>
      do { result = .success(try await event(bed, log)) } catch { result = .failure(error) }
      let (state, remote) = (bed.state.path, bed.remote.folder.path)
      await bed.close()
      try result.get()
      let line = (log.lines.last ?? "").replacing(state, with: "DIR").replacing(remote, with: "DIR")
      // Which end of the connection is faster differs.
      return line.replacing(#/fatal: .*: not our ref/#, with: "fatal: … not our ref").replacing(
        #/\b[0-9a-f]{12}([0-9a-f]{28})?\b/#,
        with: "COMMIT"
      )
    }
  }

  /// What a pass says after a first one that went well.
  private static func ofPass(
    _ text: String,
    _ event: @escaping @Sendable (TestBed) throws -> Void
  ) -> ProvokedMessage {
    logged(text) { bed, log in
      let reconciler = try bed.reconciler(bed.journal(), logger: log.logger)
      _ = await reconciler.pass(.start)
      try event(bed)
      _ = await reconciler.pass(.timer)
    }
  }

  private static let heads = [
    ofPass(
      #"head refused: config/jobs/bad.yaml:3: interval "soon" is not a duration [invalid-interval]"#
    ) { bed in
      let bad = RemoteRepository.job("bad").replacing("1h", with: "soon")
      try bed.remote.commit(bad, to: "config/jobs/bad.yaml")
    },
    logged(
      "waiting: COMMIT was applied last, and the head COMMIT does not descend from it: the branch "
        + "was rewritten, or the remote shows an old state. If the remote still shows this head at "
        + "2027-01-15 08:00:30 UTC, or one that goes on from it, it is applied then"
    ) { bed, log in
      let reconciler = try bed.reconciler(bed.journal(), logger: log.logger)
      let first = try bed.remote.head
      try bed.remote.commit(RemoteRepository.job("b"), to: "config/jobs/b.yaml")
      _ = await reconciler.pass(.start)
      try bed.remote.reset(to: first)
      _ = await reconciler.pass(.timer)
    },
    logged(
      "waiting: the ConfigMap default/default/job-config holds COMMIT, and the head COMMIT does not "
        + "descend from it: the branch was rewritten, or the remote shows an old state. If the "
        + "remote still shows this head at 2027-01-15 08:00:30 UTC, or one that goes on from it, it "
        + "is applied then"
    ) { bed, log in
      let first = try bed.remote.head
      try bed.remote.commit(RemoteRepository.job("b"), to: "config/jobs/b.yaml")
      _ = await (try bed.reconciler(bed.journal())).pass(.start)
      try bed.remote.reset(to: first)
      let other = try TemporaryFolder()
      let journal = try Journal(folder: other.path) { _ in }
      _ = await (try bed.reconciler(journal, logger: log.logger)).pass(.start)
    },
  ]

  private static let remotes = [
    ofPass(
      "run failed: acme/rocket@main: git ls-remote: fatal: 'DIR' does not appear to be a git "
        + "repository"
    ) { bed in
      try bed.remote.folder.shell("rm -rf '\(bed.remote.folder.path)/.git'")
    },
    ofPass(
      "run failed: acme/rocket@main: git fetch: fatal: … not our ref COMMIT"
    ) { bed in
      let head = try bed.remote.commit("x", to: "x.yaml")
      let object = "\(head.prefix(2))/\(head.dropFirst(2))"
      try bed.remote.folder.shell("rm -f '\(bed.remote.folder.path)/.git/objects/\(object)'")
    },
    logged(
      "run failed: no token for git: no credentials for GitHub: can't read DIR/nothing"
    ) { bed, log in
      let client = GitHubClient(
        transport: GitHubDouble(),
        credential: .token(.file("\(bed.state.path)/nothing")),
        timekeeper: bed.time.timekeeper
      )
      let source = try bed.remote.source()
      let mirror = GitMirror(
        folder: bed.state.path + "/mirror",
        source: source,
        limit: .seconds(600),
        token: { try await client.token(for: source.repository, isRefused: $0) }
      )
      let reconciler = try bed.reconciler(bed.journal(), upstream: mirror, logger: log.logger)
      _ = await reconciler.pass(.start)
    },
  ]

  /// What the sender of reports is told when GitHub answers so.
  private static func answered(_ text: String, _ fault: GitHubDouble.Fault) -> ProvokedMessage {
    logged(text) { bed, log in
      let (journal, gitHub) = (try bed.journal(), GitHubDouble())
      _ = await (try bed.reconciler(journal)).pass(.start)
      gitHub.inject(fault) { $0.path.contains("/statuses/") }
      try await bed.sender(journal, gitHub) { log.add("\($0)") }.sendDue()
    }
  }

  private static let gitHub = [
    answered(
      "POST /repos/acme/rocket/statuses/COMMIT: GitHub answers 403 (Resource not accessible); check "
        + "the permissions of the token or App, and that the App is installed there",
      .status(403, message: "Resource not accessible")
    ),
    answered(
      "POST /repos/acme/rocket/statuses/COMMIT: GitHub answers 404 (Not Found); check the "
        + "permissions of the token or App, and that the App is installed there",
      .status(404, message: "Not Found")
    ),
    answered(
      "POST /repos/acme/rocket/statuses/COMMIT: GitHub's rate limit is used up until 2027-01-15 "
        + "09:00:00 UTC",
      .status(
        403,
        headers: ["x-ratelimit-remaining": "0", "x-ratelimit-reset": "1800003600"],
        message: "API rate limit exceeded"
      )
    ),
    logged("no review: file://DIR has no pull request 9; check --pull") { bed, log in
      let (gitHub, source) = (GitHubDouble(), try bed.remote.source())
      try bed.state.write("token-1\n", to: "token")
      gitHub.open(9, at: try bed.remote.head, from: try bed.remote.head)
      let loop = ReviewLoop(
        source: source,
        gitHub: GitHubClient(
          transport: gitHub,
          credential: .token(.file("\(bed.state.path)/token")),
          timekeeper: bed.time.timekeeper
        ),
        reviewer: PullReviewer(
          source: source,
          clone: "\(bed.state.path)/clone",
          program: ReviewProgram(executable: try UpdaterProgram.executable()),
          settings: ServeSettings(sources: [source], stateFolder: bed.state.path),
          gitHub: nil
        ),
        interval: .seconds(60),
        mayWork: { true },
        metrics: Metrics(),
        timekeeper: bed.time.timekeeper,
        logger: log.logger
      )
      var memory = ReviewMemory()
      await loop.pass(&memory)
    },
    ProvokedMessage(
      "X-Hub-Signature-256 is missing or wrong; check the webhook's secret"
    ) {
      var request = HookTesting.request(HookTesting.push())
      request.signature = nil
      return await (try HookTesting()).handler.answer(request).text
    },
  ]

  private static let folders = [
    logged(
      "the journal DIR/journal.sqlite is broken and was moved aside; a new one is started: SQLite "
        + "error 26: file is not a database, in `PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL`"
    ) { bed, log in
      try bed.state.write(String(repeating: "no journal ", count: 1000), to: "journal.sqlite")
      _ = try Journal(folder: bed.state.path) { log.add($0) }
    },
    logged("another process uses DIR/state; give each its own --state") { bed, log in
      let path = "\(bed.state.path)/state"
      let first = try await StateFolder.take(path, timekeeper: bed.time.timekeeper)
      do {
        _ = try await StateFolder.take(path, timekeeper: bed.time.timekeeper)
      } catch let failure as StateFolder.Failure {
        log.add(failure.description)
      }
      withExtendedLifetime(first) {}
    },
    logged(
      #"the lease default/updater could not be taken: cluster "default" forbids it: injected fault"#
    ) { bed, log in
      bed.cluster.inject(.status(403)) { $0.path.contains("/leases") }
      await LeaseElection(
        lease: ObjectName(namespace: "default", name: "updater"),
        identity: "one",
        store: try bed.clusters.client("default"),
        timing: LeaseElection.Timing(),
        timekeeper: bed.time.timekeeper,
        said: { log.add($0) }
      ).tryOnce()
    },
  ]
}
