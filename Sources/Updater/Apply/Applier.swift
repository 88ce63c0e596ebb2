package import Cluster
package import ConfigMaps

/// Brings the ConfigMaps of clusters to a desired state, as one field manager of several.
///
/// May be repeated at any time: what is as it should be is read and not written.
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
    let wanted = state.configMaps.map { ($0.target, Optional($0)) }
    let unmatched = state.unmatchedTargets.map { ($0, DesiredConfigMap?.none) }
    var rest = (wanted + unmatched).makeIterator()
    return await withTaskGroup(of: TargetOutcome.self) { group in
      var outcomes: [TargetOutcome] = []
      func addNext() {
        guard !Task.isCancelled, let (target, configMap) = rest.next() else { return }
        group.addTask { await apply(configMap, to: target) }
      }
      for _ in 0..<max(1, options.concurrency) { addNext() }
      while let outcome = await group.next() {
        outcomes.append(outcome)
        addNext()
      }
      return outcomes.sorted { $0.target < $1.target }
    }
  }

  private func apply(
    _ desired: DesiredConfigMap?,
    to target: ConfigMapTarget
  ) async -> TargetOutcome {
    do throws(ClusterError) {
      let client = try clusters.client(target.cluster)
      let work = TargetApply(client: client, manager: manager.description, options: options)
      return try await work.run(desired, target)
    } catch {
      return TargetOutcome(target: target, result: .failed(error))
    }
  }
}
