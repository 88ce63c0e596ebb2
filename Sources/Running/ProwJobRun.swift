package import Cluster
package import Formats

/// One run of a ProwJob that Prow itself works off, from its creation to its end.
package struct ProwJobRun: Sendable {
  private let client: ClusterClient
  private let name: ObjectName
  private let json: JSONValue
  private let pause: Duration
  private let report: @Sendable (State) -> Void

  private static let kind = ObjectKind(group: "apis/prow.k8s.io/v1", resource: "prowjobs")

  /// What a ProwJob's status says.
  package struct State: Sendable, Equatable {
    /// Such as `pending`, or `triggered` before Prow has looked at it.
    package var name: String
    package var description: String
    /// Where its page is; empty until Prow knows.
    package var url: String
    /// Whether Prow has set a time of completion.
    package var isComplete: Bool

    init(_ prowJob: JSONValue) {
      let status = prowJob["status"]
      func text(_ key: String) -> String { status?[key]?.string ?? "" }
      (name, description, url) = (text("state"), text("description"), text("url"))
      isComplete = !text("completionTime").isEmpty
    }
  }

  /// - Parameters:
  ///   - prowJob: As it is rendered.
  ///   - name: What it is to be called, and where.
  ///   - client: The cluster in which Prow looks for ProwJobs.
  ///   - pause: How long to wait between two looks.
  ///   - report: Is told each new state.
  package init(
    _ prowJob: JSONValue,
    name: ObjectName,
    on client: ClusterClient,
    pause: Duration = .seconds(1),
    report: @escaping @Sendable (State) -> Void
  ) {
    self.client = client
    self.name = name
    self.pause = pause
    self.report = report
    json = prowJob.changing("metadata") {
      $0.setting("name", to: JSONValue(name.name)).setting(
        "namespace",
        to: JSONValue(name.namespace)
      )
    }
  }

  /// Creates the ProwJob.
  ///
  /// - Throws: `ClusterError`.
  package func create() async throws(ClusterError) {
    try await client.create(ProwJobRun.kind, name, json)
  }

  /// Waits until Prow has ended it.
  ///
  /// - Throws: `ClusterError`, or `CancellationError` if the task is cancelled.
  package func follow() async throws -> PodRun.Outcome {
    var before: State?
    while true {
      guard let json = try await client.object(ProwJobRun.kind, name) else {
        return .failed("somebody has deleted the ProwJob")
      }
      let state = State(json)
      if state != before { report(state) }
      before = state
      if state.isComplete { return state.outcome }
      try await Task.sleep(for: pause)
    }
  }

  /// Has Prow end it, as Deck's button does.
  ///
  /// Source: Prow, `handleAbort` in cmd/deck/abort.go.
  ///
  /// - Throws: `ClusterError`.
  package func abort() async throws(ClusterError) {
    try await client.merge(["status": ["state": "aborted"]], into: ProwJobRun.kind, name)
  }
}

extension ProwJobRun.State {
  /// Source: Prow, `ProwJobState` in pkg/apis/prowjobs/v1/types.go.
  fileprivate var outcome: PodRun.Outcome {
    switch name {
    case "success": .ended(code: 0)
    case "failure": .ended(code: 1)
    default: .failed("the ProwJob has ended as \(name): \(description)")
    }
  }
}
