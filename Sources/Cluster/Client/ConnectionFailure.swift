internal import AsyncHTTPClient
internal import Glibc
internal import NIOCore
internal import NIOPosix
internal import NIOSSL

/// What it means that a request got no answer.
enum ConnectionFailure {
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

  private static func isTimeout(_ error: HTTPClientError) -> Bool {
    [.deadlineExceeded, .readTimeout, .writeTimeout, .getConnectionFromPoolTimeout].contains(error)
  }

  /// Whether there was not even a connection.
  private static func isLost(_ error: HTTPClientError) -> Bool {
    [
      .connectTimeout, .httpProxyHandshakeTimeout, .socksHandshakeTimeout, .tlsHandshakeTimeout,
    ].contains(error)
  }

  private static func words(_ error: any Error) -> String {
    switch error {
    case let error as HTTPClientError where error == .remoteConnectionClosed:
      "the connection was cut"
    case is CancellationError: "the request was given up"
    case let error as HTTPClientError where error == .cancelled: "the request was given up"
    case let error as NIOConnectionError:
      error.connectionErrors.first.map { words($0.error) } ?? "its name is not known"
    case let error as NIOSSLError: words(error)
    case let error as IOError: String(cString: strerror(error.errnoCode)).lowercased()
    default: "\(error)"
    }
  }

  private static func words(_ error: NIOSSLError) -> String {
    guard case .handshakeFailed(let reason) = error else {
      return "no TLS connection could be made (\(error))"
    }
    return "\(reason)".contains("CERTIFICATE_VERIFY_FAILED")
      ? "its certificate is not signed by the authority of the kubeconfig, or has expired"
      : "no TLS connection could be made (\(reason))"
  }
}
