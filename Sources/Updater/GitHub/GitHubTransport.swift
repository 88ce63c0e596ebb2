package import AsyncHTTPClient
internal import NIOCore
internal import NIOHTTP1

/// A request to GitHub's API.
package struct GitHubRequest: Sendable {
  package var method: String
  /// From the root of the API, with a query.
  package var path: String
  /// `Authorization`.
  package var authorization: String?
  package var body: [UInt8]?

  package init(
    method: String,
    path: String,
    authorization: String?,
    body: [UInt8]? = nil
  ) {
    self.method = method
    self.path = path
    self.authorization = authorization
    self.body = body
  }

  /// A comment could come twice, and so could a pull request: whoever wants it looks first whether it is
  /// there.
  var isRepeatable: Bool {
    method != "POST" || !(path.hasSuffix("/comments") || path.hasSuffix("/pulls"))
  }
}

package struct GitHubResponse: Sendable {
  package var status: Int
  /// Names in lower case.
  package var headers: [String: String]
  package var body: [UInt8]

  package init(status: Int, headers: [String: String] = [:], body: [UInt8] = []) {
    self.status = status
    self.headers = headers
    self.body = body
  }
}

/// Sends a request once; throws if there is no answer.
package protocol GitHubTransport: Sendable {
  func send(_ request: GitHubRequest) async throws -> GitHubResponse
}

/// GitHub's API over HTTP.
package struct GitHubHTTP: GitHubTransport {
  private let client: HTTPClient
  private let base: String

  /// Bytes; a page of a hundred comments has less.
  private static let mostBytes = 16 << 20

  /// - Parameters:
  ///   - base: `https://api.github.com`, or `https://HOST/api/v3` of an Enterprise Server.
  ///   - client: Shut down by whoever made it.
  package init(base: String, client: HTTPClient) {
    self.base = base.hasSuffix("/") ? String(base.dropLast()) : base
    self.client = client
  }

  package func send(_ request: GitHubRequest) async throws -> GitHubResponse {
    var message = HTTPClientRequest(url: base + request.path)
    message.method = HTTPMethod(rawValue: request.method)
    message.headers.add(name: "Accept", value: "application/vnd.github+json")
    message.headers.add(name: "X-GitHub-Api-Version", value: "2022-11-28")
    message.headers.add(name: "User-Agent", value: "plimsoll-updater")
    if let authorization = request.authorization {
      message.headers.add(name: "Authorization", value: authorization)
    }
    if let body = request.body {
      message.headers.add(name: "Content-Type", value: "application/json")
      message.body = .bytes(ByteBuffer(bytes: body))
    }
    let response = try await client.execute(message, timeout: .seconds(30))
    let body = try await response.body.collect(upTo: GitHubHTTP.mostBytes)
    var headers: [String: String] = [:]
    for (name, value) in response.headers { headers[name.lowercased()] = value }
    return GitHubResponse(
      status: Int(response.status.code),
      headers: headers,
      body: Array(body.readableBytesView)
    )
  }
}
