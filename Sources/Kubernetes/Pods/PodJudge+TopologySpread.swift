internal import YAML

extension PodJudge {
  /// Kubernetes P185-P188.
  mutating func checkTopologySpread(_ spec: PodObject) {
    var pairs: [(key: Text, action: Text, place: Node)] = []
    forEach(.topologySpreadConstraints, of: spec) { judge, constraint in
      judge.checkConstraint(constraint)
      guard let key = constraint.text(.topologyKey),
        let action = constraint.text(.whenUnsatisfiable)
      else { return }
      let place = constraint.place(.topologyKey)
      let first = pairs.first { $0.key == key && $0.action == action }
      if let first {
        judge.report(
          .topologySpread,
          "two constraints are for topologyKey \(key.quoted) and \(action.quoted)",
          at: place,
          "{topologyKey, whenUnsatisfiable}",
          related: [(first.place, "the first one")]
        )
      }
      pairs.append((key, action, place))
    }
  }

  private mutating func checkConstraint(_ constraint: PodObject) {
    let skew =
      constraint.has(.maxSkew)
      ? constraint.integer(.maxSkew) : constraint.hasUnknownKeys ? nil : 0
    if let skew, skew < 1 {
      report(
        .topologySpread,
        "maxSkew \(skew) is not above zero",
        at: constraint.place(.maxSkew),
        "maxSkew"
      )
    }
    if let key = require(constraint, .topologyKey, .topologySpread, of: "a constraint") {
      checkNodeLabelAge(key, at: constraint.place(.topologyKey), "topologyKey")
    }
    checkSpreadChoices(constraint)
    checkMinDomains(constraint)
    checkLabelSelector(constraint, .labelSelector, .topologySpread)
    if !constraint.has(.labelSelector), !constraint.hasUnknownKeys {
      report(
        .emptySelector,
        "a constraint without labelSelector counts no pod",
        at: constraint.anchor,
        "labelSelector"
      )
    }
    checkSpreadLabelKeys(constraint)
  }

  private mutating func checkSpreadChoices(_ constraint: PodObject) {
    if let text = constraint.text(.whenUnsatisfiable), text != "DoNotSchedule",
      text != "ScheduleAnyway"
    {
      reportChoice(
        text,
        "whenUnsatisfiable",
        .topologySpread,
        ["DoNotSchedule", "ScheduleAnyway"],
        at: constraint.place(.whenUnsatisfiable),
        "whenUnsatisfiable"
      )
    }
    for field in [PodField.nodeAffinityPolicy, .nodeTaintsPolicy]
    where gated(field, of: constraint, .nodeInclusionPolicyInPodTopologySpread) != nil {
      checkChoice(constraint, field, .topologySpread, ["Honor", "Ignore"], allowsEmpty: false)
    }
  }

  private mutating func checkMinDomains(_ constraint: PodObject) {
    checkRange(constraint, .minDomains, .topologySpread, .positive)
    guard constraint.has(.minDomains), let text = constraint.given(.whenUnsatisfiable),
      text != "DoNotSchedule"
    else { return }
    report(
      .topologySpread,
      "minDomains counts only with whenUnsatisfiable: DoNotSchedule",
      at: constraint.place(.minDomains),
      "minDomains"
    )
  }

  private mutating func checkSpreadLabelKeys(_ constraint: PodObject) {
    let gate = FeatureGate.matchLabelKeysInPodTopologySpread
    guard checkLabelKeys(constraint, .matchLabelKeys, gate, .topologySpread) else { return }
    // Before the keys were merged into the selector, the pod's labels did not matter.
    let merges = version.has(.matchLabelKeysInPodTopologySpreadSelectorMerge)
    for (index, node) in constraint.items(.matchLabelKeys) {
      guard let key = node.string, !merges || podHasLabel(key),
        selector(constraint, mentions: key)
      else { continue }
      report(
        .topologySpread,
        "key \(key.quoted) is in matchLabelKeys and labelSelector",
        at: node,
        "matchLabelKeys[\(index)]"
      )
    }
  }
}
