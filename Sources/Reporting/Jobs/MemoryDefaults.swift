internal import Prow
internal import YAML

/// The memory that decoration gives to containers of a job.
///
/// Source: Prow, `decorate` in pkg/pod-utils/decorate/podspec.go.
struct MemoryDefaults {
  private let request: Node?
  private let limitsToRequest: Node?

  init(_ job: ResolvedJob) {
    request = DecorationAdditions(job)?.memoryRequest
    limitsToRequest = job.decoration?.value(.setLimitEqualsMemoryRequest).flatMap {
      $0.bool == true ? $0 : nil
    }
  }

  /// What a container gets: the value as text, and the setting that gives it.
  typealias Given = (text: String, setting: Node)

  /// `nil` for a container that has a request for memory.
  func request(of container: Node) -> Given? {
    guard let request, container[.resources]?[.requests]?["memory"] == nil else { return nil }
    return (request.convertedText, request)
  }

  /// `nil` where the limit is what the container says.
  func limit(of container: Node) -> Given? {
    guard let limitsToRequest else { return nil }
    let own = container[.resources]?[.requests]?["memory"]
    let limit = container[.resources]?[.limits]?["memory"]
    guard let memory = own ?? request, limit?.convertedText != memory.convertedText else {
      return nil
    }
    return (memory.convertedText, limitsToRequest)
  }
}
