internal import ConfigMaps
internal import Files
internal import FoundationEssentials

/// What git gets from us: no settings of this machine, no questions, no protocol but the remote's.
struct GitEnvironment {
  /// What git fetches from.
  let remote: String

  /// The protocol of the remote, as `GIT_ALLOW_PROTOCOL` names it.
  ///
  /// - Throws: `GitError` for one that may run programs of its own, or sends secrets in the clear.
  static func scheme(of remote: String) throws(GitError) -> String {
    for scheme in ["https", "http", "ssh", "file"] where remote.hasPrefix(scheme + "://") {
      return scheme
    }
    if remote.hasPrefix("/") { return "file" }
    throw GitError(
      "\"\(remote)\" is not an address to fetch from; it must start with https://, ssh:// or file://"
    )
  }

  /// - Parameter token: What GitHub takes as a password; `nil` for a public repository.
  /// - Returns: `NAME=VALUE` of all variables.
  /// - Throws: `GitError` for an address that must not be fetched from.
  func variables(token: String?) throws(GitError) -> [String] {
    let scheme = try GitEnvironment.scheme(of: remote)
    var settings = [
      // A server that is asked for one repository must not send git to another place.
      ("http.followRedirects", "false"), ("transfer.fsckObjects", "true"),
      ("fetch.recurseSubmodules", "false"),
      // Old repositories have harmless faults of form.
      ("fetch.fsck.zeroPaddedFilemode", "ignore"), ("fetch.fsck.missingSpaceBeforeDate", "ignore"),
      ("fetch.fsck.badTimezone", "ignore"),
    ]
    if token != nil, scheme == "http", !Loopback.isHost(of: remote) {
      throw GitError("\(remote) would get the token in the clear; use https://")
    }
    if let token, scheme == "https" || scheme == "http" {
      let credential = Data("x-access-token:\(token)".utf8).base64EncodedString()
      settings.append(("http.\(remote).extraHeader", "Authorization: Basic \(credential)"))
    }
    var variables = [
      "GIT_CONFIG_NOSYSTEM=1", "GIT_CONFIG_GLOBAL=/dev/null",
      "GIT_SSH_COMMAND=ssh -o BatchMode=yes", "GIT_CONFIG_COUNT=\(settings.count)",
    ]
    for (index, setting) in settings.enumerated() {
      variables.append("GIT_CONFIG_KEY_\(index)=\(setting.0)")
      variables.append("GIT_CONFIG_VALUE_\(index)=\(setting.1)")
    }
    return variables
      + GitSafety.variables(protocols: [scheme], keeping: GitEnvironment.kept.contains)
  }

  /// Where programs, certificates, keys and proxies are is this machine's business.
  private static let kept: Set<String> = [
    "PATH", "HOME", "TMPDIR", "SSH_AUTH_SOCK", "SSL_CERT_FILE", "SSL_CERT_DIR", "GIT_SSL_CAINFO",
    "HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY", "http_proxy", "https_proxy", "no_proxy",
    "GIT_EXEC_PATH",
  ]
}
