internal import YAML

extension PodJudge {
  /// Source: `ValidateTolerations` in pkg/apis/core/validation/validation.go.
  mutating func checkTolerations(_ spec: PodObject) {
    if !spec.has(.tolerations), additions.isEmpty { return }
    forEachAppended(.tolerations, of: spec) { judge, item in
      judge.checkToleration(judge.object(item))
    }
  }

  mutating func checkToleration(_ toleration: PodObject) {
    checkForm(toleration, .key, .toleration, NameFormat.qualifiedNameFault)
    checkTolerationOperator(toleration)
    checkChoice(
      toleration,
      .effect,
      .toleration,
      ["NoSchedule", "PreferNoSchedule", "NoExecute"]
    )
    guard toleration.has(.tolerationSeconds), let effect = toleration.text(.effect),
      effect != "NoExecute"
    else { return }
    report(
      .toleration,
      "tolerationSeconds count only with effect NoExecute",
      at: toleration.place(.tolerationSeconds),
      "effect"
    )
  }

  private mutating func checkTolerationOperator(_ toleration: PodObject) {
    guard let text = toleration.has(.operator) ? toleration.given(.operator) : Text.none else {
      return
    }
    let place = toleration.place(.operator)
    let isExists = text == "Exists"
    if !isExists, toleration.text(.key)?.isEmpty == true {
      report(.toleration, "a toleration without key needs operator Exists", at: place, "operator")
    }
    if isExists {
      if toleration.filled(.value) != nil {
        report(
          .toleration,
          "a toleration with operator Exists has a value",
          at: toleration.place(.value),
          "operator"
        )
      }
    } else if text.isEmpty || text == "Equal" {
      guard let value = toleration.filled(.value) else { return }
      checkForm(
        value,
        NameFormat.labelValueFault,
        .toleration,
        "value",
        at: toleration.place(.value),
        "operator"
      )
    } else if version.has(.taintTolerationComparisonOperators), text == "Lt" || text == "Gt" {
      checkComparedValue(toleration)
    } else {
      reportChoice(text, "operator", .toleration, ["Equal", "Exists"], at: place, "operator")
    }
  }

  private mutating func checkComparedValue(_ toleration: PodObject) {
    guard let value = toleration.text(.value) else { return }
    if let number = Int64(value.string), value.equals(String(number)) { return }
    report(
      .toleration,
      "value \(value.quoted) is not a whole number",
      at: toleration.place(.value),
      "value"
    )
  }
}
