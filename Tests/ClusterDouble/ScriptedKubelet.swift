internal import Formats

/// What happens to the pods of a double, one step each time that somebody looks at a pod.
package enum KubeletStep: Sendable, Hashable {
  /// No node takes the pod, for a reason such as `Unschedulable: 0/1 nodes are available`.
  case isNotScheduled(String)
  /// A container waits.
  case waits(String, reason: String, message: String = "")
  case starts(String)
  /// A running container prints a text with a line feed at its end.
  case prints(String, String)
  case ends(String, code: Int, reason: String = "Completed")
  /// The pod as a whole fails.
  case fails(reason: String, message: String)
  /// Nothing more happens until the annotation is there.
  case needsAnnotation(String)
}

/// A pod of a double.
struct ScriptedPod: Sendable {
  private(set) var json: JSONValue
  private var steps: ArraySlice<KubeletStep>
  private var phase = "Pending"
  private var reason: (String, String)?
  private var unscheduled: String?
  private var states: [(name: String, isInit: Bool, state: JSONValue)] = []
  /// By container: the lines, with their times.
  private(set) var logs: [String: String] = [:]
  private var time = 0

  init(_ json: JSONValue, _ steps: [KubeletStep]) {
    self.json = json
    self.steps = steps[...]
    for (key, isInit) in [("initContainers", true), ("containers", false)] {
      for container in json["spec"]?[key]?.items ?? [] {
        let waiting: JSONValue = ["waiting": ["reason": "ContainerCreating"]]
        states.append((container["name"]?.string ?? "", isInit, waiting))
      }
    }
  }

  /// The pod as somebody sees it who looks at it now.
  mutating func look() -> JSONValue {
    if let step = steps.first, take(step) { steps.removeFirst() }
    var status: JSONValue = ["phase": JSONValue(phase)]
    if let reason {
      status = status.setting("reason", to: JSONValue(reason.0))
        .setting("message", to: JSONValue(reason.1))
    }
    if let unscheduled {
      let parts = unscheduled.split(separator: ": ", maxSplits: 1).map { JSONValue(String($0)) }
      status = status.setting(
        "conditions",
        to: [
          ["type": "PodScheduled", "status": "False", "reason": parts[0], "message": parts[1]]
        ]
      )
    }
    for (key, isInit) in [("initContainerStatuses", true), ("containerStatuses", false)] {
      let own = states.filter { $0.isInit == isInit }
      status = status.setting(
        key,
        to: .array(own.map { ["name": JSONValue($0.name), "state": $0.state] })
      )
    }
    return json.setting("status", to: status)
  }

  /// - Returns: Whether the step is done.
  private mutating func take(_ step: KubeletStep) -> Bool {
    switch step {
    case .isNotScheduled(let reason): unscheduled = reason
    case .waits(let name, let reason, let message):
      set(name, ["waiting": ["reason": JSONValue(reason), "message": JSONValue(message)]])
    case .starts(let name):
      (phase, unscheduled) = ("Running", nil)
      set(name, ["running": .object([])])
    case .prints(let name, let text):
      for line in text.split(separator: "\n", omittingEmptySubsequences: false).dropLast() {
        // Two lines in each second, some of the same moment.
        time += 1
        logs[name, default: ""] += "\(ScriptedPod.stamp(time)) \(line)\n"
      }
    case .ends(let name, let code, let reason):
      set(name, ["terminated": ["exitCode": .number("\(code)"), "reason": JSONValue(reason)]])
    case .fails(let reason, let message):
      (phase, self.reason) = ("Failed", (reason, message))
    case .needsAnnotation(let name):
      return json["metadata"]?["annotations"]?[name] != nil
    }
    return true
  }

  private mutating func set(_ name: String, _ state: JSONValue) {
    guard let index = states.firstIndex(where: { $0.name == name }) else {
      preconditionFailure("the pod has no container \(name)")
    }
    states[index].state = state
  }

  private static func stamp(_ time: Int) -> String {
    let second = String(100 + time / 4 % 60).dropFirst()
    let minute = String(100 + time / 240).dropFirst()
    return "2026-05-04T10:\(minute):\(second).\(time % 4 / 2)00000000Z"
  }

  /// What a container has printed, from a second on.
  func log(of name: String, since: String?) -> String {
    let all = logs[name] ?? ""
    guard let since else { return all }
    return all.split(separator: "\n").filter { $0.prefix(19) >= since.prefix(19) }
      .map { "\($0)\n" }.joined()
  }

  /// Takes over the annotations of a merge patch.
  mutating func annotate(_ patch: JSONValue) {
    for member in patch["metadata"]?["annotations"]?.members ?? [] {
      json = json.changing("metadata") {
        $0.changing("annotations") { $0.setting(member.key, to: member.value) }
      }
    }
  }
}
