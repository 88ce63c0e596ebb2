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

  /// A connection that breaks between a request and its answer, as that of a task that is cancelled.
  private final class BrokenConnection: LeaseStore {
    let store: any LeaseStore
    let isBroken = Mutex(false)

    init(to store: any LeaseStore) { self.store = store }

    func lease(_ name: ObjectName) async throws(ClusterError) -> Lease? {
      try await store.lease(name)
    }

    func create(_ lease: Lease) async throws(ClusterError) -> Lease {
      try await answered(try await store.create(lease))
    }

    func update(_ lease: Lease) async throws(ClusterError) -> Lease {
      try await answered(try await store.update(lease))
    }

    private func answered(_ lease: Lease) async throws(ClusterError) -> Lease {
      let isLost = isBroken.withLock { $0 }
      isBroken.withLock { $0 = false }
      if isLost { throw ClusterError(.unreachable("the connection is closed"), cluster: "default") }
      return lease
    }
  }

  @Test(arguments: [true, false])
  func aLeaseIsGivenBackThoughTheAnswerToTheLastRequestIsLost(_ isRenewal: Bool) async throws {
    let bed = try await TestBed()
    let connection = BrokenConnection(to: try bed.clusters.client("default"))
    let one = LeaseElection(
      lease: ObjectName(namespace: "default", name: "updater"),
      identity: "one",
      store: connection,
      timing: LeaseElection.Timing(),
      timekeeper: bed.time.timekeeper,
      said: { _ in }
    )
    let two = try election(bed, "two", bed.time)
    if isRenewal { await one.tryOnce() }
    connection.isBroken.withLock { $0 = true }
    await one.tryOnce()
    await one.release()
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
