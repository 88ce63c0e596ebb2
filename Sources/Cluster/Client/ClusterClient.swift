package import Formats

/// Talks to the API server of one cluster.
package struct ClusterClient: Sendable {
  /// Prow's name for the cluster.
  package let cluster: String
  /// The API server's URL, without what may be left out.
  package let server: String
  /// Sends each request once.
  package let transport: any Transport
  let retry: RetryPolicy
}

/// A request to an API server, without where that is and who asks.
package struct APIRequest: Sendable {
  package var method: Method
  /// With a query, percent-encoded.
  package var path: String
  package var contentType: String?
  package var body: [UInt8]
  package var about: ClusterError.Request
  /// Whether it does the same when it is sent twice.
  package var isRepeatable: Bool

  package enum Method: String, Sendable { case get, post, put, patch, delete }

  package init(
    method: Method,
    path: String,
    contentType: String? = nil,
    body: [UInt8] = [],
    about: ClusterError.Request,
    isRepeatable: Bool = true
  ) {
    self.method = method
    self.path = path
    self.contentType = contentType
    self.body = body
    self.about = about
    self.isRepeatable = isRepeatable
  }
}

package struct APIResponse: Sendable {
  package var status: Int
  /// The header `Retry-After`.
  package var retryAfter: String?
  package var body: [UInt8]
}

/// Sends a request once.
package protocol Transport: Sendable {
  func send(_ request: APIRequest) async throws(ClusterError) -> APIResponse

  /// Sends a request whose answer may take any time.
  ///
  /// `receive`: Gets the body piece by piece, if the status is 200.
  ///
  /// - Returns: The answer, with a body only for other statuses.
  func stream(
    _ request: APIRequest,
    _ receive: @escaping @Sendable ([UInt8]) async throws -> Void
  ) async throws(ClusterError) -> APIResponse
}

extension ClusterClient {
  /// Sends a request, again if it is worth it.
  ///
  /// - Returns: The body of an answer with status 200 or 201.
  /// - Throws: `ClusterError`.
  package func send(_ request: APIRequest) async throws(ClusterError) -> JSONValue {
    var attempt = 1
    while true {
      let error: ClusterError
      do throws(ClusterError) { return try await sendOnce(request) } catch let failure {
        error = failure
      }
      let isRefused = if case .throttled = error.kind { true } else { false }
      guard request.isRepeatable || isRefused,
        let pause = retry.pause(
          after: attempt,
          error,
          isUrgent: !request.isRepeatable,
          random: .random(in: 0...1)
        ),
        (try? await Task.sleep(for: pause)) != nil
      else { throw error }
      attempt += 1
    }
  }

  private func sendOnce(_ request: APIRequest) async throws(ClusterError) -> JSONValue {
    let response: APIResponse
    do throws(ClusterError) {
      response = try await transport.send(request)
    } catch {
      // Clusters with other names may share the transport.
      throw self.error(error.kind, request)
    }
    guard response.status == 200 || response.status == 201 else {
      let status = APIStatus(code: response.status, body: response.body)
      throw error(status.kind(retryAfter: response.retryAfter, name: request.about.name), request)
    }
    do {
      return try JSONReader.read(response.body)
    } catch {
      throw self.error(.unexpected(error.description), request)
    }
  }

  func error(_ kind: ClusterError.Kind, _ request: APIRequest) -> ClusterError {
    ClusterError(kind, cluster: cluster, request: request.about)
  }

  /// `/version`, which needs no rights.
  ///
  /// - Returns: The server's version, such as `v1.36.0`.
  /// - Throws: `ClusterError`.
  package func version() async throws(ClusterError) -> String {
    let request = APIRequest(
      method: .get,
      path: "/version",
      about: ClusterError.Request(verb: "get", resource: "/version")
    )
    guard let version = try await send(request)["gitVersion"]?.string else {
      throw error(.unexpected("no gitVersion"), request)
    }
    return version
  }
}
