internal import Cluster
internal import ConfigMaps

/// Reads one ConfigMap, and writes it if it must be written.
struct TargetApply {
  let client: ClusterClient
  let manager: String
  let options: ApplyOptions

  /// How often others may be faster before it is an error.
  private static let mostRounds = 5

  /// What a ConfigMap was before a write whose answer may be lost.
  private struct Begun {
    let live: ConfigMapObject?
  }

  func run(_ work: TargetWork) async throws(ClusterError) -> TargetOutcome {
    var round = 1
    var begun: Begun?
    while true {
      do throws(ClusterError) {
        return try await attempt(work, &begun)
      } catch {
        guard TargetApply.isLate(error), round < TargetApply.mostRounds else { throw error }
        round += 1
      }
    }
  }

  /// Whether the ConfigMap was written or taken away between reading and writing it.
  private static func isLate(_ error: ClusterError) -> Bool {
    switch error.kind {
    case .stale: true
    case .notFound(let kind, _): kind == "configmaps"
    default: false
    }
  }

  private func attempt(
    _ work: TargetWork,
    _ begun: inout Begun?
  ) async throws(ClusterError) -> TargetOutcome {
    let target = work.desired.target
    let name = work.desired.name
    let live = try await client.configMap(name)
    switch TargetPlan.step(work, live: live, manager: manager, options: options) {
    case .nothing:
      if let begun, let live { return outcome(target, before: begun.live, after: live) }
      var outcome = TargetOutcome(
        target: target,
        result: .unchanged,
        base: live?.base,
        bytes: live?.size ?? 0,
        heldRevision: heldRevision(live)
      )
      outcome.version = outcome.heldRevision
      return outcome
    case .refuse(let kind):
      let request = ClusterError.Request(verb: "patch", resource: "configmaps", name: name)
      throw ClusterError(kind, cluster: client.cluster, request: request)
        .dated(by: live?.managedFields)
    case .apply(let applied, let taking):
      try checkObjection(live, target, name)
      if !options.isDryRun { begun = Begun(live: live) }
      do throws(ClusterError) {
        let after = try await apply(applied, taking: taking, live)
        return outcome(target, before: live, after: after)
      } catch {
        throw error.dated(by: live?.managedFields)
      }
    }
  }

  private func checkObjection(
    _ live: ConfigMapObject?,
    _ target: ConfigMapTarget,
    _ name: ObjectName
  ) throws(ClusterError) {
    guard let reason = options.objection(target, heldRevision(live)) else { return }
    let request = ClusterError.Request(verb: "patch", resource: "configmaps", name: name)
    throw ClusterError(.withheld(reason), cluster: client.cluster, request: request)
  }

  /// The text of the key `VERSION` if the manager owns it.
  private func heldRevision(_ live: ConfigMapObject?) -> String? {
    let field = TargetPlan.versionField
    guard let live, live.managedFields.applied(by: manager).contains(field) else { return nil }
    return live.values[field].map { String(decoding: $0, as: UTF8.self) }
  }

  private func apply(
    _ applied: AppliedConfigMap,
    taking: Set<ConfigMapField>,
    _ live: ConfigMapObject?
  ) async throws(ClusterError) -> ConfigMapObject {
    guard let live else { return try await send(applied, on: nil) }
    if taking.isEmpty { return try await send(applied, on: live) }
    let moves = taking.contains { applied.values[$0] == nil }
    if options.isDryRun, moves { return preview(applied, taking: taking, live) }
    if !moves {
      // What the server refuses must not leave the keys with another owner.
      let after = try await send(applied, on: live, isDryRun: true)
      if options.isDryRun { return after }
    }
    // Should the process end here, the next run finds the keys to be its own and goes on.
    let fields = live.managedFields.transferring(taking, to: manager)
    return try await send(applied, on: try await client.replace(fields, of: live, as: manager))
  }

  /// Sends it with what it was planned for: a request that comes late must not undo what was
  /// written after it, nor take over what somebody else has made meanwhile.
  private func send(
    _ applied: AppliedConfigMap,
    on live: ConfigMapObject?,
    isDryRun: Bool? = nil
  ) async throws(ClusterError) -> ConfigMapObject {
    var applied = applied
    applied.base = live?.base ?? .absent
    return try await client.apply(
      applied,
      as: manager,
      isForced: options.takesOver,
      isDryRun: isDryRun ?? options.isDryRun
    )
  }

  /// The expected result, if the server can't know it before fields have changed owners.
  private func preview(
    _ applied: AppliedConfigMap,
    taking: Set<ConfigMapField>,
    _ live: ConfigMapObject
  ) -> ConfigMapObject {
    var after = live
    let own = live.managedFields.applied(by: manager)
    let others = live.managedFields.others(than: manager)
    for field in taking.union(own.filter { others[$0] == nil }) { after.values[field] = nil }
    after.values.merge(applied.values) { _, new in new }
    return after
  }

  private func outcome(
    _ target: ConfigMapTarget,
    before: ConfigMapObject?,
    after: ConfigMapObject
  ) -> TargetOutcome {
    let old = before?.values ?? [:]
    let changes = KeyChanges(from: old, to: after.values)
    let isSame = before?.resourceVersion == after.resourceVersion && !options.isDryRun
    var outcome = TargetOutcome(
      target: target,
      result: isSame ? .unchanged : before == nil ? .created(changes) : .updated(changes),
      base: after.base,
      bytes: after.size,
      preview: isSame ? nil : TargetOutcome.Preview(before: old, after: after.values),
      heldRevision: heldRevision(before),
      writers: writers(of: changes, in: before)
    )
    outcome.version = options.isDryRun ? nil : heldRevision(after)
    return outcome
  }

  /// Who owned the keys that were set right, besides the manager, where it is known.
  private func writers(
    of changes: KeyChanges,
    in before: ConfigMapObject?
  ) -> [String: TargetOutcome.Writer] {
    guard let before else { return [:] }
    var writers: [String: TargetOutcome.Writer] = [:]
    for (field, names) in before.managedFields.others(than: manager) {
      guard changes.changed.contains(field.key) || changes.removed.contains(field.key) else {
        continue
      }
      writers[field.key] = names.filter { $0 != ManagedFields.nobody }
        .map { name in
          TargetOutcome.Writer(manager: name, time: before.managedFields.time(of: name))
        }.max { ($0.time ?? "") < ($1.time ?? "") }
    }
    return writers
  }
}
