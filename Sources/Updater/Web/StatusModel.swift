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
  /// What is to load the ConfigMaps.
  package var components: [ComponentRecord] = []
  /// Stages that have a commit which is not everywhere yet.
  package var stages: [StageRecord] = []

  package struct Branch: Sendable {
    /// `org/repo@branch`.
    package var name: String
    package var record: BranchRecord

    package init(name: String, record: BranchRecord) {
      self.name = name
      self.record = record
    }
  }
}

extension StatusModel {
  /// Reads all of it.
  ///
  /// - Parameters:
  ///   - journal: What has happened.
  ///   - names: The branches that are followed; `nil` for all that the journal knows.
  ///   - isLeading: Whether this process may write.
  ///   - now: Seconds since 1970.
  /// - Returns: The branches in the order of `names`.
  /// - Throws: What the journal says.
  package static func read(
    _ journal: Journal,
    names: [String]?,
    isLeading: Bool,
    at now: Double
  ) async throws -> StatusModel {
    var branches: [Branch] = []
    let known = if let names { names } else { try await journal.branches() }
    for name in known {
      branches.append(Branch(name: name, record: try await journal.branch(named: name)))
    }
    return StatusModel(
      branches: branches,
      targets: try await journal.targets(),
      runs: try await journal.runs(20, thatChanged: true),
      isLeading: isLeading,
      hints: try await journal.pendingHintCount(),
      reports: try await journal.reportCount(),
      now: now,
      components: try await journal.components(),
      stages: try await journal.stages()
    )
  }
}
