internal import GoFormats

/// A semantic version such as `1.2.3-rc.1+build`.
///
/// Source: blang/semver, `Parse` and `Compare` in semver.go.
package final class VersionValue: OpaqueValue, CustomStringConvertible {
  private enum Identifier: Equatable {
    case number(UInt64)
    case word(String)
  }

  /// Major, minor and patch.
  let numbers: [UInt64]
  private let prerelease: [Identifier]
  package let description: String

  package var typeName: String { "kubernetes.Semver" }

  init(_ text: String) throws(CELError) {
    let parts = text.split(separator: ".", maxSplits: 2, omittingEmptySubsequences: false)
    guard parts.count == 3 else { throw VersionValue.fault(text) }
    let (beforeBuild, build) = VersionValue.cut(parts[2], "+")
    let (patch, prerelease) = VersionValue.cut(beforeBuild, "-")
    var numbers: [UInt64] = []
    for part in [parts[0], parts[1], patch] {
      guard let number = VersionValue.number(part) else { throw VersionValue.fault(text) }
      numbers.append(number)
    }
    self.numbers = numbers
    var identifiers: [Identifier] = []
    for word in prerelease {
      guard let identifier = VersionValue.identifier(word) else { throw VersionValue.fault(text) }
      identifiers.append(identifier)
    }
    guard build.allSatisfy(VersionValue.isWord) else { throw VersionValue.fault(text) }
    self.prerelease = identifiers
    description = text
  }

  /// Adds what is missing, and drops a `v` and zeros in front.
  ///
  /// Source: Kubernetes, `normalizeAndParse` in cel/library/semverlib.go.
  package convenience init(tolerant text: String) throws(CELError) {
    let plain = text.hasPrefix("v") ? text.dropFirst() : text[...]
    var parts = plain.split(separator: ".", maxSplits: 2, omittingEmptySubsequences: false)
      .map(VersionValue.withoutZeros)
    if parts.count < 3 {
      guard let last = parts.last, !last.contains("+"), !last.contains("-") else {
        throw VersionValue.fault(text)
      }
      while parts.count < 3 { parts.append("0") }
    }
    try self.init(parts.joined(separator: "."))
  }

  private static func withoutZeros(_ part: Substring) -> String {
    guard part.utf8.count > 1 else { return String(part) }
    let rest = part.drop { $0 == "0" }
    let startsWithDigit = rest.utf8.first.map { isDigit($0) } ?? false
    return startsWithDigit ? String(rest) : "0\(rest)"
  }

  /// The text before a mark, and the words after it.
  private static func cut(
    _ text: Substring,
    _ mark: Character
  ) -> (before: Substring, words: [Substring]) {
    guard let index = text.firstIndex(of: mark) else { return (text, []) }
    let rest = text[text.index(after: index)...]
    return (text[..<index], rest.split(separator: ".", omittingEmptySubsequences: false))
  }

  private static func number(_ text: Substring) -> UInt64? {
    guard text.utf8.allSatisfy({ isDigit($0) }), text.utf8.count == 1 || text.first != "0" else {
      return nil
    }
    return UInt64(text)
  }

  private static func isWord(_ text: Substring) -> Bool {
    !text.isEmpty && text.utf8.allSatisfy { isAlphanumeric($0) || $0 == UInt8(ascii: "-") }
  }

  private static func identifier(_ text: Substring) -> Identifier? {
    guard isWord(text) else { return nil }
    if text.utf8.allSatisfy({ isDigit($0) }) { return number(text).map(Identifier.number) }
    return .word(String(text))
  }

  private static func fault(_ text: String) -> CELError {
    .evaluation("\"\(text.prefix(100))\" is not a semantic version such as 1.2.3")
  }

  /// -1, 0 or 1; what follows a plus sign doesn't count.
  package func compared(to other: VersionValue) -> Int64 {
    for (left, right) in zip(numbers, other.numbers) where left != right {
      return left < right ? -1 : 1
    }
    if prerelease.isEmpty || other.prerelease.isEmpty {
      return prerelease.isEmpty == other.prerelease.isEmpty ? 0 : prerelease.isEmpty ? 1 : -1
    }
    for (left, right) in zip(prerelease, other.prerelease) where left != right {
      return VersionValue.isLess(left, right) ? -1 : 1
    }
    let (count, otherCount) = (prerelease.count, other.prerelease.count)
    return count == otherCount ? 0 : count < otherCount ? -1 : 1
  }

  private static func isLess(_ left: Identifier, _ right: Identifier) -> Bool {
    switch (left, right) {
    case (.number(let left), .number(let right)): left < right
    case (.number, .word): true
    case (.word, .number): false
    case (.word(let left), .word(let right)): left.utf8.lexicographicallyPrecedes(right.utf8)
    }
  }

  package func equals(_ other: Value) -> Bool? {
    guard case .opaque(let value) = other, let other = value as? VersionValue else { return nil }
    return compared(to: other) == 0
  }

  package func hash(into hasher: inout Hasher) { hasher.combine(numbers) }
}

extension Overload {
  /// Source: Kubernetes, cel/library/semverlib.go.
  static let versions: [Overload] = [
    Overload(
      "semver(string) -> Semver",
      "a semantic version",
      .one { (text, run) throws(CELError) in
        .opaque(try version(text, false, run))
      }
    ),
    Overload(
      "semver(string, bool) -> Semver",
      "the same; with true, v1.2 and 01.2.3 are fine, too",
      .two { (text, isTolerant, run) throws(CELError) in
        .opaque(try version(text, try isTolerant.asBool, run))
      }
    ),
    Overload(
      "isSemver(string) -> bool",
      "whether a text is a semantic version",
      .one { (text, run) throws(CELError) in
        .bool(try isVersion(text, false, run))
      }
    ),
    Overload(
      "isSemver(string, bool) -> bool",
      "the same; with true, v1.2 and 01.2.3 are fine, too",
      .two { (text, isTolerant, run) throws(CELError) in
        .bool(try isVersion(text, try isTolerant.asBool, run))
      }
    ),
    number("major", 0), number("minor", 1), number("patch", 2),
    Overload(
      "Semver.isGreaterThan(Semver) -> bool",
      "whether the version is newer than the other",
      .two { (left, right, _) throws(CELError) in
        .bool(try order(left, right) > 0)
      }
    ),
    Overload(
      "Semver.isLessThan(Semver) -> bool",
      "whether the version is older than the other",
      .two { (left, right, _) throws(CELError) in
        .bool(try order(left, right) < 0)
      }
    ),
    Overload(
      "Semver.compareTo(Semver) -> int",
      "-1, 0 or 1 for older, the same and newer",
      .two { (left, right, _) throws(CELError) in
        .int(try order(left, right))
      }
    ),
  ]

  private static func version(
    _ text: Value,
    _ isTolerant: Bool,
    _ run: Run
  ) throws(CELError) -> VersionValue {
    let text = try text.asString
    try run.charge(bytes: text.byteCount)
    return isTolerant ? try VersionValue(tolerant: text.string) : try VersionValue(text.string)
  }

  private static func isVersion(
    _ text: Value,
    _ isTolerant: Bool,
    _ run: Run
  ) throws(CELError) -> Bool {
    do throws(CELError) {
      _ = try version(text, isTolerant, run)
      return true
    } catch {
      if error.kind == .limit { throw error }
      return false
    }
  }

  private static func number(_ name: String, _ index: Int) -> Overload {
    Overload(
      "Semver.\(name)() -> int",
      "the \(name) number",
      .one { (value, _) throws(CELError) in
        .int(Int64(clamping: try value.opaque(VersionValue.self).numbers[index]))
      }
    )
  }

  private static func order(_ left: Value, _ right: Value) throws(CELError) -> Int64 {
    try left.opaque(VersionValue.self).compared(to: try right.opaque(VersionValue.self))
  }
}
