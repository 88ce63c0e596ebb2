internal import Glibc

/// What kubectl's configuration files say together.
///
/// Source: client-go, `ClientConfigLoadingRules.Load` in tools/clientcmd/loader.go: of two files
/// that have an entry of one name, the first counts; paths are relative to their file.
package struct Kubeconfig: Sendable {
  package var contexts: [String: Context] = [:]
  package var clusters: [String: Server] = [:]
  package var users: [String: User] = [:]
  package var currentContext: String?
  /// The files that were read, in order.
  package var files: [String] = []

  package init() {}

  package struct Context: Sendable, Hashable {
    package var cluster: String
    package var user: String

    package init(cluster: String, user: String) {
      self.cluster = cluster
      self.user = user
    }
  }

  /// An API server.
  package struct Server: Sendable, Hashable {
    /// `https://HOST:PORT/PATH`.
    package var url: String
    package var authority: Source?
    /// Whose certificate the server shows, if not its host's.
    package var tlsServerName: String?
    package var skipsVerification = false
    package var proxyURL: String?

    package init(url: String) { self.url = url }
  }

  /// Who asks.
  package struct User: Sendable, Hashable {
    package var token: String?
    package var tokenFile: String?
    package var username: String?
    package var password: String?
    package var certificate: Source?
    package var key: Source?
    package var exec: ExecPlugin?
    package var impersonatedUser: String?
    package var impersonatedID: String?
    package var impersonatedGroups: [String] = []
    package var impersonatedExtra: [String: [String]] = [:]

    package init() {}
  }

  /// PEM text, in the kubeconfig itself or next to it.
  package enum Source: Sendable, Hashable {
    case inline([UInt8])
    case file(String)

    var isFile: Bool {
      if case .file = self { true } else { false }
    }
  }

  /// Reads and merges files.
  ///
  /// - Parameters:
  ///   - path: The one file to read, which must be there; `nil` for those that kubectl would take.
  ///   - environment: `KUBECONFIG`, a list with colons, and `HOME`.
  /// - Returns: `nil` if `path` is `nil` and there is no file.
  /// - Throws: `KubeconfigError`.
  package static func load(
    _ path: String?,
    environment: [String: String] = ProcessEnvironment.all
  ) throws(KubeconfigError) -> Kubeconfig? {
    if let path { return try merged([path]) }
    let list = environment["KUBECONFIG"] ?? ""
    let home = environment["HOME"].map { [$0 + "/.kube/config"] } ?? []
    let names = list.split(separator: ":").map(String.init)
    let present = (list.isEmpty ? home : names).filter { access($0, F_OK) == 0 }
    if present.isEmpty, !names.isEmpty {
      throw KubeconfigError(path: list, reason: "KUBECONFIG names no file that is there")
    }
    return present.isEmpty ? nil : try merged(present)
  }

  private static func merged(_ paths: [String]) throws(KubeconfigError) -> Kubeconfig {
    var result = Kubeconfig()
    for path in paths { result.merge(try KubeconfigReader.read(path)) }
    return result
  }

  private mutating func merge(_ later: Kubeconfig) {
    contexts.merge(later.contexts) { first, _ in first }
    clusters.merge(later.clusters) { first, _ in first }
    users.merge(later.users) { first, _ in first }
    currentContext = currentContext ?? later.currentContext
    files += later.files
  }
}

/// The environment of this process.
package enum ProcessEnvironment {
  package static var all: [String: String] {
    var result: [String: String] = [:]
    var position = environ
    while let text = position.pointee {
      let parts = String(cString: text).split(
        separator: "=",
        maxSplits: 1,
        omittingEmptySubsequences: false
      )
      if parts.count == 2 { result[String(parts[0])] = String(parts[1]) }
      position += 1
    }
    return result
  }
}
