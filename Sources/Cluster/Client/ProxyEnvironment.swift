/// Which proxy the variables of the environment give to a server.
///
/// Source: Go, `FromEnvironment` in golang.org/x/net/http/httpproxy, which client-go goes by.
package struct ProxyEnvironment: Sendable {
  private let variables: [String: String]

  package init(_ variables: [String: String] = ProcessEnvironment.all) {
    self.variables = variables
  }

  /// The proxy for a server.
  ///
  /// - Parameters:
  ///   - scheme: Of the server's URL.
  ///   - host: Its host, an IPv6 address without brackets.
  ///   - port: Its port.
  /// - Returns: The URL of the proxy; `nil` for none.
  package func proxy(scheme: String, host: String, port: Int) -> String? {
    let name = scheme == "https" ? "HTTPS_PROXY" : "HTTP_PROXY"
    guard let proxy = value(name), !isExcepted(host.lowercased(), port) else { return nil }
    return proxy.contains("://") ? proxy : "http://\(proxy)"
  }

  private func value(_ name: String) -> String? {
    [variables[name], variables[name.lowercased()]].compactMap { $0 }.first { !$0.isEmpty }
  }

  private func isExcepted(_ host: String, _ port: Int) -> Bool {
    let address = IPAddress(host)
    if host == "localhost" || address?.isLoopback ?? false { return true }
    let list = value("NO_PROXY")?.lowercased() ?? ""
    return list.split { $0 == "," || $0 == " " }.contains { entry in
      if entry == "*" { return true }
      if let network = IPNetwork(entry) { return address.map(network.contains) ?? false }
      let (name, onlyPort) = ProxyEnvironment.parts(entry)
      if let onlyPort, onlyPort != port { return false }
      if let other = IPAddress(name) { return address == other }
      let domain = name.hasPrefix("*.") ? name.dropFirst() : name
      return domain.hasPrefix(".")
        ? host.hasSuffix(domain) : host == domain || host.hasSuffix("." + domain)
    }
  }

  /// A host, and the port behind it, if there is one.
  private static func parts(_ entry: Substring) -> (Substring, Int?) {
    if entry.hasPrefix("["), let end = entry.firstIndex(of: "]") {
      let name = entry[entry.index(after: entry.startIndex)..<end]
      return (name, Int(entry[end...].dropFirst(2)))
    }
    guard let colon = entry.lastIndex(of: ":"), entry.count(where: { $0 == ":" }) == 1,
      let port = Int(entry[entry.index(after: colon)...])
    else { return (entry, nil) }
    return (entry[..<colon], port)
  }
}
