internal import YAML

extension PodJudge {
  /// Requests and limits of the pod as a whole.
  ///
  /// Sources: `validatePodResources` and `validatePodResourceConsistency` in
  /// pkg/apis/core/validation/validation.go.
  mutating func checkPodResources(_ spec: PodObject) {
    guard let node = gated(.resources, of: spec, .podLevelResources), node.isMapping else { return }
    let resources = object(node)
    path.append(.field(.resources))
    if resources.has(.claims) {
      report(
        .resources,
        "claims belong to a container",
        at: resources.key(.claims) ?? resources.anchor,
        "claims"
      )
    }
    let totals = ContainerTotals(spec, object)
    checkAmounts(resources, copiesLimits: false, isOfPod: true)
    if !facts.isOfJob { checkCopiedLimits(resources, totals) }
    checkPodRequests(resources, totals)
    checkContainerLimits(spec, resources)
    path.removeLast()
  }

  /// A pod limit without request becomes the request, unless the containers have requests.
  ///
  /// Source: `defaultPodRequests` in pkg/apis/core/v1/defaults.go.
  private mutating func checkCopiedLimits(_ resources: PodObject, _ totals: ContainerTotals) {
    guard let limits = resources[.limits] else { return }
    for entry in limits.entries {
      let text = entry.key.text
      if resources[.requests]?.value(of: text) != nil || totals.requests[text] != nil { continue }
      // Only names that a pod can have are copied.
      if ResourceName(text.bytes).podFault != nil { continue }
      if PodQuantity(entry.value)?.isNegative == true {
        report(
          .resources,
          "the limit of \(text.string) becomes the request",
          at: entry.key,
          "requests[\(text.string)]"
        )
      }
    }
  }

  private mutating func checkPodRequests(_ resources: PodObject, _ totals: ContainerTotals) {
    let limits = resources[.limits]
    let requests = resources[.requests]
    for (name, total) in totals.requests.sorted(by: { $0.key.string < $1.key.string })
    where ResourceName(name.bytes).podFault == nil {
      let given = requests?.value(of: name)
      if given == nil, limits != nil {
        checkTotal(total, of: name, limits)
        continue
      }
      let amount = given.map { PodQuantity($0)?.thousandths } ?? 0
      guard let amount, total > amount else { continue }
      report(
        .resources,
        "the containers request more \(name.string) than the pod",
        at: given ?? resources.place(.requests),
        "requests[\(name.string)]"
      )
    }
    for (name, total) in totals.limits.sorted(by: { $0.key.string < $1.key.string })
    where ResourceName(name.bytes).kind == .hugepages {
      guard let limit = limits?.value(of: name), let amount = PodQuantity(limit),
        total > amount.thousandths
      else { continue }
      report(
        .resources,
        "the containers may take more \(name.string) than the pod",
        at: limit,
        "limits[\(name.string)]"
      )
    }
  }

  /// What is missing is filled with the total of the containers, which may pass the limit.
  private mutating func checkTotal(_ total: Int64, of name: Text, _ limits: Node?) {
    guard let limit = limits?.value(of: name), let most = PodQuantity(limit),
      total > most.thousandths
    else { return }
    report(
      .resources,
      "the containers request more \(name.string) than the limit of the pod",
      at: limit,
      "requests"
    )
  }

  private mutating func checkContainerLimits(_ spec: PodObject, _ resources: PodObject) {
    guard let limits = resources[.limits] else { return }
    for (index, node) in spec.items(.containers) {
      guard let own = object(node)[.resources].flatMap({ object($0)[.limits] }) else { continue }
      for entry in own.entries {
        guard let limit = limits.value(of: entry.key.text), let most = PodQuantity(limit),
          let amount = PodQuantity(entry.value), PodQuantity.isGreater(amount, than: most)
        else { continue }
        let name = entry.key.text.string
        report(
          .resources,
          "the \(name) limit of a container is above that of the pod",
          at: entry.value,
          "containers[\(index)][\(name)].limits",
          related: [(limit, "the limit of the pod")]
        )
      }
    }
  }
}

/// What the containers of a pod request and may take together, in thousandths.
///
/// Source: `AggregateContainerRequests` in resource/helpers.go of component-helpers.
private struct ContainerTotals {
  private(set) var requests: [Text: Int64] = [:]
  private(set) var limits: [Text: Int64] = [:]

  init(_ spec: PodObject, _ object: (Node) -> PodObject) {
    for (_, node) in spec.items(.containers) {
      ContainerTotals.add(ContainerTotals.requests(object(node), object), to: &requests)
      ContainerTotals.add(ContainerTotals.amounts(object(node), .limits, object), to: &limits)
    }
    var sidecars: [Text: Int64] = [:]
    var highest: [Text: Int64] = [:]
    for (_, node) in spec.items(.initContainers) {
      let container = object(node)
      var own = ContainerTotals.requests(container, object)
      let isSidecar = container.given(.restartPolicy).map { $0 == "Always" } ?? false
      if isSidecar {
        ContainerTotals.add(own, to: &sidecars)
        own = sidecars
      } else {
        ContainerTotals.add(sidecars, to: &own)
      }
      highest.merge(own) { max($0, $1) }
    }
    ContainerTotals.add(sidecars, to: &requests)
    requests.merge(highest) { max($0, $1) }
  }

  private static func requests(
    _ container: PodObject,
    _ object: (Node) -> PodObject
  ) -> [Text: Int64] {
    amounts(container, .limits, object)
      .merging(amounts(container, .requests, object)) { $1 }
  }

  private static func amounts(
    _ container: PodObject,
    _ field: PodField,
    _ object: (Node) -> PodObject
  ) -> [Text: Int64] {
    guard let list = container[.resources].flatMap({ object($0)[field] }) else { return [:] }
    var amounts: [Text: Int64] = [:]
    for entry in list.entries {
      if let amount = PodQuantity(entry.value) { amounts[entry.key.text] = amount.thousandths }
    }
    return amounts
  }

  private static func add(_ amounts: [Text: Int64], to totals: inout [Text: Int64]) {
    totals.merge(amounts) { left, right in
      let (sum, overflows) = left.addingReportingOverflow(right)
      return overflows ? .max : sum
    }
  }
}
