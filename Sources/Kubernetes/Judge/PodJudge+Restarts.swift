internal import YAML

extension PodJudge {
  /// When a container starts again.
  ///
  /// Sources: `validateContainerRestartPolicy`, `validateInitContainerRestartPolicy` and
  /// `validateResizePolicy` in pkg/apis/core/validation/validation.go.
  mutating func checkRestarts(_ container: PodObject, _ kind: ContainerKind) {
    if container.has(.restartPolicy) { checkRestartPolicy(container, kind) }
    if container.has(.restartPolicyRules) { checkRestartRules(container, kind) }
    if container.has(.resizePolicy) { checkResizePolicy(container, kind) }
  }

  private mutating func checkRestartPolicy(_ container: PodObject, _ kind: ContainerKind) {
    if kind == .ephemeral { return }
    if version.has(.containerRestartRules) {
      return checkChoice(
        container,
        .restartPolicy,
        .container,
        ["Always", "Never", "OnFailure"],
        allowsEmpty: false
      )
    }
    if kind == .initial {
      if version.has(.sidecarContainers) {
        checkChoice(container, .restartPolicy, .container, ["Always"], allowsEmpty: false)
      } else {
        reportDropped(.restartPolicy, of: container, .sidecarContainers)
      }
    } else {
      report(
        .container,
        "only init containers have a restartPolicy before 1.35",
        at: container.place(.restartPolicy),
        "restartPolicy"
      )
    }
  }

  private mutating func checkRestartRules(_ container: PodObject, _ kind: ContainerKind) {
    guard let rules = gated(.restartPolicyRules, of: container, .containerRestartRules),
      kind != .ephemeral, rules.itemCount > 0
    else { return }
    if !container.has(.restartPolicy), !container.hasUnknownKeys {
      report(
        .container,
        "restartPolicyRules need a restartPolicy",
        at: container.key(.restartPolicyRules) ?? container.anchor,
        "restartPolicy"
      )
    }
    if rules.itemCount > 20 {
      report(
        .container,
        "\(rules.itemCount) restart rules are more than 20",
        at: rules,
        "restartPolicyRules"
      )
    }
    forEach(.restartPolicyRules, of: container) { judge, rule in judge.checkRestartRule(rule) }
  }

  private mutating func checkRestartRule(_ rule: PodObject) {
    let all = version.has(.restartAllContainersOnContainerExits)
    if let action = rule.text(.action) {
      let choices: Choices = all ? ["Restart", "RestartAllContainers"] : ["Restart"]
      if !choices.contains(where: { action == $0 }) {
        reportChoice(action, "action", .container, choices, at: rule.place(.action), "action")
      }
    }
    guard let node = rule[.exitCodes] else {
      if rule.hasUnknownKeys { return }
      return report(.container, "a restart rule has no exitCodes", at: rule.anchor, "exitCodes")
    }
    let codes = object(node)
    within(.exitCodes) { judge in
      if let text = codes.text(.operator), text != "In", text != "NotIn" {
        judge.reportChoice(
          text,
          "operator",
          .container,
          ["In", "NotIn"],
          at: codes.place(.operator),
          "operator"
        )
      }
      if codes.count(.values) > 255 {
        judge.report(
          .container,
          "\(codes.count(.values)) exit codes are more than 255",
          at: codes.place(.values),
          "values"
        )
      }
    }
  }

  private mutating func checkResizePolicy(_ container: PodObject, _ kind: ContainerKind) {
    guard gated(.resizePolicy, of: container, .inPlacePodVerticalScaling) != nil else { return }
    seen.removeAll()
    let isSidecar = container.given(.restartPolicy).map { $0 == "Always" } ?? false
    path.append(.field(.resizePolicy))
    for (index, node) in container.items(.resizePolicy) {
      let policy = object(node)
      checkResizeResource(policy, index)
      checkResizeRestart(policy)
      if kind == .initial, !isSidecar, isRestart(policy) {
        report(
          .container,
          "an init container without restartPolicy: Always can't restart for a resize",
          at: policy.place(.restartPolicy),
          "[\(index)].restartPolicy"
        )
      }
    }
    path.removeLast()
  }

  private func isRestart(_ policy: PodObject) -> Bool {
    policy.given(.restartPolicy).map { $0 == "RestartContainer" } ?? false
  }

  private mutating func checkResizeResource(_ policy: PodObject, _ index: Int) {
    guard let name = policy.text(.resourceName) else { return }
    let place = policy.place(.resourceName)
    if let first = seen.firstPlace(of: name, at: place) {
      report(
        .container,
        "two resize policies are for \(name.quoted)",
        at: place,
        "[\(index)]",
        related: [(first, "the first one")]
      )
    }
    if name != "cpu", name != "memory" {
      reportChoice(name, "resourceName", .container, ["cpu", "memory"], at: place, "")
    }
  }

  private mutating func checkResizeRestart(_ policy: PodObject) {
    guard let text = policy.text(.restartPolicy) else { return }
    let place = policy.place(.restartPolicy)
    if text != "NotRequired", text != "RestartContainer" {
      reportChoice(
        text,
        "restartPolicy",
        .container,
        ["NotRequired", "RestartContainer"],
        at: place,
        ""
      )
    } else if facts.neverRestarts, text == "RestartContainer" {
      report(
        .container,
        "the pod never restarts a container, so that a resize can't",
        at: place,
        "",
        dependsOnPod: true
      )
    }
  }
}
