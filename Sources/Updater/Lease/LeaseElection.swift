package import Cluster
internal import Synchronization

/// Elects one of several processes through a Lease.
///
/// Source: Kubernetes, `tryAcquireOrRenew` in client-go's tools/leaderelection: others' clocks are
/// not trusted, a lease counts as free when it was not renewed for its time by the own clock.
package final class LeaseElection: Leadership {
  private let lease: ObjectName
  private let identity: String
  private let store: any LeaseStore
  private let timing: Timing
  private let timekeeper: Timekeeper
  private let said: @Sendable (String) -> Void
  private let state = Mutex(State())

  package struct Timing: Sendable {
    /// How long others wait for a holder who is silent.
    package var duration: Duration
    /// How long the holder goes on without having renewed; shorter, so that two never write.
    package var deadline: Duration
    /// Between two tries.
    package var pause: Duration

    package init(
      duration: Duration = .seconds(15),
      deadline: Duration = .seconds(10),
      pause: Duration = .seconds(2)
    ) {
      self.duration = duration
      self.deadline = deadline
      self.pause = pause
    }
  }

  private struct State {
    var observed: Lease?
    /// When `observed` was first seen as it is.
    var observedAt = Duration.zero
    /// When the own hold ends unless it is renewed; `nil` for one who does not hold it.
    var heldUntil: Duration?
  }

  /// - Parameters:
  ///   - lease: Where it is; made if it is not there.
  ///   - identity: A name that no other process has.
  ///   - store: The cluster that keeps it.
  ///   - timing: How long everything takes.
  ///   - timekeeper: Tells the time.
  ///   - said: Receives what happened, for the log.
  package init(
    lease: ObjectName,
    identity: String,
    store: any LeaseStore,
    timing: Timing,
    timekeeper: Timekeeper,
    said: @escaping @Sendable (String) -> Void
  ) {
    self.lease = lease
    self.identity = identity
    self.store = store
    self.timing = timing
    self.timekeeper = timekeeper
    self.said = said
  }

  package var isHeld: Bool {
    state.withLock { state in state.heldUntil.map { timekeeper.elapsed() < $0 } ?? false }
  }

  /// Tries for the lease and keeps it, until the task is cancelled; gives it up then.
  package func run() async {
    while !Task.isCancelled {
      await tryOnce()
      try? await timekeeper.sleep(timing.pause)
    }
    // The task is cancelled, and so would be the request.
    await Task.detached { await self.release() }.value
  }

  /// One try to get or renew the lease.
  package func tryOnce() async {
    let before = isHeld
    // Counted from before the request: the server may have renewed it at once, and been slow to say.
    let start = timekeeper.elapsed()
    do {
      let isOurs = try await acquire()
      state.withLock { $0.heldUntil = isOurs ? start + timing.deadline : nil }
    } catch {
      said("the lease \(lease.namespace)/\(lease.name) could not be taken: \(error)")
    }
    let after = isHeld
    if !after { state.withLock { $0.heldUntil = nil } }
    guard before != after else { return }
    said(after ? "leading as \(identity)" : "no longer leading")
  }

  /// - Returns: Whether the lease is ours.
  private func acquire() async throws(ClusterError) -> Bool {
    guard let current = try await store.lease(lease) else {
      observe(try await store.create(renewed(Lease(name: lease), isNew: true)))
      return true
    }
    // From when it was seen on, not from when it was asked for: the answer may have taken long.
    let now = observe(current)
    let isOurs = current.holder == identity
    let isFree = current.holder?.isEmpty ?? true
    if !isOurs, !isFree, now < expiry(of: current) { return false }
    do throws(ClusterError) {
      observe(try await store.update(renewed(current, isNew: !isOurs)))
    } catch {
      // Somebody was faster, and holds it now.
      if case .stale = error.kind { return false }
      throw error
    }
    return true
  }

  @discardableResult
  private func observe(_ lease: Lease) -> Duration {
    let now = timekeeper.elapsed()
    state.withLock { state in
      if state.observed == lease { return }
      state.observed = lease
      state.observedAt = now
    }
    return now
  }

  private func expiry(of lease: Lease) -> Duration {
    let time = lease.durationSeconds.map { Duration.seconds($0) } ?? timing.duration
    return state.withLock { $0.observedAt } + time
  }

  private func renewed(_ lease: Lease, isNew: Bool) -> Lease {
    var lease = lease
    let time = Timestamp.text(timekeeper.wall())
    lease.holder = identity
    lease.durationSeconds = Int(timing.duration.components.seconds)
    lease.renewTime = time
    if isNew {
      lease.acquireTime = time
      if !lease.resourceVersion.isEmpty { lease.transitions += 1 }
    }
    return lease
  }

  /// Lets others have the lease at once.
  package func release() async {
    let wasHeld = isHeld
    state.withLock { $0.heldUntil = nil }
    do {
      if try await giveBack() { return }
      // The last renewal arrived only now.
      _ = try await giveBack()
    } catch {
      if wasHeld { said("the lease was not given back, and expires: \(error)") }
    }
  }

  /// - Returns: `false` if the lease was written at the same time.
  private func giveBack() async throws(ClusterError) -> Bool {
    // Read anew: the last request may have arrived, and its answer not.
    guard var lease = try await store.lease(lease), lease.holder == identity else { return true }
    lease.holder = ""
    lease.durationSeconds = 1
    do throws(ClusterError) {
      _ = try await store.update(lease)
      return true
    } catch {
      if case .stale = error.kind { return false }
      throw error
    }
  }
}

/// Keeps leases.
package protocol LeaseStore: Sendable {
  func lease(_ name: ObjectName) async throws(ClusterError) -> Lease?
  func create(_ lease: Lease) async throws(ClusterError) -> Lease
  func update(_ lease: Lease) async throws(ClusterError) -> Lease
}

extension ClusterClient: LeaseStore {}
