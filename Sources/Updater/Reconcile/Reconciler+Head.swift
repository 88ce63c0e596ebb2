internal import ConfigMaps
internal import Files
internal import Logging

extension Reconciler {
  /// Seconds after which it is saved that the remote still shows the same head.
  private static let seenPause = 30.0

  func knownRecord() async -> BranchRecord {
    if let record { return record }
    let source = source
    let read = await attempt("journal") { try await self.journal.branch(source) } ?? BranchRecord()
    record = read
    return read
  }

  func look(_ branch: inout BranchRecord) async throws -> String {
    let head: String
    do throws(GitError) { head = try await upstream.head() } catch {
      throw Stop(outcome: .failed, place: "git", message: error.description)
    }
    let now = timekeeper.wall()
    metrics.set(.headSeen, labels, now)
    branch.seenAt = now
    var entry = entry(at: now)
    if branch.head != head {
      branch.first = branch.first ?? head
      branch.head = head
      branch.headTime = try? upstream.time(of: head)
      branch.refusal = nil
      posted = [:]
      lastFailure = nil
      metrics.set(.isRefused, labels, 0)
      metrics.set(.lintErrors, labels, 0)
      logger.info("new head", metadata: ["revision": "\(head)"])
      entry.branch = branch
      await keep(entry)
    } else if now - seenSaved >= Reconciler.seenPause {
      // Those who read the journal would take git to be silent.
      entry.branch = branch
      await keep(entry)
    }
    record = branch
    branch.headTime.map { metrics.set(.headTime, labels, $0) }
    metrics.set(.isBehind, labels, branch.applied == head ? 0 : 1)
    return head
  }

  func isDone(
    _ head: String,
    _ branch: BranchRecord,
    _ cause: RunRecord.Cause
  ) async throws -> Bool {
    switch cause {
    case .start, .drift, .retry: return false
    case .hint, .timer:
      // Somebody may ask to go back, also while the head is refused.
      if !settings.rollout.stages.isEmpty {
        let isUnderWay = await !knownStages().isEmpty
        if isUnderWay || branch.takenBack != nil { return false }
      }
      return branch.applied == head || branch.refusal != nil && !isHeldBack
    }
  }

  func prepare(_ commit: String) async throws -> PreparedHead {
    if let prepared, prepared.revision == commit { return prepared }
    do {
      let made = try await reader.prepare(
        try upstream.tree(of: commit),
        revision: commit,
        repository: source.repository
      )
      prepared = made
      return made
    } catch let error as TreeError {
      throw Stop(outcome: .failed, place: "tree", message: error.description)
    } catch let error as GitError {
      throw Stop(outcome: .failed, place: "git", message: error.description)
    }
  }
}
