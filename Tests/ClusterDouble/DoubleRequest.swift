internal import Cluster
internal import Formats

/// A request as a server got it.
package struct DoubleRequest: Sendable {
  package let method: String
  /// Path and query as they were sent.
  package let uri: String
  /// Without the query.
  package let path: String
  package let query: [String: String]
  package let headers: [String: String]
  package let body: [UInt8]

  init(method: String, uri: String, headers: [String: String], body: [UInt8]) {
    self.method = method
    self.uri = uri
    self.headers = headers
    self.body = body
    let parts = uri.split(separator: "?", maxSplits: 1).map(String.init)
    path = parts.first ?? "/"
    var query: [String: String] = [:]
    for pair in parts.dropFirst().joined().split(separator: "&") {
      let sides = pair.split(separator: "=", maxSplits: 1).map { String($0).unescaped ?? "" }
      query[sides[0]] = sides.count > 1 ? sides[1] : ""
    }
    self.query = query
  }

  package var contentType: String { headers["Content-Type"] ?? "" }

  /// Whether it is a server-side apply.
  var isApply: Bool { contentType == "application/apply-patch+yaml" }

  /// What follows `Bearer `.
  package var token: String {
    let authorization = headers["Authorization"] ?? ""
    return authorization.hasPrefix("Bearer ") ? String(authorization.dropFirst(7)) : ""
  }

  /// Whether it wants to change something.
  package var isWrite: Bool { method != "GET" && query["dryRun"] == nil }
}

/// What the double answers.
struct DoubleReply: Sendable {
  var status: Int
  var body: JSONValue
  /// What is sent instead of `body`.
  var text: String?
  var retryAfter: Int?

  init(_ status: Int, _ body: JSONValue, retryAfter: Int? = nil) {
    self.status = status
    self.body = body
    self.retryAfter = retryAfter
  }

  init(text: String) {
    self.init(200, .null)
    self.text = text
  }

  /// A `Status` that says no.
  static func refusal(
    _ code: Int,
    _ reason: String,
    _ message: String,
    kind: String = "",
    name: String = "",
    causes: [JSONValue] = []
  ) -> DoubleReply {
    var details: [JSONValue.Member] = []
    if !kind.isEmpty { details.append(.init(key: "kind", value: JSONValue(kind))) }
    if !name.isEmpty { details.append(.init(key: "name", value: JSONValue(name))) }
    if !causes.isEmpty { details.append(.init(key: "causes", value: .array(causes))) }
    return DoubleReply(
      code,
      [
        "kind": "Status", "apiVersion": "v1", "metadata": [:], "status": "Failure",
        "message": JSONValue(message), "reason": JSONValue(reason), "details": .object(details),
        "code": .number("\(code)"),
      ]
    )
  }
}

/// What goes wrong instead of, or after, what should happen.
package enum Fault: Sendable {
  /// An answer with this status and a `Status`; nothing is done.
  case status(Int, retryAfter: Int? = nil, message: String = "injected fault")
  /// The connection is closed before anything is done.
  case cutBefore
  /// The connection is closed after it was done and before the answer.
  case cutAfter
  /// The request itself is on its way for so long; it is done when it arrives.
  case late(milliseconds: Int64)
  /// Something else happens before it is done.
  case first(@Sendable () async -> Void)
  /// Something else happens after it was done and before the answer.
  case then(@Sendable () async -> Void)
  /// Something else happens as soon as the answer is on its way.
  case answered(@Sendable () async -> Void)
  /// The answer comes so much later.
  case delay(milliseconds: Int64)
}
