internal import Cluster
internal import ConfigMaps
internal import Files

/// ConfigMaps of one namespace and name in clusters of several names.
///
/// Two names may mean one cluster, and then one ConfigMap: what the first wrote the second would
/// take away, as keys that its files don't make. So each is looked at before any is written.
struct Namesakes {
  /// Those with files first: they say what a ConfigMap is to hold.
  private let works: [TargetWork]
  private let identify: @Sendable (ConfigMapTarget) async throws(ClusterError) -> Identity
  private let apply: @Sendable (TargetWork) async -> TargetOutcome

  init(
    _ works: [TargetWork],
    identify: @escaping @Sendable (ConfigMapTarget) async throws(ClusterError) -> Identity,
    apply: @escaping @Sendable (TargetWork) async -> TargetOutcome
  ) {
    self.works = works.filter(\.hasFiles) + works.filter { !$0.hasFiles }
    self.identify = identify
    self.apply = apply
  }

  /// What tells a ConfigMap from others of its name.
  struct Identity {
    var server: String
    /// `nil` if there is no ConfigMap yet.
    var uid: String?

    fileprivate func isSame(as other: Identity) -> Bool {
      server == other.server || uid != nil && uid == other.uid
    }
  }

  /// - Returns: An outcome for each; when the task is cancelled, those not begun are missing.
  func run() async -> [TargetOutcome] {
    if works.count == 1 { return [await apply(works[0])] }
    var outcomes: [TargetOutcome] = []
    var groups: [(identity: Identity, works: [TargetWork])] = []
    for work in works where !Task.isCancelled {
      do throws(ClusterError) {
        let identity = try await identify(work.desired.target)
        if let index = groups.firstIndex(where: { $0.identity.isSame(as: identity) }) {
          groups[index].works.append(work)
        } else {
          groups.append((identity, [work]))
        }
      } catch {
        outcomes.append(TargetOutcome(target: work.desired.target, result: .failed(error)))
      }
    }
    // Of those that are made now, only the server can tell whether they are the same.
    var made: [String: (work: TargetWork, outcome: TargetOutcome)] = [:]
    for group in groups where !Task.isCancelled {
      var first = group.works[0]
      var leading: TargetOutcome?
      if group.identity.uid == nil, !made.isEmpty,
        let uid = try? await identify(first.desired.target).uid, let known = made[uid]
      {
        (first, leading) = known
      }
      let others = group.works.filter { $0.desired.target != first.desired.target }
      if let clash = others.first(where: { $0.hasFiles && !$0.hasSameFiles(as: first) }) {
        outcomes += group.works.map { Namesakes.refusal($0, first, clash) }
        continue
      }
      if leading == nil {
        let outcome = await apply(first)
        outcomes.append(outcome)
        if let uid = outcome.base?.uid { made[uid] = (first, outcome) }
        leading = outcome
      }
      outcomes += others.compactMap { work in leading.map { work.sharing($0) } }
    }
    return outcomes
  }

  private static func refusal(
    _ work: TargetWork,
    _ first: TargetWork,
    _ clash: TargetWork
  ) -> TargetOutcome {
    let names = [first, clash].map { "\"\($0.desired.target.cluster)\"" }.joined(separator: " and ")
    let reason =
      "clusters \(names) are the same one, and config_updater gives this ConfigMap other files in "
      + "each: use one name for the cluster"
    return TargetOutcome(
      target: work.desired.target,
      result: .failed(ClusterError(.withheld(reason), cluster: work.desired.target.cluster))
    )
  }
}

extension TargetWork {
  fileprivate func hasSameFiles(as other: TargetWork) -> Bool {
    let (own, others) = (desired.entries, other.desired.entries)
    return own.count == others.count
      && zip(own, others).allSatisfy { one, two in
        one.key == two.key && one.isZipped == two.isZipped && one.content.bytes == two.content.bytes
      }
  }

  /// The outcome of a ConfigMap that is the same as another.
  fileprivate func sharing(_ outcome: TargetOutcome) -> TargetOutcome {
    if hasFiles {
      var own = outcome
      own.target = desired.target
      return own
    }
    return TargetOutcome(
      target: desired.target,
      result: .unchanged,
      base: outcome.base,
      bytes: outcome.bytes
    )
  }
}
