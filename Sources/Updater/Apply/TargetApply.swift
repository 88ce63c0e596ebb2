internal import Cluster
internal import ConfigMaps

/// Reads one ConfigMap, and writes it if it must be written.
struct TargetApply {
  let client: ClusterClient
  let manager: String
  let options: ApplyOptions

  /// How often others may be faster before it is an error.
  private static let mostRounds = 5

  func run(
    _ desired: DesiredConfigMap?,
    _ target: ConfigMapTarget
  ) async throws(ClusterError) -> TargetOutcome {
    let name = ObjectName(namespace: target.namespace, name: target.name)
    var round = 1
    while true {
      do throws(ClusterError) {
        return try await attempt(desired, target, name)
      } catch {
        guard case .stale = error.kind, round < TargetApply.mostRounds else { throw error }
        round += 1
      }
    }
  }

  private func attempt(
    _ desired: DesiredConfigMap?,
    _ target: ConfigMapTarget,
    _ name: ObjectName
  ) async throws(ClusterError) -> TargetOutcome {
    let live = try await client.configMap(name)
    let plan = TargetPlan(desired, live: live, name: name, manager: manager, options: options)
    switch plan.step {
    case .nothing:
      return TargetOutcome(
        target: target,
        result: .unchanged,
        resourceVersion: live?.resourceVersion,
        bytes: live?.size ?? 0
      )
    case .refuse(let kind):
      let request = ClusterError.Request(verb: "patch", resource: "configmaps", name: name)
      throw ClusterError(kind, cluster: client.cluster, request: request)
    case .apply(var applied, let taking):
      try checkObjection(live, name)
      applied.resourceVersion = live?.resourceVersion
      let after = try await apply(applied, taking: taking, live)
      return outcome(target, before: live, after: after)
    }
  }

  private func checkObjection(
    _ live: ConfigMapObject?,
    _ name: ObjectName
  ) throws(ClusterError) {
    let field = TargetPlan.versionField
    let isOwn = live?.managedFields.applied(by: manager).contains(field) ?? false
    let version = isOwn ? live?.values[field].map { String(decoding: $0, as: UTF8.self) } : nil
    guard let reason = options.objection(version) else { return }
    let request = ClusterError.Request(verb: "patch", resource: "configmaps", name: name)
    throw ClusterError(.withheld(reason), cluster: client.cluster, request: request)
  }

  private func apply(
    _ applied: AppliedConfigMap,
    taking: Set<ConfigMapField>,
    _ live: ConfigMapObject?
  ) async throws(ClusterError) -> ConfigMapObject {
    // A request that comes late must not undo what was written after it.
    var applied = applied
    if let live, !taking.isEmpty {
      if options.isDryRun, taking.contains(where: { applied.values[$0] == nil }) {
        return preview(applied, taking: taking, live)
      }
      if !options.isDryRun {
        // Should the process end here, the next run finds the keys to be its own and goes on.
        let fields = live.managedFields.transferring(taking, to: manager)
        let taken = try await client.replace(fields, of: live, as: manager)
        applied.resourceVersion = taken.resourceVersion
      }
    }
    return try await client.apply(
      applied,
      as: manager,
      isForced: options.takesOver,
      isDryRun: options.isDryRun
    )
  }

  /// What would come of it, where the server can't say so before fields have changed hands.
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
    return TargetOutcome(
      target: target,
      result: isSame ? .unchanged : before == nil ? .created(changes) : .updated(changes),
      resourceVersion: after.resourceVersion,
      bytes: after.size,
      preview: isSame ? nil : TargetOutcome.Preview(before: old, after: after.values)
    )
  }
}
