internal import YAML

extension PodJudge {
  /// Sources: `validateTopologySpreadConstraints` in pkg/apis/core/validation/validation.go;
  /// `warningsForPodSpecAndMeta` in pkg/api/pod/warnings.go.
  mutating func checkTopologySpread(_ spec: PodObject) {
    guard let list = spec[.topologySpreadConstraints] else { return }
    var last: [SpreadPair: (index: Int, place: Node)] = [:]
    path.append(.field(.topologySpreadConstraints))
    forEachItem(of: list, from: 0) { judge, item in
      let constraint = judge.object(item)
      judge.checkConstraint(constraint)
      guard let pair = SpreadPair(constraint), case .index(let index) = judge.path.last else {
        return
      }
      let place = constraint.place(.topologyKey)
      let earlier = last.updateValue((index, place), forKey: pair)
      if let earlier { judge.reportRepeat(of: pair, at: place, earlier) }
    }
    path.removeLast()
  }

  /// What is unique to a constraint.
  private struct SpreadPair: Hashable {
    var key: Text
    var action: Text

    init?(_ constraint: PodObject) {
      guard let key = constraint.text(.topologyKey),
        let action = constraint.text(.whenUnsatisfiable)
      else { return nil }
      (self.key, self.action) = (key, action)
    }
  }

  /// The API server compares each constraint with those after it, so it names the earlier one.
  private mutating func reportRepeat(
    of pair: SpreadPair,
    at place: Node,
    _ earlier: (index: Int, place: Node)
  ) {
    let position = path.removeLast()
    report(
      .topologySpread,
      "two constraints are for topologyKey \(pair.key.quoted) and \(pair.action.quoted)",
      at: place,
      "[\(earlier.index)].{topologyKey, whenUnsatisfiable}",
      related: [(earlier.place, "the first one")]
    )
    path.append(position)
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
