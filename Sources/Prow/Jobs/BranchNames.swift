internal import YAML

/// What can be known of a repository's branches without asking for them.
package enum BranchNames {
  /// Names that branches often have, the default branch first.
  package static let usual = [
    "main", "master", "develop", "dev", "staging", "gh-pages", "release-1.0", "release-1.30",
    "release/1.0", "release-v1.0", "release", "v1.0", "v1.0.0", "feature/x",
  ]

  /// The one branch that a pattern is for; `nil` if it looks like a pattern for several.
  package static func plainName(_ pattern: String) -> String? {
    var name = pattern.utf8[...]
    if name.first == UInt8(ascii: "^") { name.removeFirst() }
    let isWhole = name.last == UInt8(ascii: "$")
    if isWhole { name.removeLast() }
    var plain: [UInt8] = []
    var isEscaped = false
    for byte in name {
      if byte == UInt8(ascii: "\\"), !isEscaped {
        isEscaped = true
        continue
      }
      let isWord = (byte | 0x20) &- UInt8(ascii: "a") < 26 || byte &- UInt8(ascii: "0") < 10
      guard isMark(byte) || isWord && !isEscaped else { return nil }
      plain.append(byte)
      isEscaped = false
    }
    // A name that stops at a mark is the start of several names.
    guard let last = plain.last, !isEscaped, !isMark(last) || isWhole else { return nil }
    return String(decoding: plain, as: UTF8.self)
  }

  private static func isMark(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."), UInt8(ascii: "/"): true
    default: false
    }
  }

  /// The names that the default branch may have: one of them surely is a branch of the repository.
  ///
  /// Empty if nothing tells. The jobs' own branches say more than custom does.
  package static func ofDefault(_ jobs: [Job], listed: [String]) -> [String] {
    let filters = jobs.map(BranchFilter.init)
    let named = Set(filters.flatMap(\.branches).compactMap { plainName($0.string) } + listed)
    let known = ["main", "master"].filter(named.contains)
    if !known.isEmpty { return known }
    return named.isEmpty || filters.contains(where: \.branches.isEmpty) ? ["main", "master"] : []
  }
}
