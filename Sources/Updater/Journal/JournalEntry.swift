package import ConfigMaps
internal import SQLite

/// What belongs together: after a kill the journal has all of it, or nothing.
package struct JournalEntry: Sendable {
  package var source: FollowedBranch
  /// Seconds since 1970.
  package var time: Double
  /// How far the branch has come.
  package var branch: BranchRecord?
  package var run: Run?
  package var found: Found?
  /// ConfigMaps that hold nothing of the branch any more.
  package var forgotten: [ConfigMapTarget] = []
  /// What GitHub is to be told of it.
  package var reports: [Report] = []
  /// What components should show from now on.
  package var expectations: [ComponentExpectation] = []
  /// Those of the comments that change again when components have loaded the commit.
  package var awaited: [AwaitedComment] = []

  /// All stages that a commit was brought to before it is everywhere; `nil` for no news.
  package var stages: [StageRecord]?

  package enum Run: Sendable {
    case begun(RunRecord.Cause, at: Double)
    case ended(Ended)
  }

  package struct Ended: Sendable {
    /// Its number, if the journal has its beginning.
    package var id: Int64?
    package var cause: RunRecord.Cause
    package var startedAt: Double
    package var revision: String?
    package var outcome: RunRecord.Outcome
    /// One line.
    package var message: String
    package var results: [TargetResult]

    package init(
      id: Int64? = nil,
      _ cause: RunRecord.Cause,
      startedAt: Double,
      revision: String?,
      _ outcome: RunRecord.Outcome,
      message: String = "",
      results: [TargetResult] = []
    ) {
      self.id = id
      self.cause = cause
      self.startedAt = startedAt
      self.revision = revision
      self.outcome = outcome
      self.message = message
      self.results = results
    }
  }

  /// What a run found and did.
  package struct Found: Sendable {
    package var results: [TargetResult]
    /// The commit.
    package var revision: String
    /// Whether the same commit had been applied before, so that a change undoes another's.
    package var isDrift: Bool

    package init(_ results: [TargetResult], revision: String, isDrift: Bool) {
      self.results = results
      self.revision = revision
      self.isDrift = isDrift
    }
  }

  package init(of source: FollowedBranch, at time: Double) {
    self.source = source
    self.time = time
  }
}

extension Journal {
  /// Saves an entry as a whole.
  ///
  /// - Returns: The number of the run that it is about.
  /// - Throws: What SQLite says; nothing is saved then.
  @discardableResult
  package func keep(_ entry: JournalEntry) async throws -> Int64? {
    try await write { database in
      if let branch = entry.branch { try branch.save(of: entry.source, database) }
      if let found = entry.found { try Journal.record(found, entry, database) }
      try Journal.forget(entry.forgotten, of: entry.source, database)
      try Journal.post(entry.reports, at: entry.time, database)
      if let stages = entry.stages { try Journal.replaceStages(stages, entry.source, database) }
      try Journal.expect(entry.expectations, entry, database)
      try Journal.keepAwaited(entry.awaited, database)
      switch entry.run {
      case .begun(let cause, let time):
        return try Journal.beginRun(of: entry.source, cause, at: time, database)
      case .ended(let run): return try Journal.end(run, entry, database)
      case nil: return nil
      }
    }
  }
}
