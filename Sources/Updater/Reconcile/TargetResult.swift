internal import Cluster
package import ConfigMaps

/// What a run did to one ConfigMap, for the journal, the reports and the page.
package struct TargetResult: Sendable {
  package var target: ConfigMapTarget
  package var kind: Kind
  /// In the order of the keys; empty unless it was written.
  package var keys: [Key]
  /// Bytes of all values afterwards, as the API server counts them.
  package var bytes: Int
  package var error: Failure?
  /// The commit in the key `VERSION` before the run, if it was the repository's own.
  package var heldRevision: String?
  /// The same after the run; `nil` if that is not known.
  package var version: String?

  package enum Kind: String, Sendable { case unchanged, created, updated, failed }

  package struct Failure: Sendable, Hashable {
    /// A word for the metrics: `forbidden`, `conflict`, `unreachable` and so on.
    package var cause: String
    /// One line.
    package var message: String
    /// The same for people who can't see the cluster.
    package var publicMessage: String

    package init(cause: String, message: String, publicMessage: String? = nil) {
      self.cause = cause
      self.message = message
      self.publicMessage = publicMessage ?? message
    }
  }

  /// A key that was written or taken away.
  package struct Key: Sendable, Hashable {
    package var key: String
    package var change: Change
    /// The file in the repository; `nil` for a key that is gone.
    package var path: String?
    /// A unified diff; `nil` where a value is not text.
    package var diff: String?
    /// Who else wrote it before, and when: `written by "kubectl-edit" at 2026-03-01T09:05:07Z`.
    package var writer: String?

    package enum Change: String, Sendable { case added, changed, removed }

    package init(
      key: String,
      change: Change,
      path: String?,
      diff: String?,
      writer: String? = nil
    ) {
      self.key = key
      self.change = change
      self.path = path
      self.diff = diff
      self.writer = writer
    }
  }

  package init(
    target: ConfigMapTarget,
    kind: Kind,
    keys: [Key] = [],
    bytes: Int = 0,
    error: Failure? = nil
  ) {
    self.target = target
    self.kind = kind
    self.keys = keys
    self.bytes = bytes
    self.error = error
  }

  package var isWritten: Bool { kind == .created || kind == .updated }
}

extension TargetResult {
  /// - Parameters:
  ///   - outcome: What came of applying.
  ///   - desired: What was applied; `nil` for a target without files.
  init(_ outcome: TargetOutcome, desired: DesiredConfigMap?) {
    self.init(target: outcome.target, kind: .unchanged, bytes: outcome.bytes)
    heldRevision = outcome.heldRevision
    version = outcome.version
    switch outcome.result {
    case .unchanged: break
    case .created: kind = .created
    case .updated: kind = .updated
    case .failed(let error):
      kind = .failed
      self.error = Failure(
        cause: error.cause,
        message: error.description,
        publicMessage: error.publicDescription
      )
    }
    guard let changes = outcome.changes else { return }
    let paths = Dictionary(
      (desired?.entries ?? []).map { ($0.key, $0.path) },
      uniquingKeysWith: { first, _ in first }
    )
    let lists: [(Key.Change, [String])] = [
      (.added, changes.added), (.changed, changes.changed), (.removed, changes.removed),
    ]
    for (change, names) in lists {
      for name in names where name != DesiredConfigMap.versionKey || paths[name] != nil {
        let diff = outcome.preview.flatMap { KeyDiff.text(of: name, $0) }
        keys.append(
          Key(
            key: name,
            change: change,
            path: paths[name],
            diff: diff,
            writer: outcome.writers[name]?.description
          )
        )
      }
    }
    keys.sort { $0.key < $1.key }
  }
}

extension TargetResult.Key {
  /// `a.yaml (written by "kubectl-edit" at 2026-03-01T09:05:07Z)`.
  var words: String { key + (writer.map { " (\($0))" } ?? "") }
}

extension ClusterError {
  /// A word for the metrics.
  package var cause: String {
    switch kind {
    case .unknownCluster: "unknown-cluster"
    case .credentials: "credentials"
    case .unreachable: "unreachable"
    case .timedOut: "timeout"
    case .unauthorized: "unauthorized"
    case .forbidden: "forbidden"
    case .conflict: "conflict"
    case .stale: "stale"
    case .notFound: "not-found"
    case .tooLarge: "too-large"
    case .invalid: "invalid"
    case .throttled: "throttled"
    case .server: "server"
    case .withheld: "withheld"
    case .unexpected: "unexpected"
    }
  }
}

extension [TargetResult] {
  /// The failure that people are told first: what is withheld may only wait for another that failed.
  var firstFailure: TargetResult? {
    first { $0.kind == .failed && $0.error?.cause != "withheld" } ?? first { $0.kind == .failed }
  }
}
