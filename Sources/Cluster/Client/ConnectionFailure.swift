internal import AsyncHTTPClient
internal import Glibc
internal import NIOCore
internal import NIOPosix
internal import NIOSSL

/// What it means that a request got no answer.
enum ConnectionFailure {
  static func kind(of error: any Error) -> ClusterError.Kind {
    switch error {
    case let error as HTTPClientError where isTimeout(error): .timedOut
    case let error as HTTPClientError where error == .remoteConnectionClosed:
      .unreachable("the connection was cut")
    case let error as NIOConnectionError: .unreachable(words(error))
    case let error as NIOSSLError: .unreachable(words(error))
    case is NIOTooManyBytesError: .unexpected("it is too long")
    default: .unreachable(words(error))
    }
  }

  private static func isTimeout(_ error: HTTPClientError) -> Bool {
    [
      .deadlineExceeded, .readTimeout, .writeTimeout, .connectTimeout,
      .getConnectionFromPoolTimeout, .httpProxyHandshakeTimeout, .tlsHandshakeTimeout,
    ].contains(error)
  }

  private static func words(_ error: NIOConnectionError) -> String {
    if let failure = error.connectionErrors.first {
      return "\(error.host):\(error.port): \(words(failure.error))"
    }
    return "the name \"\(error.host)\" is not known"
  }

  private static func words(_ error: NIOSSLError) -> String {
    if case .handshakeFailed(let reason) = error {
      let isUntrusted = "\(reason)".contains("CERTIFICATE_VERIFY_FAILED")
      return isUntrusted
        ? "its certificate is not signed by the authority of the kubeconfig"
        : "no TLS connection could be made (\(reason))"
    }
    return "no TLS connection could be made (\(error))"
  }

  private static func words(_ error: any Error) -> String {
    if let error = error as? IOError {
      return String(cString: strerror(error.errnoCode)).lowercased()
    }
    return "\(error)"
  }
}
