import ClusterDouble
import ConfigMaps
import Synchronization
import TestSupport
import Testing
import Updater

@Suite("Removing many keys")
struct RemovalTests {
  /// A branch with thirty jobs, all applied.
  private func bed() async throws -> TestBed {
    let bed = try await TestBed()
    for number in 10..<40 {
      let path = "config/jobs/job-\(number).yaml"
      try bed.remote.folder.write(RemoteRepository.job("job-\(number)"), to: path)
    }
    try bed.remote.folder.commit("many")
    return bed
  }

  private func remove(_ numbers: Range<Int>, _ bed: TestBed) throws {
    let paths = numbers.map { "'\(bed.remote.folder.path)/config/jobs/job-\($0).yaml'" }
    try bed.remote.folder.shell("rm \(paths.joined(separator: " "))")
    try bed.remote.folder.commit("fewer")
  }

  private let settings = ReconcileSettings(removals: RemovalLimit())

  @Test
  func aHeadThatRemovesManyKeysIsHeldUntilTheLabelIsThere() async throws {
    let bed = try await bed()
    let journal = try bed.journal()
    let label = Mutex(false)
    let reconciler = try bed.reconciler(
      journal,
      settings: settings,
      isLabelled: { _ in label.withLock { $0 } }
    )
    #expect(await reconciler.pass(.start).kind == .applied)
    try remove(10..<31, bed)
    let outcome = await reconciler.pass(.timer)
    #expect(outcome.kind == .refused)
    #expect(
      outcome.message
        == "the ConfigMap default/default/job-config would change: it would lose 21 of its 31 keys "
        + "(job-10.yaml, job-11.yaml, job-12.yaml and 18 more), more than 20 keys or 50 % of a "
        + "ConfigMap; if that is meant, give the pull request the label "
        + "\"plimsoll/allow-removals\", or start the updater with --allow-removals"
    )
    #expect(await bed.data(of: "job-config").count == 32)
    let head = try bed.remote.head
    let reports = try await journal.dueReports(at: 2_000_000_000).map(\.report)
    #expect(reports.contains { $0.subject == .commit(head, .failure) })
    #expect(reports.contains { $0.subject == .pullRequests(of: head) && $0.body.hasPrefix("Not") })
    // It asks again, and says nothing twice.
    #expect(await reconciler.pass(.timer).kind == .refused)
    #expect(try await journal.runs(9, thatChanged: true).count == 2)
    label.withLock { $0 = true }
    #expect(await reconciler.pass(.timer).kind == .applied)
    #expect(await bed.data(of: "job-config").count == 11)
    await bed.close()
  }

  @Test
  func aMapThatIsNarrowedByMistakeEmptiesNothing() async throws {
    let bed = try await bed()
    let reconciler = try bed.reconciler(bed.journal(), settings: settings)
    #expect(await reconciler.pass(.start).kind == .applied)
    let narrow = RemoteRepository.plugins.replacing("jobs/**/*.yaml", with: "jobs/first.yaml")
    try bed.remote.commit(narrow, to: "config/prow/plugins.yaml")
    #expect(await reconciler.pass(.timer).kind == .refused)
    #expect(await bed.data(of: "job-config").count == 32)
    // A process without a journal sees it by what the ConfigMap holds.
    let other = try TemporaryFolder()
    let fresh = try bed.reconciler(
      Journal(folder: other.path) { _ in },
      settings: settings
    )
    let outcome = await fresh.pass(.start)
    #expect(outcome.kind == .failed)
    #expect(
      outcome.message
        == "default/default/job-config: it would lose 30 of its 31 keys (job-10.yaml, job-11.yaml, "
        + "job-12.yaml and 27 more), more than 20 keys or 50 % of a ConfigMap; --allow-removals "
        + "removes them"
    )
    #expect(await bed.data(of: "job-config").count == 32)
    let allowed = try bed.reconciler(bed.journal())
    #expect(await allowed.pass(.start).kind == .applied)
    #expect(await bed.data(of: "job-config").keys.sorted() == ["VERSION", "first.yaml"])
    await bed.close()
  }

  @Test
  func whatMovesOrIsRenamedIsNotRemoved() async throws {
    let bed = try await bed()
    let reconciler = try bed.reconciler(bed.journal(), settings: settings)
    #expect(await reconciler.pass(.start).kind == .applied)
    let maps = RemoteRepository.plugins + "    config/more/**/*.yaml: {name: more}\n"
    let folder = bed.remote.folder.path
    try bed.remote.folder.write(maps.replacing("\n\n", with: "\n"), to: "config/prow/plugins.yaml")
    try bed.remote.folder.shell(
      "mkdir '\(folder)/config/more' && mv '\(folder)'/config/jobs/job-*.yaml '\(folder)/config/more'"
    )
    try bed.remote.folder.commit("moved")
    let outcome = await reconciler.pass(.timer)
    #expect(outcome.kind == .applied, "\(outcome.message)")
    #expect(await bed.data(of: "more").count == 31)
    await bed.close()
  }

  @Test
  func manyKeysMayGetOtherNames() async throws {
    let bed = try await bed()
    let reconciler = try bed.reconciler(bed.journal(), settings: settings)
    #expect(await reconciler.pass(.start).kind == .applied)
    try bed.remote.folder.shell(
      "cd '\(bed.remote.folder.path)/config/jobs' && "
        + "for n in $(seq 10 34); do mv job-$n.yaml task-$n.yaml; done"
    )
    try bed.remote.folder.commit("renamed")
    let outcome = await reconciler.pass(.timer)
    #expect(outcome.kind == .applied, "\(outcome.message)")
    #expect(await bed.text("task-34.yaml", of: "job-config") != nil)
    #expect(await bed.text("job-34.yaml", of: "job-config") == nil)
    await bed.close()
  }

  @Test
  func theLabelCountsWithoutAJournal() async throws {
    let bed = try await bed()
    let reconciler = try bed.reconciler(bed.journal(), settings: settings)
    #expect(await reconciler.pass(.start).kind == .applied)
    try remove(10..<31, bed)
    let other = try TemporaryFolder()
    let label = Mutex(false)
    let fresh = try bed.reconciler(
      Journal(folder: other.path) { _ in },
      settings: settings,
      isLabelled: { _ in label.withLock { $0 } }
    )
    #expect(await fresh.pass(.start).kind == .failed)
    #expect(await bed.data(of: "job-config").count == 32)
    label.withLock { $0 = true }
    #expect(await fresh.pass(.retry).kind == .applied)
    #expect(await bed.data(of: "job-config").count == 11)
    await bed.close()
  }

  @Test(arguments: [
    (1, 1, true), (4, 4, true), (5, 5, false), (5, 10, true), (6, 10, false), (20, 40, true),
    (20, 1000, true), (21, 1000, false),
  ])
  func fewKeysOfSmallConfigMapsMayGo(_ going: Int, _ all: Int, _ isFine: Bool) {
    let names = (0..<going).map { "k\($0)" }
    #expect((RemovalLimit().objection(names, of: all) == nil) == isFine)
  }
}
