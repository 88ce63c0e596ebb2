internal import ConfigMaps

extension Reconciler {
  /// What components should show after a run.
  func expectations(_ results: [TargetResult], _ head: PreparedHead) -> [ComponentExpectation] {
    let found: [(ConfigMapTarget, String??)] = results.map { result in
      (result.target, result.kind == .failed ? nil : .some(result.version))
    }
    return settings.rollout.expectations(
      Dictionary(found) { first, _ in first },
      of: Set(head.targets),
      repository: source.repository.description
    )
  }

  /// What is known of the components of a branch, with all that is expected of them.
  ///
  /// - Throws: What the journal says, also if it does not take what it did not take before.
  func savedComponents(of source: String) async throws -> [ComponentRecord] {
    if !unsaved.isEmpty {
      var entry = entry()
      entry.expectations = unsaved
      try await journal.keep(entry)
      unsaved = []
      applied()
    }
    return try await journal.components(of: source)
  }

  /// Comments that change again when components have loaded what they are about.
  func awaited(
    _ comments: [(report: Report, commit: String, targets: [ConfigMapTarget])],
    _ expectations: [ComponentExpectation],
    at time: Double
  ) -> [AwaitedComment] {
    let versions = Dictionary(expectations.map { ($0.name, $0.version) }) { first, _ in first }
    return comments.compactMap { report, commit, targets in
      let components = settings.rollout.components.compactMap {
        component -> AwaitedComment.Component? in
        let names = Set(targets.filter(component.covers).map(\.name)).sorted()
        if names.isEmpty { return nil }
        let version = versions[component.name] ?? nil
        return AwaitedComment.Component(
          name: component.name,
          configMaps: names,
          isTold: version.map { isIn($0, commit) } ?? false
        )
      }
      if components.isEmpty { return nil }
      return AwaitedComment(
        source: source.description,
        revision: commit,
        body: report.body,
        time: time,
        components: components
      )
    }
  }

  /// Whether a commit is one of those that lead to another.
  private func isIn(_ version: String, _ commit: String) -> Bool {
    let relation = try? upstream.relation(of: version, to: commit)
    return relation == .same || relation == .descendant
  }
}
