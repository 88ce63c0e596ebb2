package import Cluster
package import ConfigMaps

/// Brings the ConfigMaps of clusters to a desired state, as one field manager of several.
///
/// May be repeated at any time: a ConfigMap that is right is read and not written.
package struct Applier: Sendable {
  private let clusters: Clusters
  private let manager: FieldManager
  private let options: ApplyOptions

  package init(clusters: Clusters, manager: FieldManager, options: ApplyOptions = ApplyOptions()) {
    self.clusters = clusters
    self.manager = manager
    self.options = options
  }

  /// Applies a state without errors; each ConfigMap stands for itself.
  ///
  /// - Returns: An outcome for every ConfigMap of the state and every target without files, in the
  ///   order of the targets. When the task is cancelled, those that were not begun are missing.
  package func apply(_ state: DesiredState) async -> [TargetOutcome] {
    let wanted = state.configMaps.map { TargetWork(desired: $0, hasFiles: true) }
    let unmatched = state.unmatchedTargets.map {
      TargetWork(
        desired: DesiredConfigMap(target: $0, entries: [], version: state.version),
        hasFiles: false
      )
    }
    var options = options
    options.keepKeys(of: state)
    let judged = options
    var rest = Applier.byName(wanted + unmatched).makeIterator()
    let lost = LostClusters()
    return await withTaskGroup(of: [TargetOutcome].self) { group in
      var outcomes: [TargetOutcome] = []
      func addNext() {
        guard !Task.isCancelled, let works = rest.next() else { return }
        group.addTask {
          await Namesakes(
            works,
            identify: { target throws(ClusterError) in try await identity(of: target, lost) },
            apply: { work in await apply(work, judged, lost) }
          ).run()
        }
      }
      for _ in 0..<max(1, options.concurrency) { addNext() }
      while let some = await group.next() {
        outcomes += some
        addNext()
      }
      return outcomes.sorted { $0.target < $1.target }
    }
  }

  /// Groups ConfigMaps by namespace and name, in the order of the first of each.
  private static func byName(_ works: [TargetWork]) -> [[TargetWork]] {
    var groups: [[TargetWork]] = []
    var positions: [ObjectName: Int] = [:]
    for work in works {
      if let position = positions[work.desired.name] {
        groups[position].append(work)
      } else {
        positions[work.desired.name] = groups.count
        groups.append([work])
      }
    }
    return groups
  }

  private func identity(
    of target: ConfigMapTarget,
    _ lost: LostClusters
  ) async throws(ClusterError) -> Namesakes.Identity {
    try await asking(target.cluster, lost) { client throws(ClusterError) in
      let name = ObjectName(namespace: target.namespace, name: target.name)
      return Namesakes.Identity(server: client.server, uid: try await client.configMap(name)?.uid)
    }
  }

  private func apply(
    _ work: TargetWork,
    _ options: ApplyOptions,
    _ lost: LostClusters
  ) async -> TargetOutcome {
    let target = work.desired.target
    do throws(ClusterError) {
      return try await asking(target.cluster, lost) { client throws(ClusterError) in
        let apply = TargetApply(client: client, manager: manager.description, options: options)
        return try await apply.run(work)
      }
    } catch {
      return TargetOutcome(target: target, result: .failed(error))
    }
  }

  private func asking<Value>(
    _ cluster: String,
    _ lost: LostClusters,
    _ question: (ClusterClient) async throws(ClusterError) -> Value
  ) async throws(ClusterError) -> Value {
    if let error = lost.error(of: cluster) { throw error }
    do throws(ClusterError) {
      return try await question(try clusters.client(cluster))
    } catch {
      lost.note(error)
      throw error
    }
  }
}

/// One ConfigMap to work on.
struct TargetWork: Sendable {
  let desired: DesiredConfigMap
  /// `false` if no file belongs to it any more: it only loses the keys of those that did.
  let hasFiles: Bool
}
