internal import YAML

extension PodJudge {
  /// Sources: `validateAffinity` in pkg/apis/core/validation/validation.go and what it calls;
  /// `warningsForPodSpecAndMeta` in pkg/api/pod/warnings.go.
  mutating func checkAffinity(_ spec: PodObject) {
    guard let node = spec[.affinity], node.isMapping else { return }
    let affinity = object(node)
    path.append(.field(.affinity))
    if let node = affinity[.nodeAffinity], node.isMapping {
      within(.nodeAffinity) { $0.checkNodeAffinity($0.object(node)) }
    }
    for field in [PodField.podAffinity, .podAntiAffinity] {
      guard let node = affinity[field], node.isMapping else { continue }
      within(field) { $0.checkPodAffinity($0.object(node)) }
    }
    path.removeLast()
  }

  private mutating func checkNodeAffinity(_ affinity: PodObject) {
    if let node = affinity[.requiredDuringSchedulingIgnoredDuringExecution], node.isMapping {
      let selector = object(node)
      within(.requiredDuringSchedulingIgnoredDuringExecution) { judge in
        if selector.count(.nodeSelectorTerms) == 0,
          selector[.nodeSelectorTerms]?.isSequence ?? !selector.hasUnknownKeys
        {
          judge.report(
            .affinity,
            "a required node affinity has no term",
            at: selector.place(.nodeSelectorTerms),
            "nodeSelectorTerms"
          )
        }
        judge.forEach(.nodeSelectorTerms, of: selector) { judge, term in
          judge.checkNodeTerm(term, isRequired: true)
        }
      }
    }
    forEach(.preferredDuringSchedulingIgnoredDuringExecution, of: affinity) { judge, term in
      judge.checkWeight(term)
      guard let node = term[.preference], node.isMapping else { return }
      judge.within(.preference) { $0.checkNodeTerm($0.object(node), isRequired: false) }
    }
  }

  private mutating func checkWeight(_ term: PodObject) {
    let weight = term.has(.weight) ? term.integer(.weight) : term.hasUnknownKeys ? nil : 0
    guard let weight, !(1...100).contains(weight) else { return }
    reportRange(weight, "weight", .affinity, 1...100, at: term.place(.weight), "weight")
  }

  private mutating func checkNodeTerm(_ term: PodObject, isRequired: Bool) {
    forEach(.matchExpressions, of: term) { judge, expression in
      judge.checkExpression(expression, .affinity, comparesNumbers: true)
      if let key = expression.given(.key) {
        judge.checkNodeLabelAge(key, at: expression.place(.key), "key")
      }
      for (index, value) in expression.items(.values) {
        guard let text = value.stringOrNull else { continue }
        judge.checkForm(
          text,
          NameFormat.labelValueFault,
          isRequired ? .affinity : .unmatchableLabel,
          "value",
          at: value,
          "values[\(index)]"
        )
      }
    }
    forEach(.matchFields, of: term) { judge, field in judge.checkFieldMatch(field) }
  }

  /// Source: `ValidateNodeFieldSelectorRequirement` in pkg/apis/core/validation/validation.go.
  private mutating func checkFieldMatch(_ field: PodObject) {
    if let text = field.text(.operator) {
      if text != "In", text != "NotIn" {
        reportChoice(
          text,
          "operator",
          .affinity,
          ["In", "NotIn"],
          at: field.place(.operator),
          "operator"
        )
      } else if field.count(.values) != 1, field[.values]?.isSequence ?? !field.hasUnknownKeys {
        report(.affinity, "matchFields need exactly one value", at: field.place(.values), "values")
      }
    }
    guard let key = field.text(.key) else { return }
    guard key == "metadata.name" else {
      return reportChoice(key, "key", .affinity, ["metadata.name"], at: field.place(.key), "key")
    }
    for (index, value) in field.items(.values) {
      guard let text = value.stringOrNull else { continue }
      checkForm(
        text,
        NameFormat.dns1123SubdomainFault,
        .affinity,
        "node name",
        at: value,
        "values[\(index)]"
      )
    }
  }

  // MARK: Neighbours

  private mutating func checkPodAffinity(_ affinity: PodObject) {
    forEach(.requiredDuringSchedulingIgnoredDuringExecution, of: affinity) { judge, term in
      judge.checkPodTerm(term)
    }
    forEach(.preferredDuringSchedulingIgnoredDuringExecution, of: affinity) { judge, weighted in
      judge.checkWeight(weighted)
      if weighted.hasUnknownKeys, !weighted.has(.podAffinityTerm) { return }
      let term = weighted[.podAffinityTerm]
      judge.within(.podAffinityTerm) { judge in
        guard let term else {
          return judge.report(
            .affinity,
            "a preferred affinity has no podAffinityTerm",
            at: weighted.anchor,
            "topologyKey"
          )
        }
        if term.isMapping { judge.checkPodTerm(judge.object(term)) }
      }
    }
  }

  /// Source: `validatePodAffinityTerm` in pkg/apis/core/validation/validation.go.
  private mutating func checkPodTerm(_ term: PodObject) {
    if let key = term.text(.topologyKey) {
      checkForm(
        key,
        NameFormat.qualifiedNameFault,
        .affinity,
        "topologyKey",
        at: term.place(.topologyKey),
        "topologyKey"
      )
      checkNodeLabelAge(key, at: term.place(.topologyKey), "topologyKey")
    }
    checkLabelSelector(term, .labelSelector, .affinity)
    checkLabelSelector(term, .namespaceSelector, .affinity)
    for (_, node) in term.items(.namespaces) {
      guard let name = node.stringOrNull else { continue }
      // The API server's name for the list.
      checkForm(
        name,
        NameFormat.dns1123LabelFault,
        .affinity,
        "namespace",
        at: node,
        "namespace"
      )
    }
    if !term.has(.labelSelector), !term.hasUnknownKeys {
      report(
        .emptySelector,
        "an affinity without labelSelector matches no pod",
        at: term.anchor,
        "labelSelector"
      )
    }
    checkTermLabelKeys(term)
  }

  private mutating func checkTermLabelKeys(_ term: PodObject) {
    let gate = FeatureGate.matchLabelKeysInPodAffinity
    let mismatches = checkLabelKeys(term, .mismatchLabelKeys, gate, .affinity)
    guard checkLabelKeys(term, .matchLabelKeys, gate, .affinity) else { return }
    for (index, node) in term.items(.matchLabelKeys) {
      guard let key = node.string else { continue }
      if mismatches, term.items(.mismatchLabelKeys).contains(where: { $0.node.string == key }) {
        report(
          .affinity,
          "key \(key.quoted) is in matchLabelKeys and mismatchLabelKeys",
          at: node,
          "matchLabelKeys[\(index)]"
        )
      }
      if podHasLabel(key), selector(term, mentions: key) {
        // The API server gives the position without the name of the list.
        report(
          .affinity,
          "key \(key.quoted) is in matchLabelKeys and labelSelector",
          at: node,
          "[\(index)]"
        )
      }
    }
  }
}
