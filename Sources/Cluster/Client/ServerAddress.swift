/// `https://HOST:PORT/PATH`, taken apart.
package struct ServerAddress: Sendable, Hashable {
  package var scheme: String
  /// Without the brackets of an IPv6 address.
  package var host: String
  package var port: Int
  /// Without slash at the end.
  package var path: String

  package var isSecure: Bool { scheme == "https" }

  /// `nil` if it has no host, another scheme, or a user, query or fragment.
  ///
  /// `schemes`: Those that are taken, with their ports.
  package init?(_ url: String, schemes: [String: Int] = ["https": 443, "http": 80]) {
    guard let colon = url.firstRange(of: "://") else { return nil }
    scheme = url[..<colon.lowerBound].lowercased()
    guard let usual = schemes[scheme] else { return nil }
    let rest = url[colon.upperBound...]
    if rest.contains(where: { "?#@ ".contains($0) }) { return nil }
    let slash = rest.firstIndex(of: "/") ?? rest.endIndex
    path = String(rest[slash...])
    while path.hasSuffix("/") { path.removeLast() }
    var authority = rest[..<slash]
    port = usual
    let bracket = authority.lastIndex(of: "]")
    if let mark = authority.lastIndex(of: ":"), bracket.map({ $0 < mark }) ?? true {
      guard let number = Int(authority[authority.index(after: mark)...]),
        (1...65535).contains(number)
      else { return nil }
      port = number
      authority = authority[..<mark]
    }
    host = authority.hasPrefix("[") ? String(authority.dropFirst().dropLast()) : String(authority)
    if host.isEmpty { return nil }
  }

  package var text: String {
    "\(scheme)://\(host.contains(":") ? "[\(host)]" : host):\(port)\(path)"
  }
}
