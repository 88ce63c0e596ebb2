/// What the status page shows, at one moment.
package struct StatusModel: Sendable {
  package var branches: [Branch]
  package var targets: [TargetRecord]
  /// The newest first.
  package var runs: [RunRecord]
  package var isLeading: Bool
  package var hints: Int
  package var reports: Int
  /// Seconds since 1970.
  package var now: Double

  package struct Branch: Sendable {
    package var source: FollowedBranch
    package var record: BranchRecord

    package init(source: FollowedBranch, record: BranchRecord) {
      self.source = source
      self.record = record
    }
  }
}

extension StatusModel {
  /// Reads all of it.
  ///
  /// - Throws: What the journal says.
  static func read(
    _ journal: Journal,
    sources: [FollowedBranch],
    isLeading: Bool,
    at now: Double
  ) async throws -> StatusModel {
    var branches: [Branch] = []
    for source in sources {
      branches.append(Branch(source: source, record: try await journal.branch(source)))
    }
    return StatusModel(
      branches: branches,
      targets: try await journal.targets(),
      runs: try await journal.runs(20, thatChanged: true),
      isLeading: isLeading,
      hints: try await journal.pendingHintCount(),
      reports: try await journal.reportCount(),
      now: now
    )
  }
}
