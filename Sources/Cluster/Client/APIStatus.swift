internal import Formats

/// The `Status` that an API server answers with when it does not do what it was asked.
struct APIStatus {
  private let code: Int
  private let message: String
  private let reason: String
  private let details: JSONValue?

  /// `body`: A `Status` object, or whatever a proxy in between wrote.
  init(code: Int, body: [UInt8]) {
    self.code = code
    let json = try? JSONReader.read(body)
    let isStatus = json?["kind"]?.string == "Status"
    let line = String(decoding: body.prefix(200), as: UTF8.self).split(whereSeparator: \.isNewline)
    message =
      isStatus
      ? json?["message"]?.string ?? "" : line.first.map(String.init) ?? "answer without text"
    reason = isStatus ? json?["reason"]?.string ?? "" : ""
    details = isStatus ? json?["details"] : nil
  }

  /// `retryAfter`: The header of that name.
  func kind(retryAfter: String?, name: ObjectName?) -> ClusterError.Kind {
    switch code {
    case 401: return .unauthorized(message)
    case 403: return .forbidden(message)
    case 404:
      return .notFound(
        kind: details?["kind"]?.string ?? "object",
        name: details?["name"]?.string ?? name?.description ?? ""
      )
    case 409: return conflicts.isEmpty ? .stale(message) : .conflict(conflicts)
    case 413: return .tooLarge(APIStatus.tooLarge(message))
    case _ where isTooLarge: return .tooLarge(APIStatus.tooLarge(message))
    case 422 where isTooLong: return .tooLarge(APIStatus.tooLarge(causes.joined(separator: "; ")))
    case 400, 422: return .invalid(causes)
    case 429: return .throttled(retryAfterSeconds: retryAfter.flatMap { Int($0) })
    case 500...599: return .server(status: code, message: message)
    default: return .unexpected("status \(code): \(message)")
    }
  }

  /// Whether etcd would not store it, which is an internal error to the API server.
  ///
  /// Source: Kubernetes, `isTooLargeError` in
  /// staging/src/k8s.io/apiserver/pkg/endpoints/handlers/rest.go.
  private var isTooLarge: Bool {
    ["etcdserver: request is too large", "message larger than max"].contains {
      message.contains($0)
    }
  }

  /// Whether all that is wrong is the length of the object.
  private var isTooLong: Bool {
    let causes = details?["causes"]?.items ?? []
    return !causes.isEmpty && causes.allSatisfy { $0["reason"]?.string == "FieldValueTooLong" }
  }

  private static func tooLarge(_ message: String) -> String {
    "the ConfigMap is too large for the server (\(message)); use gzip or partitioned_names"
  }

  /// Each once: a server says some of them twice.
  private var causes: [String] {
    var causes: [String] = []
    for cause in details?["causes"]?.items ?? [] {
      // What is about the whole object is in a field without a name.
      let field = cause["field"]?.string.flatMap { $0 == "[]" ? nil : "\($0): " } ?? ""
      let text = field + (cause["message"]?.string ?? "")
      if !causes.contains(text) { causes.append(text) }
    }
    return causes.isEmpty ? [message] : causes
  }

  /// Source: Kubernetes, `NewConflictError` in the module apimachinery of server-side apply: the
  /// cause's message is `conflict with "MANAGER" using v1`, or `... with subresource "..." using`.
  private var conflicts: [FieldConflict] {
    (details?["causes"]?.items ?? []).compactMap { cause in
      guard cause["reason"]?.string == "FieldManagerConflict" else { return nil }
      let words = (cause["message"]?.string ?? "").split(
        separator: "\"",
        omittingEmptySubsequences: false
      )
      return FieldConflict(
        manager: words.count > 1 ? String(words[1]) : "unknown",
        field: cause["field"]?.string ?? ""
      )
    }.sorted()
  }
}
