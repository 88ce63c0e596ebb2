/// What is behind, and for how long.
extension StatusModel {
  /// Seconds after which nobody knows any more what the head is, as in `deploy/alerts.yaml`.
  private static let longestSilence = 600.0

  package func targets(of branch: Branch) -> [TargetRecord] {
    targets.filter { $0.source == branch.name }
  }

  /// Whether some branch or ConfigMap does not hold its head, a component has not loaded it, or
  /// nobody knows.
  package var isBehind: Bool { branches.isEmpty || branches.contains(where: isBehind) }

  package func isBehind(_ branch: Branch) -> Bool {
    isSilent(branch) || lacksHead(branch)
      || components(of: branch).contains { $0.state != .loaded }
  }

  /// Whether the remote has answered before, but not for ten minutes.
  package func isSilent(_ branch: Branch) -> Bool {
    branch.record.seenAt.map { now - $0 > StatusModel.longestSilence } ?? false
  }

  private func lacksHead(_ branch: Branch) -> Bool {
    let record = branch.record
    return record.head == nil || record.head != record.applied
      || targets(of: branch).contains { $0.isBehind(record.head) }
  }

  /// Seconds since the commit at the head was made if it is not applied everywhere, else 0; `nil` if
  /// the head is not known.
  package func lag(of branch: Branch) -> Double? {
    guard lacksHead(branch), let time = branch.record.headTime else {
      return branch.record.head == nil ? nil : 0
    }
    return max(0, now - time)
  }
}

extension TargetRecord {
  /// Whether it was not brought to the head, or could not be looked at.
  package func isBehind(_ head: String?) -> Bool { error != nil || revision != head }
}
