internal import ConfigMaps
internal import Files
internal import Logging

extension Reconciler {
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
      var entry = entry(at: now)
      entry.branch = branch
      await keep(entry)
    }
    record = branch
    branch.headTime.map { metrics.set(.headTime, labels, $0) }
    metrics.set(.isBehind, labels, branch.applied == head ? 0 : 1)
    return head
  }

  /// Seconds for which a forced push that was told of is believed to be the last word.
  private static let hintLifetime = 600.0

  /// - Returns: Whether the head is not a descendant of what was applied, and is to be applied.
  func decide(
    _ head: String,
    _ branch: BranchRecord,
    _ hints: [Journal.PendingHint]
  ) throws -> Bool {
    let floor = newest ?? branch.attempted
    guard let floor else { return watch.approved == head }
    let relation: Relation
    do throws(GitError) { relation = try upstream.relation(of: head, to: floor) } catch {
      throw Stop(outcome: .failed, place: "git", message: error.description)
    }
    switch relation {
    case .same, .descendant:
      watch.settle(at: head)
      return watch.approved == head
    case .ancestor, .unrelated: break
    }
    let now = timekeeper.wall()
    let isAnnounced = hints.contains { hint in
      hint.revision == head && hint.forcedFrom != nil
        && abs(now - hint.receivedAt) < Reconciler.hintLifetime
    }
    guard watch.sees(head, isAnnounced: isAnnounced, at: timekeeper.elapsed()) else {
      throw Stop(
        outcome: .refused,
        place: "rewrite",
        message: "the remote shows \(head.prefix(12)), which does not descend from "
          + "\(floor.prefix(12)); waiting until it is certain to have been rewritten"
      )
    }
    logger.warning(
      "the branch was rewritten; applying a head that does not descend from what was applied",
      metadata: ["head": "\(head)", "applied": "\(floor)"]
    )
    metrics.add(.rewrites, labels)
    return true
  }

  func found(newer commit: String?) { newest = commit }

  func isDone(
    _ head: String,
    _ branch: BranchRecord,
    _ cause: RunRecord.Cause
  ) async throws -> Bool {
    switch cause {
    case .start, .drift, .retry: return false
    case .hint, .timer: return branch.applied == head || branch.refusal != nil
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
