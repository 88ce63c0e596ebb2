/// A tag as Prow's image builds make them: a date, a commit, and maybe a variant.
///
/// Source: Prow, `tagRegexp` in cmd/generic-autobumper/imagebumper/imagebumper.go.
package struct ImageTag: Sendable, Hashable {
  /// Without variant: `v20260821-a61940897`.
  package let version: String
  /// Eight digits.
  package let date: String
  /// What a link to the commit needs: a hash, also of `v1.2-14-gdeadbeef`.
  package let commit: String
  /// With its dash, such as `-master`; empty if there is none.
  package let variant: String

  /// `nil` for another tag, `latest` among them.
  package init?(_ text: String) {
    let tag = Array(text.utf8)
    let start = tag.first == UInt8(ascii: "v") ? 1 : 0
    let dash = start + 8
    guard tag.count > dash, tag[start..<dash].allSatisfy(ImageTag.isDigit),
      tag[dash] == UInt8(ascii: "-")
    else { return nil }
    let afterDate = dash + 1
    let hash = ImageTag.endOfDescription(tag, from: afterDate) ?? afterDate
    let digits = tag[hash...].prefix { ImageTag.isDigit($0) || (97...102).contains($0) }
    let end = hash + digits.count
    guard (6...10).contains(digits.count), end == tag.count || tag[end] == UInt8(ascii: "-") else {
      return nil
    }
    date = String(decoding: tag[start..<dash], as: UTF8.self)
    commit = String(decoding: digits, as: UTF8.self)
    version = String(decoding: tag[..<end], as: UTF8.self)
    variant = String(decoding: tag[end...], as: UTF8.self)
    // A dash with nothing behind it is no variant.
    if variant == "-" { return nil }
  }

  private static func isDigit(_ byte: UInt8) -> Bool { byte &- UInt8(ascii: "0") < 10 }

  /// The end of `v1.2-14-g` in front of the hash, as `git describe` writes it.
  private static func endOfDescription(_ tag: [UInt8], from start: Int) -> Int? {
    guard tag[start...].first == UInt8(ascii: "v"), tag.count > start + 1, isDigit(tag[start + 1])
    else { return nil }
    var index = start + 2
    while index < tag.count {
      if tag[index] == UInt8(ascii: "-"), index + 1 < tag.count, tag[index + 1] == UInt8(ascii: "g")
      {
        return index + 2
      }
      guard tag[index] == UInt8(ascii: "-") || tag[index] == UInt8(ascii: "."),
        index + 1 < tag.count, isDigit(tag[index + 1])
      else { return nil }
      index += 1
      while index < tag.count, isDigit(tag[index]) { index += 1 }
    }
    return nil
  }
}
