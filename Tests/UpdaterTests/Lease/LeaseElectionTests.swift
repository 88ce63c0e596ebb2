import Cluster
import ClusterDouble
import Synchronization
import Testing
import Updater

@Suite("Election by a Lease")
struct LeaseElectionTests {
  private func election(_ bed: TestBed, _ name: String, _ time: ManualTime) throws -> LeaseElection
  {
    LeaseElection(
      lease: ObjectName(namespace: "default", name: "updater"),
      identity: name,
      store: try bed.clusters.client("default"),
      timing: LeaseElection.Timing(),
      timekeeper: time.timekeeper,
      said: { _ in }
    )
  }

  @Test
  func oneOfTwoLeadsAndTheOtherTakesOverWhenItIsSilent() async throws {
    let bed = try await TestBed()
    let (one, two) = (try election(bed, "one", bed.time), try election(bed, "two", bed.time))
    await one.tryOnce()
    await two.tryOnce()
    #expect(one.isHeld)
    #expect(!two.isHeld)
    bed.time.advance(.seconds(9))
    #expect(one.isHeld)
    bed.time.advance(.seconds(2))
    #expect(!one.isHeld, "not renewed for ten seconds: it must not write any more")
    await two.tryOnce()
    #expect(!two.isHeld, "others wait for fifteen")
    bed.time.advance(.seconds(5))
    await two.tryOnce()
    #expect(two.isHeld)
    await one.tryOnce()
    #expect(!one.isHeld)
    await bed.close()
  }

  @Test
  func clocksOnTheWallDoNotMatter() async throws {
    let bed = try await TestBed()
    let other = ManualTime()
    other.jump(86_400)
    let (one, two) = (try election(bed, "one", bed.time), try election(bed, "two", other))
    await one.tryOnce()
    await two.tryOnce()
    #expect(!two.isHeld, "a day ahead, and yet the lease was seen just now")
    for _ in 0..<10 {
      bed.time.advance(.seconds(2))
      other.advance(.seconds(2))
      await one.tryOnce()
      await two.tryOnce()
    }
    #expect(one.isHeld)
    #expect(!two.isHeld)
    await bed.close()
  }

  @Test
  func oneThatCannotRenewStopsAndOneThatStopsGivesItBack() async throws {
    let bed = try await TestBed()
    let (one, two) = (try election(bed, "one", bed.time), try election(bed, "two", bed.time))
    await one.tryOnce()
    bed.cluster.inject(.status(500), times: 5) { $0.path.contains("/leases") }
    for _ in 0..<5 {
      bed.time.advance(.seconds(2))
      await one.tryOnce()
    }
    #expect(!one.isHeld)
    bed.cluster.clearFaults()
    await one.tryOnce()
    #expect(one.isHeld)
    await one.release()
    #expect(!one.isHeld)
    await two.tryOnce()
    #expect(two.isHeld, "without waiting")
    await bed.close()
  }

  /// A server that takes sixteen seconds to say for the first time that somebody else leads.
  private struct SlowStore: LeaseStore {
    let time: ManualTime
    let held: Lease

    func lease(_ name: ObjectName) async throws(ClusterError) -> Lease? {
      if time.timekeeper.wall() == ManualTime().timekeeper.wall() { time.advance(.seconds(16)) }
      return held
    }

    func create(_ lease: Lease) async throws(ClusterError) -> Lease { lease }
    func update(_ lease: Lease) async throws(ClusterError) -> Lease { lease }
  }

  @Test
  func aSlowAnswerDoesNotShortenTheLeaseOfOthers() async {
    let time = ManualTime()
    let name = ObjectName(namespace: "default", name: "updater")
    let election = LeaseElection(
      lease: name,
      identity: "two",
      store: SlowStore(time: time, held: Lease(name: name, holder: "one", durationSeconds: 15)),
      timing: LeaseElection.Timing(),
      timekeeper: time.timekeeper,
      said: { _ in }
    )
    await election.tryOnce()
    // The other may have renewed it right before the answer.
    await election.tryOnce()
    #expect(!election.isHeld)
    time.advance(.seconds(15))
    await election.tryOnce()
    #expect(election.isHeld)
  }
}
