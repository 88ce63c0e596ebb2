import ClusterDouble
import Formats
import TestSupport
import Testing
import Updater

@Suite("plimsoll-updater status")
struct StatusCommandTests {
  private func status(_ bed: TestBed, _ options: [String] = []) async throws -> (Int32, String) {
    let outcome = try await UpdaterProgram.run(
      ["status", "--state", bed.state.path] + options,
      in: bed.state
    )
    return (outcome.status, outcome.output + outcome.errors)
  }

  @Test
  func itSaysWhatIsAppliedAndWhatIsBehind() async throws {
    let bed = try await TestBed()
    let (status, text) = try await status(bed)
    #expect(status == 2)
    #expect(
      text
        == "plimsoll-updater: there is no journal \(bed.state.path)/journal.sqlite; --state names "
        + "the folder of serve\n"
    )
    // The program has the time of the system.
    bed.time.jump(Timekeeper.system.wall() - bed.time.timekeeper.wall())
    // The journal stays open, as that of a bot that runs.
    let journal = try bed.journal()
    let empty = try await self.status(bed)
    #expect(empty.0 == 1 && empty.1 == "the journal knows no branch yet\n")
    let reconciler = try bed.reconciler(journal)
    _ = await reconciler.pass(.start)
    let first = try bed.remote.head.prefix(12)
    let good = try await self.status(bed)
    #expect(good.0 == 0)
    #expect(good.1.hasPrefix("acme/rocket@main: head \(first), applied \(first), all right "))
    #expect(good.1.contains("  default/default/job-config: at \(first), 0.0 % full, seen "))
    let bad = RemoteRepository.job("bad").replacing("1h", with: "soon")
    let head = try bed.remote.commit(bad, to: "config/jobs/bad.yaml")
    _ = await reconciler.pass(.timer)
    let behind = try await self.status(bed)
    #expect(behind.0 == 1)
    #expect(behind.1.hasPrefix("acme/rocket@main: head \(head.prefix(12)), applied \(first), "))
    #expect(behind.1.contains("\n  not applied: config/jobs/bad.yaml:"))
    #expect(behind.1.contains("  default/default/job-config: behind at \(first), "))
    await bed.close()
  }

  /// Nobody knows then whether what is applied is still the head.
  @Test
  func aRemoteThatIsSilentIsNotRight() async throws {
    let bed = try await TestBed()
    bed.time.jump(Timekeeper.system.wall() - 3 * 3600 - bed.time.timekeeper.wall())
    let reconciler = try bed.reconciler(bed.journal())
    #expect(await reconciler.pass(.start).kind == .applied)
    let (status, text) = try await status(bed)
    #expect(status == 1)
    let lines = text.split(separator: "\n")
    #expect(lines.count > 3 && lines[1] == "  remote silent: it last answered 3 h ago", "\(text)")
    #expect(!text.contains("behind"))
    let json = try JSONReader.read(
      Array(try await self.status(bed, ["--format", "json"]).1.utf8)
    )
    let branch = try #require(json["branches"]?.items.first)
    #expect(branch["remoteSilent"]?.bool == true && branch["behind"]?.bool == true)
    #expect(branch["lagSeconds"]?.int == 0)
    await bed.close()
  }

  @Test
  func itSaysWhatIsLoadedAndWhichStageHasWhat() async throws {
    let run = try await LoadBed()
    run.bed.time.jump(Timekeeper.system.wall() - run.bed.time.timekeeper.wall())
    _ = await run.reconciler.pass(.start)
    let head = try run.bed.remote.head.prefix(12)
    let waiting = try await status(run.bed)
    #expect(waiting.0 == 1)
    #expect(
      waiting.1.contains("\n  deck (default/default/config): does not show \(head) yet, for "),
      "\(waiting.1)"
    )
    run.answers["deck"] = .silent("its answer is empty")
    await run.watch.check()
    let silent = try await status(run.bed)
    #expect(silent.0 == 1)
    #expect(silent.1.contains(": can't tell what it has loaded: its answer is empty\n"))
    run.answers["deck"] = .shows([try run.bed.remote.head])
    run.bed.time.advance(.seconds(48))
    await run.watch.check()
    let loaded = try await status(run.bed)
    #expect(loaded.0 == 0)
    #expect(loaded.1.contains(": loaded \(head) 48 s after it was written\n"), "\(loaded.1)")
    var entry = JournalEntry(of: try run.bed.remote.source(), at: 1)
    var stage = StageRecord(
      source: "acme/rocket@main",
      position: 0,
      name: "canary",
      revision: "1234567890abcdef",
      appliedAt: 1,
      lineSince: 1
    )
    stage.held = "deck is late"
    entry.stages = [stage]
    try await run.journal.keep(entry)
    #expect(
      try await status(run.bed).1.contains(
        "\n  stage canary: has 1234567890ab; stopped: deck is late\n"
      )
    )
    await run.bed.close()
  }

  @Test
  func programsGetAllOfIt() async throws {
    let bed = try await TestBed()
    bed.time.jump(Timekeeper.system.wall() - bed.time.timekeeper.wall())
    let reconciler = try bed.reconciler(bed.journal())
    bed.cluster.inject(.status(403), times: 9) { $0.path.hasSuffix("/plugins") }
    _ = await reconciler.pass(.start)
    let (status, text) = try await status(bed, ["--format", "json"])
    #expect(status == 1)
    let json = try JSONReader.read(Array(text.utf8))
    #expect(json["behind"]?.bool == true)
    let branch = try #require(json["branches"]?.items.first)
    #expect(branch["name"]?.string == "acme/rocket@main")
    #expect(branch["remoteSilent"]?.bool == false)
    #expect(try branch["head"]?.string == bed.remote.head)
    #expect(branch["applied"] == .null)
    let targets = branch["targets"]?.items ?? []
    #expect(targets.map { $0["name"]?.string } == ["config", "job-config", "plugins"])
    #expect(targets.map { $0["behind"]?.bool } == [false, false, true])
    #expect(targets[2]["error"]?.string?.contains("forbids it: injected fault") == true)
    await bed.close()
  }
}
