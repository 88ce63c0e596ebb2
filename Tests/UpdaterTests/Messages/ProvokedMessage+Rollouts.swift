import Synchronization
import TestSupport

@testable import Updater

extension ProvokedMessage {
  /// The messages of the table "What to do" that are about `--rollout`.
  static let ofRollouts = components + stages

  /// What the log has last, after all was well and a commit that all stages get was merged.
  private static func logged(
    _ text: String,
    _ event: @escaping @Sendable (LoadBed, Label) async throws -> Void
  ) -> ProvokedMessage {
    ProvokedMessage(text) {
      let (log, label) = (KeptLog(), Label())
      let run = try await LoadBed(
        LoadBed.canary,
        logger: log.logger,
        takenBack: { try label.find($0) }
      )
      let result: Result<Void, any Error>
      do {
        try await run.settle()
        _ = try run.mergeBoth(7)
        result = .success(try await event(run, label))
      } catch { result = .failure(error) }
      await run.bed.close()
      try result.get()
      return (log.lines.last ?? "").replacing(#/\b[0-9a-f]{12}\b/#, with: "COMMIT")
    }
  }

  /// Whether a pull request has the label that takes its commit back.
  private final class Label: Sendable {
    private let answer = Mutex<Result<Bool, GitHubError>>(.success(false))

    func set(_ new: Result<Bool, GitHubError>) { answer.withLock { $0 = new } }

    func find(_ commits: [String]) throws -> String? {
      try answer.withLock { $0 }.get() ? commits.first : nil
    }
  }

  /// What another replica would do that leads for a while, and has a journal of its own.
  private static func leadElsewhere(_ run: LoadBed) async throws {
    let folder = try TemporaryFolder()
    let journal = try Journal(folder: folder.path) { _ in }
    var settings = ReconcileSettings()
    settings.rollout = try RolloutFile.read(LoadBed.canary)
    _ = await (try run.bed.reconciler(journal, settings: settings)).pass(.start)
  }

  private static let components = [
    logged("component has not loaded what was applied: it shows COMMIT") { run, _ in
      _ = await run.reconciler.pass(.timer)
      await run.watch.check()
      run.bed.time.advance(.seconds(360))
      await run.watch.check()
    },
    logged(
      "it can't be told what the component has loaded: its answer has no config_version_sha, so no "
        + "VERSION is mounted next to its config.yaml"
    ) { run, _ in
      _ = await run.reconciler.pass(.timer)
      run.answers["deck"] = try await DeckServer.run(
        answering: { .text("deck: {}\n") },
        during: { port in
          let url = "http://127.0.0.1:\(port)/config"
          let rollout = LoadBed.canary.replacing("http://deck.prow/config", with: url)
          return await ComponentClient().ask(try RolloutFile.read(rollout).components[0])
        }
      )
      await run.watch.check()
    },
  ]

  private static let stages = [
    logged("stopped after a stage: deck is late: it shows COMMIT") { run, _ in
      await run.advance(420)
    },
    logged(
      "went back: went back to COMMIT, since the pull request has the label \"plimsoll/go-back\"; "
        + "without it the head is applied again"
    ) { run, label in
      await run.advance(60)
      label.set(.success(true))
      _ = await run.reconciler.pass(.timer)
    },
    logged(
      "it is not known whether a pull request has the label plimsoll/go-back: "
        + "GET /pulls: GitHub failed with 502"
    ) { run, label in
      await run.advance(60)
      label.set(.failure(GitHubError(kind: .server(status: 502), request: "GET /pulls")))
      _ = await run.reconciler.pass(.timer)
    },
    logged(
      "run failed: going back to COMMIT: default/default/config: it holds COMMIT, which COMMIT does "
        + "not descend from"
    ) { run, label in
      await run.advance(60)
      // Another one brings to the same stage what this one never saw.
      _ = try run.mergeBoth(8)
      try await leadElsewhere(run)
      label.set(.success(true))
      _ = await run.reconciler.pass(.timer)
    },
    logged(
      "can't go back: another replica has led since COMMIT was everywhere, so that this one does not "
        + "know what to go back to. Revert the pull request, and take its label \"plimsoll/go-back\" off"
    ) { run, label in
      try await leadElsewhere(run)
      label.set(.success(true))
      _ = await run.reconciler.pass(.start)
    },
    logged(
      "another replica has led: the ConfigMap default/default/config holds COMMIT, and it is not "
        + "known which commit was everywhere last"
    ) { run, _ in
      try await leadElsewhere(run)
      _ = await run.reconciler.pass(.start)
    },
    ProvokedMessage(
      "can't go back: there is no earlier commit to go back to, and the pull request has the label "
        + "\"plimsoll/go-back\""
    ) {
      let log = KeptLog()
      let run = try await LoadBed(LoadBed.canary, logger: log.logger, takenBack: { $0.first })
      _ = await run.reconciler.pass(.start)
      await run.bed.close()
      return log.lines.last ?? ""
    },
  ]
}
