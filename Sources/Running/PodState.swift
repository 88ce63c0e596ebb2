internal import Formats

/// What a pod's status says, as far as a run looks at it.
///
/// Source: Kubernetes, `PodStatus` in pkg/apis/core/types.go.
struct PodState: Sendable, Equatable {
  var phase: String
  /// Of the pod as a whole, such as `Evicted: The node was low on resource: memory.`; empty for none.
  var reason: String
  /// Why no node takes the pod; `nil` once one has.
  var unscheduled: String?
  /// Whether somebody has told the server to delete it.
  var isBeingDeleted: Bool
  /// By name, init containers as well.
  var containers: [String: Container]

  enum Container: Sendable, Equatable {
    /// The reason and the message, as far as there are such.
    case waiting(String)
    case running
    case ended(code: Int, reason: String)

    var hasStarted: Bool { if case .waiting = self { false } else { true } }

    var hasEnded: Bool { if case .ended = self { true } else { false } }
  }

  init(_ pod: JSONValue) {
    let status = pod["status"]
    phase = status?["phase"]?.string ?? ""
    reason = PodState.words(status)
    let scheduled = status?["conditions"]?.items.first { $0["type"]?.string == "PodScheduled" }
    unscheduled = scheduled?["status"]?.string == "False" ? PodState.words(scheduled) : nil
    isBeingDeleted = pod["metadata"]?["deletionTimestamp"]?.string != nil
    containers = [:]
    for key in ["initContainerStatuses", "containerStatuses"] {
      for container in status?[key]?.items ?? [] {
        guard let name = container["name"]?.string else { continue }
        containers[name] = PodState.container(container["state"])
      }
    }
  }

  private static func container(_ state: JSONValue?) -> Container {
    if let ended = state?["terminated"] {
      return .ended(code: ended["exitCode"]?.int ?? -1, reason: ended["reason"]?.string ?? "")
    }
    return state?["running"] == nil ? .waiting(words(state?["waiting"])) : .running
  }

  /// `REASON: MESSAGE`, or the one of them that is there.
  private static func words(_ value: JSONValue?) -> String {
    [value?["reason"]?.string, value?["message"]?.string].compactMap(\.self)
      .filter { !$0.isEmpty }.joined(separator: ": ")
  }

  func hasStarted(_ container: String) -> Bool { containers[container]?.hasStarted ?? false }

  /// Whether the container says nothing more, since it or its pod has ended.
  func hasEnded(_ container: String) -> Bool {
    phase == "Failed" || phase == "Succeeded" || containers[container]?.hasEnded ?? false
  }
}
