internal import YAML

extension PodJudge {
  /// Sources: `validateContainerPorts` and `validatePodHostNetworkDeps` in
  /// pkg/apis/core/validation/validation.go.
  mutating func checkPorts(_ container: PodObject) {
    seen.removeAll()
    forEach(.ports, of: container) { judge, port in
      judge.checkPortName(port)
      judge.checkPortNumbers(port)
      judge.checkChoice(port, .protocol, .port, ["SCTP", "TCP", "UDP"])
      if port.has(.hostIP), port.integer(.hostPort) ?? 0 == 0, !judge.facts.hostNetwork {
        judge.report(
          .overlappingPorts,
          "hostIP has no effect without hostPort",
          at: port.place(.hostIP),
          "hostIP"
        )
      }
    }
  }

  private mutating func checkPortName(_ port: PodObject) {
    guard let name = port.filled(.name) else { return }
    let place = port.place(.name)
    if let fault = NameFormat.portNameFault(name.bytes) {
      report(.port, "port name \(name.quoted) \(fault)", at: place, "name")
    } else if let first = seen.firstPlace(of: name, at: place) {
      report(
        .port,
        "two ports of this container are called \(name.quoted)",
        at: place,
        "name",
        related: [(first, "the first one")]
      )
    }
  }

  private mutating func checkPortNumbers(_ port: PodObject) {
    guard let number = port.has(.containerPort) ? port.integer(.containerPort) : 0 else { return }
    if number == 0 {
      if port.has(.containerPort) || !port.hasUnknownKeys {
        report(
          .port,
          "a port has no containerPort",
          at: port.place(.containerPort),
          "containerPort"
        )
      }
    } else {
      checkRange(port, .containerPort, .port, .ports)
    }
    guard let hostPort = port.integer(.hostPort), hostPort != 0 else { return }
    checkRange(port, .hostPort, .port, .ports)
  }

  /// Ports of the node that two containers want, and with hostNetwork those that differ.
  ///
  /// Called with the path at the list.
  ///
  /// Sources: `checkHostPortConflicts` and `validatePodHostNetworkDeps` in
  /// pkg/apis/core/validation/validation.go.
  mutating func checkHostPorts(of list: Node) {
    var used: [HostPort: Node] = [:]
    var portCount = 0
    for (index, item) in PodItemList(list) {
      let container = object(item)
      guard container.has(.ports) else { continue }
      portCount += container.count(.ports)
      path.append(.index(index))
      for (index, item) in container.items(.ports) {
        let port = object(item)
        checkHostPort(port, index, &used)
        if facts.hostNetwork, let number = port.integer(.hostPort), number != 0,
          number != port.integer(.containerPort) ?? 0
        {
          report(
            .port,
            "hostPort \(number) is not the containerPort, as it must be with hostNetwork: true",
            at: port.place(.hostPort),
            "ports[\(index)].hostPort",
            dependsOnPod: true
          )
        }
      }
      path.removeLast()
    }
    if portCount > 1 { checkPortOverlaps(of: list) }
  }

  /// Init containers run one after another, so each is compared with itself only; the API server
  /// calls each of them the first.
  mutating func checkHostPorts(ofInitContainer item: Node) {
    let container = object(item)
    guard container.has(.ports) else { return }
    var used: [HostPort: Node] = [:]
    path.append(.index(0))
    for (index, item) in container.items(.ports) { checkHostPort(object(item), index, &used) }
    path.removeLast()
  }

  private mutating func checkHostPort(
    _ port: PodObject,
    _ index: Int,
    _ used: inout [HostPort: Node]
  ) {
    guard let wanted = HostPort(port, onHostNetwork: facts.hostNetwork), wanted.number != 0 else {
      return
    }
    let place = port.place(port.has(.hostPort) ? .hostPort : .containerPort)
    guard let first = used[wanted] else {
      used[wanted] = place
      return
    }
    report(
      .port,
      "port \(wanted.number) of the node is taken twice",
      at: place,
      "ports[\(index)].hostPort",
      related: [(first, "the first one")],
      dependsOnPod: true
    )
  }

  /// Source: `warningsForPodSpecAndMeta` in pkg/api/pod/warnings.go.
  private mutating func checkPortOverlaps(of list: Node) {
    var used: [(port: HostPort, containerPort: Int64, place: Node)] = []
    var names = FirstPlaces()
    for (index, item) in PodItemList(list) {
      let container = object(item)
      path.append(.index(index))
      for (index, item) in container.items(.ports) {
        let port = object(item)
        guard let wanted = HostPort(port, onHostNetwork: facts.hostNetwork),
          let number = port.integer(.containerPort), number > 0
        else { continue }
        let place = port.place(.containerPort)
        let other = used.first { $0.containerPort == number && $0.port.overlaps(wanted) }
        if let other {
          report(
            .overlappingPorts,
            "port \(number) is declared twice",
            at: place,
            "ports[\(index)]",
            related: [(other.place, "the first one")]
          )
        }
        used.append((wanted, number, place))
      }
      for (index, item) in container.items(.ports) {
        let port = object(item)
        guard let name = port.filled(.name),
          let first = names.firstPlace(of: name, at: port.place(.name)),
          !container.node.contains(first.index)
        else { continue }
        report(
          .overlappingPorts,
          "ports of two containers are called \(name.quoted)",
          at: port.place(.name),
          "ports[\(index)].name",
          related: [(first, "the first one")]
        )
      }
      path.removeLast()
    }
  }
}

/// A port of the node.
private struct HostPort: Hashable {
  /// 0 for none.
  var number: Int64
  var `protocol`: Text
  var address: Text

  /// `nil` where something has the wrong type.
  init?(_ port: PodObject, onHostNetwork: Bool) {
    guard let written = port.has(.hostPort) ? port.integer(.hostPort) : 0 else { return nil }
    let isContainers = written == 0 && onHostNetwork
    number = isContainers ? port.integer(.containerPort) ?? 0 : written
    self.protocol = port.filled(.protocol) ?? HostPort.tcp
    address = port.given(.hostIP) ?? .none
  }

  /// Of ports with the same number in the container.
  func overlaps(_ other: HostPort) -> Bool {
    guard self.protocol == other.protocol else { return false }
    if number == 0 || other.number == 0 { return true }
    return number == other.number
      && (address == other.address || address.isEmpty || other.address.isEmpty)
  }

  private static let tcp = Text(
    UnsafeBufferPointer(start: ("TCP" as StaticString).utf8Start, count: 3)
  )
}
