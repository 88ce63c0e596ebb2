import ClusterDouble
import Formats
import TestSupport
import Testing
import Updater

@Suite("plimsoll-updater apply --wait")
struct ApplyWaitTests {
  private func apply(
    _ bed: TestBed,
    _ rollout: String,
    _ options: [String],
    answering reply: @escaping @Sendable () async -> DeckServer.Reply
  ) async throws -> (status: Int32, output: String, errors: String) {
    try await DeckServer.run(
      answering: reply,
      during: { port in
        try bed.state.write(
          rollout.replacing("deck.prow", with: "127.0.0.1:\(port)"),
          to: "rollout.yaml"
        )
        return try await UpdaterProgram.run(
          ["apply", "--repo", "acme/rocket", "--kubeconfig", bed.state.path + "/kubeconfig"]
            + ["--rollout", bed.state.path + "/rollout.yaml"] + options,
          in: bed.remote.folder
        )
      }
    )
  }

  private func deck(_ bed: TestBed) -> @Sendable () async -> DeckServer.Reply {
    { .text("config_version_sha: \(await bed.text("VERSION", of: "config") ?? "none")\n") }
  }

  @Test
  func itEndsWhenAllIsLoaded() async throws {
    let bed = try await TestBed()
    let head = try bed.remote.head
    let options = ["--rev", "HEAD", "--wait"]
    let done = try await apply(bed, LoadBed.deck, options, answering: deck(bed))
    #expect(done.status == 0, "\(done)")
    #expect(
      done.output.contains("\ndeck (default/default/config): loaded \(head.prefix(12)) "),
      "\(done.output)"
    )
    let next = try bed.remote.commit(RemoteRepository.job("b"), to: "config/jobs/b.yaml")
    let json = try await apply(
      bed,
      LoadBed.deck,
      options + ["--format", "json"],
      answering: deck(bed)
    )
    #expect(json.status == 0)
    let component = try JSONReader.read(Array(json.output.utf8))["components"]?.items.first
    #expect(component?["expected"]?.string == next, "jobs alone are shown, too: \(json.output)")
    #expect(component?["state"]?.string == "loaded")
    await bed.close()
  }

  @Test
  func versionStaysWhereNothingChanges() async throws {
    let bed = try await TestBed()
    func applied(_ text: String, to path: String) async throws -> String {
      let head = try bed.remote.commit(text, to: path)
      let done = try await apply(bed, LoadBed.deck, ["--rev", "HEAD"]) { .status(500) }
      #expect(done.status == 0, "\(done)")
      return head
    }
    let jobs = try await applied(RemoteRepository.job("b"), to: "config/jobs/b.yaml")
    let config = try await applied(RemoteRepository.config + "# 1\n", to: "config/prow/config.yaml")
    _ = try await applied("x", to: "README.md")
    #expect(await bed.text("VERSION", of: "job-config") == jobs)
    #expect(await bed.text("VERSION", of: "config") == config, "it is newer than the jobs")
    let last = try await applied(RemoteRepository.job("c"), to: "config/jobs/c.yaml")
    #expect(await bed.text("VERSION", of: "config") == last)
    await bed.close()
  }

  @Test
  func itSaysWhatIsNotLoadedInTime() async throws {
    let bed = try await TestBed()
    let options = ["--rev", "HEAD", "--wait", "--wait-timeout", "5"]
    let late = try await apply(bed, LoadBed.deck, options) {
      .text("config_version_sha: old\n")
    }
    #expect(late.status == 3)
    #expect(late.output.contains(": late, has not shown "), "\(late.output)")
    #expect(late.output.contains(" s: it shows old\n"), "\(late.output)")
    let silent = try await apply(bed, LoadBed.deck, options) { .text("deck: {}\n") }
    #expect(silent.status == 3)
    #expect(
      silent.output.contains("can't tell what it has loaded: its answer has no config_version_sha"),
      "\(silent.output)"
    )
    await bed.close()
  }

  private static let staged =
    LoadBed.deck.replacing("  loads: [default/default/job-*]\n", with: "") + """
      stages:
      - {name: canary, configMaps: [default/default/config], stayWell: 1s}

      """

  @Test
  func stagesComeOneAfterTheOther() async throws {
    let bed = try await TestBed()
    let options = ["--rev", "HEAD", "--wait", "--wait-timeout", "5"]
    let stopped = try await apply(bed, ApplyWaitTests.staged, options) { .status(500) }
    #expect(stopped.status == 3)
    #expect(
      stopped.output.hasSuffix("stopped after stage canary: what comes after it was not written\n"),
      "\(stopped.output)"
    )
    #expect(await bed.data(of: "config").count == 2)
    #expect(await bed.data(of: "job-config").isEmpty)
    let done = try await apply(bed, ApplyWaitTests.staged, options, answering: deck(bed))
    #expect(done.status == 0, "\(done)")
    #expect(await bed.data(of: "job-config").count == 2)
    await bed.close()
  }

  @Test(arguments: [
    (
      ["--wait"], "--wait needs --rev or --revision: files that are no commit do not change VERSION"
    ),
    (
      ["--wait", "--rev", "HEAD", "--dry-run"],
      "--wait has no use with --dry-run: nothing is loaded"
    ),
    (["--rev", "HEAD"], "rollout.yaml need --wait"),
    (["--rev", "HEAD", "--wait-timeout", "5"], "--wait-timeout has no use without --wait"),
  ])
  func whatMakesNoSenseIsRefused(_ options: [String], _ words: String) async throws {
    let bed = try await TestBed()
    let outcome = try await apply(bed, ApplyWaitTests.staged, options) { .status(500) }
    #expect(outcome.status == 2)
    #expect(outcome.errors.contains(words), "\(outcome)")
    #expect(await bed.data(of: "config").isEmpty)
    await bed.close()
  }

  @Test
  func waitingNeedsToKnowWhomToAsk() async throws {
    let outcome = try await UpdaterProgram.run(["apply", "--wait"], in: try TemporaryFolder())
    #expect(outcome.status == 2)
    #expect(outcome.errors.contains("--wait needs --rollout, which says whom to ask"))
  }
}
