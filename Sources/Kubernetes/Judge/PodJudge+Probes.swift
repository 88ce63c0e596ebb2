internal import YAML

extension PodJudge {
  /// Sources: `validateLivenessProbe`, `validateReadinessProbe`, `validateStartupProbe` and
  /// `validateProbe` in pkg/apis/core/validation/validation.go.
  mutating func checkProbes(_ container: PodObject) {
    if let probe = container[.livenessProbe] { checkProbe(probe, .livenessProbe) }
    if let probe = container[.readinessProbe] { checkProbe(probe, .readinessProbe) }
    if let probe = container[.startupProbe] { checkProbe(probe, .startupProbe) }
  }

  private mutating func checkProbe(_ node: Node, _ field: PodField) {
    guard node.isMapping else { return }
    let probe = object(node)
    path.append(.field(field))
    checkHandler(probe, [.exec, .httpGet, .tcpSocket, .grpc], .probe)
    for field in PodJudge.probeNumbers { checkRange(probe, field, .probe, .natural) }
    checkRange(probe, .terminationGracePeriodSeconds, .probe, .positive)
    if field == .readinessProbe {
      if probe.has(.terminationGracePeriodSeconds) {
        report(
          .probe,
          "a readiness probe has no grace period: it ends nothing",
          at: probe.place(.terminationGracePeriodSeconds),
          "terminationGracePeriodSeconds"
        )
      }
    } else if let threshold = probe.integer(.successThreshold), threshold > 1 {
      report(
        .probe,
        "successThreshold \(threshold) of a \(field.name) is not 1",
        at: probe.place(.successThreshold),
        "successThreshold"
      )
    }
    path.removeLast()
  }

  private static let probeNumbers: [PodField] = [
    .initialDelaySeconds, .timeoutSeconds, .periodSeconds, .successThreshold, .failureThreshold,
  ]

  /// Sources: `validateLifecycle` and `validateHandler` in pkg/apis/core/validation/validation.go.
  mutating func checkLifecycle(_ container: PodObject) {
    guard let node = container[.lifecycle], node.isMapping else { return }
    let lifecycle = object(node)
    path.append(.field(.lifecycle))
    for field in [PodField.postStart, .preStop] {
      guard let node = lifecycle[field], node.isMapping else { continue }
      path.append(.field(field))
      checkHandler(object(node), [.exec, .httpGet, .tcpSocket, .sleep], .lifecycle)
      path.removeLast()
    }
    _ = gated(.stopSignal, of: lifecycle, .containerStopSignals)
    path.removeLast()
  }

  /// Exactly one of the handlers; of several the first counts.
  private mutating func checkHandler(_ owner: PodObject, _ kinds: [PodField], _ rule: PodRule) {
    var first: PodField?
    for kind in kinds {
      guard let node = owner[kind] else { continue }
      if kind == .sleep, gated(.sleep, of: owner, .podLifecycleSleepAction) == nil { continue }
      if let first {
        report(
          rule,
          "\(first.name) and \(kind.name) can\'t both be set",
          at: owner.key(kind) ?? owner.anchor,
          kind.name
        )
        continue
      }
      first = kind
      if node.isMapping { checkAction(object(node), kind, rule) }
    }
    if first == nil, !owner.hasUnknownKeys {
      report(
        rule,
        "nothing says what to do",
        at: owner.anchor,
        help: "add \(PodJudge.alternatives(kinds.map(\.name)))"
      )
    }
  }

  /// Source: `validateHandler` in pkg/apis/core/validation/validation.go and what it calls.
  private mutating func checkAction(_ action: PodObject, _ kind: PodField, _ rule: PodRule) {
    path.append(.field(kind))
    defer { path.removeLast() }
    switch kind {
    case .exec:
      if action.count(.command) == 0, action[.command]?.isSequence ?? !action.hasUnknownKeys {
        report(rule, "exec has no command", at: action.place(.command), "command")
      }
    case .httpGet:
      checkPort(action, rule)
      checkChoice(action, .scheme, rule, ["HTTP", "HTTPS"])
      checkHeaders(action, rule)
    case .tcpSocket: checkPort(action, rule)
    case .grpc:
      let number = action.has(.port) ? action.integer(.port) : action.hasUnknownKeys ? nil : 0
      if let number, !ClosedRange<Int64>.ports.contains(number) {
        reportRange(number, "port", rule, .ports, at: action.place(.port), "port")
      }
    default: checkSleep(action)
    }
  }

  /// A number or the name of a port; a number in quotes is a name, and no good one.
  private mutating func checkPort(_ action: PodObject, _ rule: PodRule) {
    let place = action.place(.port)
    if let name = action.given(.port) {
      guard let fault = NameFormat.portNameFault(name.bytes) else { return }
      let isNumber = name.bytes.allSatisfy(NameFormat.isDigit) && !name.isEmpty
      report(
        rule,
        "port name \(name.quoted) \(fault)",
        at: place,
        "port",
        help: isNumber ? "write the number without quotes" : nil
      )
      return
    }
    let number = action.has(.port) ? action.integer(.port) : action.hasUnknownKeys ? nil : 0
    if let number, !ClosedRange<Int64>.ports.contains(number) {
      reportRange(number, "port", rule, .ports, at: place, "port")
    }
  }

  private mutating func checkHeaders(_ action: PodObject, _ rule: PodRule) {
    for (_, node) in action.items(.httpHeaders) {
      let header = object(node)
      guard let name = header.text(.name) else { continue }
      checkForm(
        name,
        NameFormat.httpHeaderNameFault,
        rule,
        "header name",
        at: header.place(.name),
        "httpHeaders"
      )
    }
  }

  private mutating func checkSleep(_ action: PodObject) {
    let allowsZero = version.has(.podLifecycleSleepActionAllowZero)
    let seconds = action.has(.seconds) ? action.integer(.seconds) : action.hasUnknownKeys ? nil : 0
    let most = facts.gracePeriod ?? facts.decoration?.gracePeriod ?? 30
    guard let seconds, seconds < (allowsZero ? 0 : 1) || seconds > most else { return }
    report(
      .lifecycle,
      seconds > most
        ? "sleeping \(seconds) s is longer than the \(most) s that the pod gets to stop"
        : "sleeping \(seconds) s is not possible",
      at: action.place(.seconds),
      "",
      dependsOnPod: true
    )
  }
}
