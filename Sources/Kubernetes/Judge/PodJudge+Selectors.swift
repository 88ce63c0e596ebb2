internal import YAML

extension PodJudge {
  /// Labels; the API server names the map as a whole.
  mutating func checkLabels(_ labels: Node, _ rule: PodRule, _ suffix: String) {
    for entry in labels.entries {
      let key = entry.key.text
      checkForm(key, NameFormat.qualifiedNameFault, rule, "label", at: entry.key, suffix)
      guard let value = entry.value.stringOrNull else { continue }
      checkForm(
        value,
        NameFormat.labelValueFault,
        rule,
        "value of label \(key.quoted),",
        at: entry.value,
        suffix
      )
    }
  }

  /// A label selector.
  ///
  /// Source: `ValidateLabelSelector` in apimachinery's pkg/apis/meta/v1/validation/validation.go.
  mutating func checkLabelSelector(_ owner: PodObject, _ field: PodField, _ rule: PodRule) {
    guard let node = owner[field], node.isMapping else { return }
    let selector = object(node)
    path.append(.field(field))
    if let labels = selector[.matchLabels] { checkLabels(labels, rule, "matchLabels") }
    forEach(.matchExpressions, of: selector) { judge, expression in
      judge.checkExpression(expression, rule, comparesNumbers: false)
      for (index, value) in expression.items(.values) {
        guard let text = value.stringOrNull else { continue }
        judge.checkForm(
          text,
          NameFormat.labelValueFault,
          rule,
          "value",
          at: value,
          "values[\(index)]"
        )
      }
    }
    path.removeLast()
  }

  /// Operator, number of values and key of an expression.
  ///
  /// `comparesNumbers`: Whether `Gt` and `Lt` are operators.
  mutating func checkExpression(
    _ expression: PodObject,
    _ rule: PodRule,
    comparesNumbers: Bool
  ) {
    if let key = expression.text(.key) {
      checkForm(
        key,
        NameFormat.qualifiedNameFault,
        rule,
        "key",
        at: expression.place(.key),
        "key"
      )
    }
    guard let text = expression.text(.operator) else { return }
    let count = expression.count(.values)
    if text == "In" || text == "NotIn" {
      if count == 0, expression[.values]?.isSequence ?? !expression.hasUnknownKeys {
        reportValues(expression, rule, "operator \(text.string) needs values")
      }
    } else if text == "Exists" || text == "DoesNotExist" {
      if count > 0 { reportValues(expression, rule, "operator \(text.string) has no values") }
    } else if comparesNumbers, text == "Gt" || text == "Lt" {
      if count != 1, expression[.values]?.isSequence ?? !expression.hasUnknownKeys {
        reportValues(expression, rule, "operator \(text.string) needs exactly one value")
      }
    } else {
      reportChoice(
        text,
        "operator",
        rule,
        ["In", "NotIn", "Exists", "DoesNotExist"] + (comparesNumbers ? ["Gt", "Lt"] : []),
        at: expression.place(.operator),
        "operator"
      )
    }
  }

  private mutating func reportValues(
    _ expression: PodObject,
    _ rule: PodRule,
    _ message: String
  ) {
    report(rule, message, at: expression.place(.values), "values")
  }

  /// Keys whose values the API server takes from the pod's labels.
  ///
  /// Sources: `PrepareForCreate` in pkg/registry/core/pod/strategy.go;
  /// `validateMatchLabelKeysAndMismatchLabelKeys` and `validateMatchLabelKeysInTopologySpread` in
  /// pkg/apis/core/validation/validation.go.
  ///
  /// - Returns: Whether the list counts at all.
  mutating func checkLabelKeys(
    _ owner: PodObject,
    _ field: PodField,
    _ gate: FeatureGate,
    _ rule: PodRule
  ) -> Bool {
    guard let list = gated(field, of: owner, gate), list.itemCount > 0 else { return false }
    guard owner.has(.labelSelector) else {
      if owner.hasUnknownKeys { return false }
      report(
        rule,
        "\(field.name) need a labelSelector",
        at: owner.key(field) ?? owner.anchor,
        field.name
      )
      return false
    }
    for (index, key) in PodItemList(list) {
      guard let text = key.stringOrNull else { continue }
      checkForm(
        text,
        NameFormat.qualifiedNameFault,
        rule,
        "key",
        at: key,
        "\(field.name)[\(index)]"
      )
    }
    return true
  }

  /// Whether a label selector has something to say about a key.
  func selector(_ owner: PodObject, mentions key: Text) -> Bool {
    guard let node = owner[.labelSelector] else { return false }
    let selector = object(node)
    if selector[.matchLabels]?.value(of: key) != nil { return true }
    return selector.items(.matchExpressions).contains { object($0.node).given(.key) == key }
  }

  func podHasLabel(_ key: Text) -> Bool { facts.labels?.value(of: key) != nil }

  /// Labels of nodes that have new names.
  ///
  /// Source: `GetNodeLabelDeprecatedMessage` in pkg/api/node/util.go.
  mutating func checkNodeLabelAge(_ key: Text, at node: Node, _ suffix: String) {
    guard let label = OldNodeLabel(key) else { return }
    report(
      .deprecatedNodeLabel,
      "node label \(key.quoted) is deprecated",
      at: node,
      suffix,
      help: label.successor.map { "use \($0)" } ?? "it has no successor",
      repair: label.successor.map { .name($0) }
    )
  }
}

/// Node labels that the API server warns of.
struct OldNodeLabel {
  /// The name that took its place.
  let successor: String?

  init?(_ key: Text) {
    guard let first = key.bytes.first, "abfns".utf8.contains(first),
      let (_, new) = OldNodeLabel.names.first(where: { key == $0.old })
    else { return nil }
    successor = new
  }

  private static let names: [(old: StaticString, new: String?)] = [
    ("beta.kubernetes.io/arch", "kubernetes.io/arch"),
    ("beta.kubernetes.io/os", "kubernetes.io/os"),
    ("failure-domain.beta.kubernetes.io/region", "topology.kubernetes.io/region"),
    ("failure-domain.beta.kubernetes.io/zone", "topology.kubernetes.io/zone"),
    ("beta.kubernetes.io/instance-type", "node.kubernetes.io/instance-type"),
    ("app.kubernetes.io/created-by", nil),
    ("scheduler.alpha.kubernetes.io/preferAvoidPods", nil),
    ("node-role.kubernetes.io/master", "node-role.kubernetes.io/control-plane"),
  ]
}
