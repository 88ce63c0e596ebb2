internal import GoFormats

/// A URL that was taken apart.
final class URLValue: OpaqueValue, CustomStringConvertible {
  let url: GoURL
  let text: String

  var typeName: String { "kubernetes.URL" }

  init(_ text: StringValue) throws(CELError) {
    self.text = text.string
    do throws(FormatError) {
      url = try GoURL.parseRequest(self.text)
    } catch {
      throw .evaluation("URL parse error: \(error.reason)")
    }
  }

  func equals(_ other: Value) -> Bool? {
    guard case .opaque(let value) = other, let other = value as? URLValue else { return nil }
    return text.utf8.elementsEqual(other.text.utf8)
  }

  func hash(into hasher: inout Hasher) { hasher.combine(Array(text.utf8)) }

  var description: String { text }
}

extension Overload {
  /// Source: Kubernetes, cel/library/urls.go.
  static let urls: [Overload] = [
    Overload(
      "url(string) -> URL",
      "a URL, absolute or only a path",
      .one { (text, run) throws(CELError) in
        let text = try text.asString
        try run.charge(bytes: text.byteCount)
        return .opaque(try URLValue(text))
      }
    ),
    Overload(
      "isURL(string) -> bool",
      "whether a text is an absolute URL or a path",
      .one { (text, run) throws(CELError) in
        let text = try text.asString
        try run.charge(bytes: text.byteCount)
        return .bool((try? URLValue(text)) != nil)
      }
    ),
    part("getScheme", "the scheme, such as https; empty where there is none") { $0.scheme },
    part("getHost", "the host with its port") { $0.host },
    part("getHostname", "the host without its port") { $0.hostname },
    part("getPort", "the port; empty where there is none") { $0.port },
    part("getEscapedPath", "the path, with escapes such as %20") { $0.escapedPath },
    Overload(
      "URL.getQuery() -> map(string, list(string))",
      "the values of the query, by name",
      .one { (url, run) throws(CELError) in
        let url = try url.opaque(URLValue.self).url
        try run.charge(bytes: url.query.utf8.count)
        var names: [String] = []
        var values: [[UInt8]: [StringValue]] = [:]
        for item in url.queryItems {
          if values[Array(item.name.utf8)] == nil { names.append(item.name) }
          values[Array(item.name.utf8), default: []].append(StringValue(item.value))
        }
        return .map(
          ValueMap(
            names.map { name in
              (.string(name), .list(StringList(items: values[Array(name.utf8)] ?? [])))
            }
          )
        )
      }
    ),
  ]

  private static func part(
    _ name: String,
    _ doc: String,
    _ part: @escaping @Sendable (GoURL) -> String
  ) -> Overload {
    Overload(
      "URL.\(name)() -> string",
      doc,
      .one { (url, run) throws(CELError) in
        let url = try url.opaque(URLValue.self)
        try run.charge(bytes: url.text.utf8.count)
        return .string(part(url.url))
      }
    )
  }
}
