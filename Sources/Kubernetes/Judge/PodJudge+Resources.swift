internal import YAML

/// Which of a container's requests and limits were found, for rules about several.
private struct ResourceSummary {
  var hasComputeResource = false
  var hasHugepages = false
}

extension PodJudge {
  /// Source: `ValidateContainerResourceRequirements` in pkg/apis/core/validation/validation.go.
  mutating func checkResources(_ container: PodObject, _ kind: ContainerKind) {
    guard let node = container[.resources], node.isMapping else { return }
    let resources = object(node)
    path.append(.field(.resources))
    checkAmounts(resources, copiesLimits: kind != .ephemeral)
    if resources.has(.claims) { checkClaims(resources) }
    path.removeLast()
  }

  /// The limits and requests of a container or pod.
  ///
  /// `copiesLimits`: Whether each limit without a request becomes one, as by `SetDefaults_Pod` in
  /// pkg/apis/core/v1/defaults.go, so that its faults are there twice. For a job it is enough to
  /// report them once.
  mutating func checkAmounts(_ resources: PodObject, copiesLimits: Bool, isOfPod: Bool = false) {
    let limits = resources[.limits]
    let requests = resources[.requests]
    var summary = ResourceSummary()
    if let limits {
      for entry in limits.entries {
        checkAmount(entry, "limits", isOfPod, &summary)
        if copiesLimits, !facts.isOfJob, requests?.value(of: entry.key.text) == nil {
          checkAmount(entry, "requests", isOfPod, &summary)
        }
      }
    }
    if let requests {
      for entry in requests.entries {
        checkAmount(entry, "requests", isOfPod, &summary)
        checkRequest(entry, limits)
      }
    }
    checkDecorationMemory(limits, requests, isOfContainer: copiesLimits)
    if summary.hasHugepages, !summary.hasComputeResource {
      report(.resources, "hugepages also need cpu or memory", at: resources.node.anchorKey)
    }
  }

  private mutating func checkAmount(
    _ entry: Node.Entry,
    _ list: StaticString,
    _ isOfPod: Bool,
    _ summary: inout ResourceSummary
  ) {
    let text = entry.key.text
    let name = ResourceName(text.bytes)
    switch name.kind {
    case .cpu, .memory: summary.hasComputeResource = true
    case .hugepages: summary.hasHugepages = true
    default: break
    }
    func suffix() -> String { "\(list)[\(text.string)]" }
    if let fault = isOfPod ? name.podFault : name.containerFault {
      report(.resources, "resource \(text.quoted) \(fault)", at: entry.key, suffix())
    }
    guard let amount = PodQuantity(entry.value) else { return }
    if amount.isNegative {
      report(
        .resources,
        "\(text.string) \(entry.value.text.quoted) is below zero",
        at: entry.value,
        suffix()
      )
    }
    switch name.kind {
    case .extended where !amount.isWhole:
      report(
        .resources,
        "\(text.string) \(entry.value.text.quoted) is not a whole number",
        at: entry.value,
        suffix()
      )
    case .hugepages: checkHugepages(name, amount, entry, suffix())
    case .memory, .ephemeralStorage:
      if amount.thousandths % 1000 != 0 { reportFraction(entry, suffix()) }
    default: break
    }
  }

  /// Source: `warningsForPodSpecAndMeta` in pkg/api/pod/warnings.go.
  mutating func reportFraction(_ entry: Node.Entry, _ suffix: String) {
    let text = entry.value.text
    let digits = String(decoding: text.bytes.dropLast(), as: UTF8.self)
    // A few thousandths of a byte were meant as megabytes; many are a computed amount.
    let isSlip = text.bytes.last == UInt8(ascii: "m") && digits.utf8.count < 7
    let bytes = PodQuantity(entry.value)?.value ?? 0
    let help =
      isSlip
      ? "m stands for thousandths; write \(digits)Mi for mebibytes"
      : "write a whole number of bytes, such as \(bytes)"
    report(
      .fractionalBytes,
      "\(entry.key.text.string) \(text.quoted) has a fraction of a byte",
      at: entry.value,
      suffix,
      help: help,
      repair: isSlip ? .value(digits + "Mi") : nil
    )
  }

  /// Source: `validateResourceQuantityHugePageValue` in pkg/apis/core/validation/validation.go.
  private mutating func checkHugepages(
    _ name: ResourceName,
    _ amount: PodQuantity,
    _ entry: Node.Entry,
    _ suffix: String
  ) {
    guard let size = name.pageSize, size.sign > 0, size.isInteger, size.scaledValue(0) > 0 else {
      return report(
        .resources,
        "resource \(entry.key.text.quoted) has no page size",
        at: entry.key,
        suffix,
        help: "write for example hugepages-2Mi"
      )
    }
    if amount.value % size.scaledValue(0) != 0 {
      report(
        .resources,
        "\(entry.value.text.quoted) is not a multiple of the page size",
        at: entry.value,
        suffix
      )
    }
  }

  /// Source: `ValidateContainerResourceRequirements` in pkg/apis/core/validation/validation.go.
  private mutating func checkRequest(_ entry: Node.Entry, _ limits: Node?) {
    let text = entry.key.text
    let name = ResourceName(text.bytes)
    guard let limit = limits?.value(of: text) else {
      if !name.allowsOvercommit {
        report(
          .resources,
          "\(text.string) has a request and no limit, and these must be equal",
          at: entry.key,
          "limits"
        )
      }
      return
    }
    if entry.value.text == limit.text { return }
    guard let wanted = PodQuantity(entry.value), let most = PodQuantity(limit) else { return }
    let isAbove = PodQuantity.isGreater(wanted, than: most)
    if isAbove || !name.allowsOvercommit && PodQuantity.isGreater(most, than: wanted) {
      report(
        .resources,
        "the request of \(entry.value.text.string) \(text.string) is \(isAbove ? "above" : "below") "
          + "the limit of \(limit.text.string)",
        at: entry.value,
        "requests",
        related: [(limit, "the limit")]
      )
    }
  }

  /// A memory limit below the request that decoration gives to containers without one.
  private mutating func checkDecorationMemory(
    _ limits: Node?,
    _ requests: Node?,
    isOfContainer: Bool
  ) {
    guard isOfContainer, let limits, let decoration = facts.decoration,
      let limit = limits.value(of: "memory"), requests?.value(of: "memory") == nil,
      let request = decoration.memoryRequest, !decoration.limitsMemoryToRequest,
      let wanted = PodQuantity(request), let most = PodQuantity(limit),
      PodQuantity.isGreater(wanted, than: most)
    else { return }
    report(
      .resources,
      "the limit of \(limit.text.string) memory is below the request that decoration adds",
      at: limit,
      "requests",
      related: [(request, "the default of the request")],
      dependsOnPod: true
    )
  }
}

extension Node {
  /// The value under a name of a map; null counts, as it is a quantity of 0.
  func value(of name: Text) -> Node? {
    for entry in entries where entry.key.text == name { return entry.value }
    return nil
  }

  func value(of name: StaticString) -> Node? { self[name] }

  var anchorKey: Node { firstKey ?? self }
}

extension ResourceName {
  /// Why it is not the name of a pod's resource.
  ///
  /// Source: `validatePodResourceRequirements` in pkg/apis/core/validation/validation.go.
  var podFault: String? {
    switch kind {
    case .cpu, .memory: nil
    case .hugepages: containerFault
    case .ephemeralStorage, .native, .extended, .unknown:
      containerFault ?? "is not a resource of a whole pod: these are cpu, memory and hugepages-SIZE"
    }
  }
}

// MARK: - Overhead

extension PodJudge {
  /// Checked as limits.
  ///
  /// Source: `validateOverhead` in pkg/apis/core/validation/validation.go.
  mutating func checkOverhead(_ spec: PodObject) {
    guard let overhead = spec[.overhead], overhead.isMapping else { return }
    path.append(.field(.overhead))
    var summary = ResourceSummary()
    for entry in overhead.entries { checkAmount(entry, "limits", false, &summary) }
    if summary.hasHugepages, !summary.hasComputeResource {
      report(.resources, "hugepages also need cpu or memory", at: overhead.anchorKey)
    }
    path.removeLast()
  }
}
