/// Something that goes wrong, and what people read of it.
struct ProvokedMessage: Sendable, CustomStringConvertible {
  /// All of it; `COMMIT`, `DIR`, `TIME` and `URL` stand for what differs from one run to the next.
  let text: String
  /// Lets it happen.
  let provoke: @Sendable () async throws -> String

  init(_ text: String, _ provoke: @escaping @Sendable () async throws -> String) {
    self.text = text
    self.provoke = provoke
  }

  static let all = ofClusters + ofService + ofRollouts

  var description: String { text }

  /// Whether the text has all parts of a pattern, in its order; `…` stands for any text.
  func fits(_ pattern: String) -> Bool {
    var rest = text[...]
    for part in pattern.split(separator: "…") {
      let words = part.drop { $0 == " " }
      guard let found = rest.firstRange(of: words) else { return false }
      rest = rest[found.upperBound...]
    }
    return true
  }
}
