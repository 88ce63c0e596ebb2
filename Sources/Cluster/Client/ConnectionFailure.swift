internal import AsyncHTTPClient
internal import Glibc
internal import NIOCore
internal import NIOPosix
internal import NIOSSL

/// What it means that a request got no answer.
package enum ConnectionFailure {
  /// `server`: Its URL, which is part of the message.
  static func kind(of error: any Error, server: String) -> ClusterError.Kind {
    switch error {
    case let error as HTTPClientError where isLost(error):
      .unreachable("\(server): no connection in time")
    case let error as HTTPClientError where isTimeout(error): .timedOut
    case is NIOTooManyBytesError: .unexpected("it is too long")
    default: .unreachable("\(server): \(words(error))")
    }
  }

  /// The same in words, for a server that is no API server.
  package static func reason(of error: any Error) -> String {
    switch error {
    case let error as HTTPClientError where isLost(error): "no connection in time"
    case let error as HTTPClientError where isTimeout(error): "no answer in time"
    case is NIOTooManyBytesError: "its answer is too long"
    default: words(error, authority: "an authority that this machine trusts")
    }
  }

  private static func isTimeout(_ error: HTTPClientError) -> Bool {
    [.deadlineExceeded, .readTimeout, .writeTimeout, .getConnectionFromPoolTimeout].contains(error)
  }

  /// Whether there was not even a connection.
  private static func isLost(_ error: HTTPClientError) -> Bool {
    [
      .connectTimeout, .httpProxyHandshakeTimeout, .socksHandshakeTimeout, .tlsHandshakeTimeout,
    ].contains(error)
  }

  private static func words(
    _ error: any Error,
    authority: String = "the authority of the kubeconfig"
  ) -> String {
    switch error {
    case let error as HTTPClientError where error == .remoteConnectionClosed:
      "the connection was cut"
    case is CancellationError: "the request was given up"
    case let error as HTTPClientError where error == .cancelled: "the request was given up"
    case let error as NIOConnectionError:
      error.connectionErrors.first.map { words($0.error, authority: authority) }
        ?? "its name is not known"
    case let error as NIOSSLError: words(error, authority: authority)
    case let error as IOError: String(cString: strerror(error.errnoCode)).lowercased()
    default: "\(error)"
    }
  }

  private static func words(_ error: NIOSSLError, authority: String) -> String {
    guard case .handshakeFailed(let reason) = error else {
      return "no TLS connection could be made (\(error))"
    }
    return "\(reason)".contains("CERTIFICATE_VERIFY_FAILED")
      ? "its certificate is not signed by \(authority), or has expired"
      : "no TLS connection could be made (\(reason))"
  }
}
