package import Diagnostics
internal import GoFormats

/// `HOST/IMAGE:TAG` in some text: YAML, a script, a Dockerfile.
package struct ImageReference: Sendable, Hashable {
  /// `HOST/IMAGE`.
  package let name: String
  package let tag: String
  /// Where the tag is.
  package let range: SourceRange
  /// Whether `@sha256:` follows: the digest says which image it is, and the tag says nothing.
  package let hasDigest: Bool

  /// All references in a text, in order, those in comments among them.
  ///
  /// A host has a dot, so that `key/name:value` is none.
  package static func all(in bytes: some RandomAccessCollection<UInt8>) -> [ImageReference] {
    let bytes = Array(bytes)
    var found: [ImageReference] = []
    for colon in bytes.indices where bytes[colon] == UInt8(ascii: ":") {
      guard let range = tag(in: bytes, after: colon), let name = name(in: bytes, before: colon)
      else { continue }
      found.append(
        ImageReference(
          name: name,
          tag: String(decoding: bytes[range], as: UTF8.self),
          range: SourceRange(start: UInt32(range.lowerBound), end: UInt32(range.upperBound)),
          hasDigest: bytes[range.upperBound...].first == UInt8(ascii: "@")
        )
      )
    }
    return found
  }

  /// Whether generic-autobumper looks at images like this one.
  package var isSeenByAutobumper: Bool {
    ImageReference.isSeenByAutobumper(String(name.prefix { $0 != "/" }))
  }

  /// Whether generic-autobumper looks at images of a registry.
  ///
  /// Source: Prow, `imageRegexp` in cmd/generic-autobumper/imagebumper/imagebumper.go.
  package static func isSeenByAutobumper(_ host: String) -> Bool {
    registries?.matches(host) ?? false
  }

  private static let registries = try? GoRegex.compile(
    #"^(([a-z0-9]+\.)?gcr\.io|([a-z0-9-]+)?docker\.pkg\.dev)$"#
  ).get()

  private static func isWord(_ byte: UInt8) -> Bool {
    (byte | 0x20) &- UInt8(ascii: "a") < 26 || byte &- UInt8(ascii: "0") < 10
      || byte == UInt8(ascii: "_")
  }

  private static func isOfTag(_ byte: UInt8) -> Bool {
    isWord(byte) || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "-")
  }

  /// The tag ends with a letter or a digit: a full stop behind it is not of it.
  private static func tag(in bytes: [UInt8], after colon: Int) -> Range<Int>? {
    let start = colon + 1
    guard start < bytes.count, isWord(bytes[start]) else { return nil }
    var end = start
    while end < bytes.count, isOfTag(bytes[end]) { end += 1 }
    while !isWord(bytes[end - 1]) { end -= 1 }
    return start..<end
  }

  private static func name(in bytes: [UInt8], before colon: Int) -> String? {
    var start = colon
    while start > 0, isOfTag(bytes[start - 1]) || bytes[start - 1] == UInt8(ascii: "/") {
      start -= 1
    }
    // As in docker://HOST, or behind a dash.
    while start < colon, !isWord(bytes[start]) { start += 1 }
    let name = String(decoding: bytes[start..<colon], as: UTF8.self)
    let parts = name.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count > 1, parts[0].contains("."), !parts.contains("") else { return nil }
    return name
  }
}
