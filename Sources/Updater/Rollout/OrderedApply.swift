package import ConfigMaps

/// Applies a state so that a component which shows a commit has it all: the ConfigMap whose
/// `VERSION` it shows is written last, and does not get a commit that could not be written to
/// another.
package struct OrderedApply: Sendable {
  private let components: [Rollout.Component]
  private let apply: @Sendable (DesiredState, ApplyOptions) async -> [TargetOutcome]
  private let isNeeded: @Sendable (ConfigMapTarget) -> Bool
  private let goesOn: Bool
  private let isOlder: @Sendable (String, String) -> Bool

  /// - Parameters:
  ///   - rollout: The components.
  ///   - apply: Applies a state in any order.
  ///   - isNeeded: Whether a commit is not all there without a ConfigMap.
  ///   - goesOn: Whether a write may have ended halfway: then a ConfigMap without a commit of its own may
  ///     have been written.
  ///   - isOlder: Whether the first commit, which a ConfigMap holds, does not have the second one,
  ///     which another holds, among its ancestors.
  package init(
    _ rollout: Rollout,
    apply: @escaping @Sendable (DesiredState, ApplyOptions) async -> [TargetOutcome],
    isNeeded: @escaping @Sendable (ConfigMapTarget) -> Bool = { _ in true },
    goesOn: Bool = false,
    isOlder: @escaping @Sendable (String, String) -> Bool
  ) {
    components = rollout.components.filter { !$0.loads.isEmpty }
    self.apply = apply
    self.isNeeded = isNeeded
    self.goesOn = goesOn
    self.isOlder = isOlder
  }

  package func run(_ state: DesiredState, _ options: ApplyOptions) async -> [TargetOutcome] {
    let shown = Set(components.map(\.target))
    let last = state.part { shown.contains($0) }
    if last.configMaps.isEmpty { return await apply(state, options) }
    var options = options
    // A key that moves from one part to the other is not removed either.
    options.keepKeys(of: state)
    let outcomes = await apply(state.part { !shown.contains($0) }, options)
    options.isOutdated = { target, held in
      components.contains { $0.target == target && isOutdated(held, $0, outcomes, state.version) }
    }
    let objection = options.objection
    options.objection = { target, held in
      objection(target, held) ?? incompleteness(target, held, outcomes, state.version)
    }
    return (outcomes + (await apply(last, options))).sorted { $0.target < $1.target }
  }

  /// Why a ConfigMap must not get the commit; `nil` if it may, or has it.
  private func incompleteness(
    _ target: ConfigMapTarget,
    _ held: String?,
    _ outcomes: [TargetOutcome],
    _ version: String?
  ) -> String? {
    guard let version, held != version else { return nil }
    for component in components where component.target == target {
      guard let missing = missing(component, outcomes) else { continue }
      return "\(missing) was not written, and \(component.name) would show "
        + "\(version.prefix(12)) without it"
    }
    return nil
  }

  /// A ConfigMap that a component loads and that could not be written; `nil` if all are right.
  private func missing(
    _ component: Rollout.Component,
    _ outcomes: [TargetOutcome]
  ) -> ConfigMapTarget? {
    outcomes.first { $0.error != nil && component.isLoading($0.target) && isNeeded($0.target) }?
      .target
  }

  private func isOutdated(
    _ held: String,
    _ component: Rollout.Component,
    _ outcomes: [TargetOutcome],
    _ version: String?
  ) -> Bool {
    // The commit is not shown before it is all there.
    if held == version || missing(component, outcomes) != nil { return false }
    let loaded = outcomes.filter { component.isLoading($0.target) }.compactMap { outcome in
      // Where another repository keeps the key, what was written now is all that is known.
      outcome.version ?? (goesOn || outcome.changes.map { !$0.isEmpty } ?? false ? version : nil)
    }
    return Set(loaded).contains { $0 != held && isOlder(held, $0) }
  }
}

extension DesiredState {
  /// The same without some ConfigMaps.
  package func part(_ isIncluded: (ConfigMapTarget) -> Bool) -> DesiredState {
    DesiredState(
      configMaps: configMaps.filter { isIncluded($0.target) },
      unmatchedTargets: unmatchedTargets.filter(isIncluded),
      version: version,
      shutOut: shutOut,
      faults: faults
    )
  }
}

extension ApplyOptions {
  /// Says that keys which some ConfigMap of a state has are not removed from the others.
  mutating func keepKeys(of state: DesiredState) {
    if removals == nil { return }
    for configMap in state.configMaps {
      keptKeys[configMap.target.namespaceAlone, default: []]
        .formUnion(configMap.entries.map(\.key))
    }
  }
}
