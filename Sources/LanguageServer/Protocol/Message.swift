package import Formats

/// A message of JSON-RPC, as it was read.
///
/// Source: LSP 3.17, "Base Protocol" and JSON-RPC 2.0.
package struct Message: Sendable {
  /// Of a request, or of the request that a response is for; `nil` for a notification.
  package let id: RequestID?
  /// `nil` for a response.
  package let method: String?
  package let params: JSONValue
  /// What a response says.
  package let result: JSONValue?

  /// - Throws: `ResponseError` for what is no message.
  package init(_ bytes: [UInt8]) throws(ResponseError) {
    let json: JSONValue
    do throws(JSONReader.Failure) {
      json = try JSONReader.read(bytes)
    } catch {
      throw ResponseError(.parseError, "the message is not JSON: \(error.description)")
    }
    guard case .object = json else {
      throw ResponseError(.invalidRequest, "the message is not a JSON object")
    }
    id = json["id"].flatMap(RequestID.init)
    method = json["method"]?.string
    params = json["params"] ?? .null
    result = json["result"]
    if method == nil, json["result"] == nil, json["error"] == nil {
      throw ResponseError(.invalidRequest, "the message has no method")
    }
  }
}

/// What a request and its response have in common: a number or a text.
package struct RequestID: Sendable, Hashable {
  package let json: JSONValue

  package init?(_ json: JSONValue) {
    switch json {
    case .number, .text: self.json = json
    default: return nil
    }
  }

  init(_ number: Int) { json = .number(String(number)) }
}

/// Why a request has no result.
package struct ResponseError: Error, Sendable {
  package var code: Code
  package var message: String

  /// Source: LSP 3.17, "ErrorCodes".
  package enum Code: Int, Sendable {
    case parseError = -32700
    case invalidRequest = -32600
    case methodNotFound = -32601
    case invalidParams = -32602
    case serverNotInitialized = -32002
    case requestCancelled = -32800
    case contentModified = -32801
    case requestFailed = -32803
  }

  package init(_ code: Code, _ message: String) {
    (self.code, self.message) = (code, message)
  }

  var json: JSONValue {
    ["code": .number(String(code.rawValue)), "message": JSONValue(message)]
  }
}

extension JSONValue {
  /// An object of the members that have a value.
  static func object(of members: KeyValuePairs<String, JSONValue?>) -> JSONValue {
    .object(members.compactMap { name, value in value.map { Member(key: name, value: $0) } })
  }

  static func int(_ value: Int) -> JSONValue { .number(String(value)) }

  /// The value below some keys.
  subscript(path first: String, _ rest: String...) -> JSONValue? {
    rest.reduce(self[first]) { $0?[$1] }
  }
}
