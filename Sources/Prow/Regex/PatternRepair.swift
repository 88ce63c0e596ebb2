import GoFormats

/// A pattern as it was probably meant, and what was wrong with it.
///
/// Whether the pattern is wrong at all is for others to say: some of what is changed here may be
/// there on purpose.
package struct PatternRepair: Sendable {
  package private(set) var text: String
  /// In the order found, each once.
  package private(set) var faults: [Fault]

  package enum Fault: Sendable {
    case slashAtStart, dotSlash, fullRef, backslash, doubleSlash, blank, slashAtEnd, star, braces
  }

  /// - Parameters:
  ///   - pattern: A pattern that `GoRegex` accepts.
  ///   - shape: What it is matched against.
  package init(_ pattern: some Sequence<UInt8>, _ shape: NameShape) {
    var scan = RepairScan(Array(pattern), shape)
    scan.run()
    text = String(decoding: scan.output, as: UTF8.self)
    faults = scan.faults
  }
}

private struct RepairScan {
  private let bytes: [UInt8]
  private let shape: NameShape
  private var index = 0
  private(set) var output: [UInt8] = []
  private(set) var faults: [PatternRepair.Fault] = []
  private var groups = [Start()]
  private var position = Start()
  private var isAfterLiteral = false
  /// Whether a glob's star is earlier in this alternative, so that a dot is a full stop.
  private var hasStar = false
  private var needsEnd = false

  /// How an alternative begins.
  private struct Start {
    /// Whether nothing has been read of a name yet.
    var isOpen = true
    var isAnchored = false
  }

  init(_ bytes: [UInt8], _ shape: NameShape) {
    self.bytes = bytes
    self.shape = shape
  }

  mutating func run() {
    while index < bytes.count {
      if position.isOpen, dropPrefix() { continue }
      if dropBlank() { continue }
      read(bytes[index])
    }
    endAlternative()
  }

  private mutating func note(_ fault: PatternRepair.Fault) {
    if !faults.contains(fault) { faults.append(fault) }
  }

  private func isAt(_ text: String) -> Bool { bytes[index...].starts(with: text.utf8) }

  private func peek(_ distance: Int) -> UInt8? {
    index + distance < bytes.count ? bytes[index + distance] : nil
  }

  private mutating func copy(_ count: Int, isLiteral: Bool = false) {
    let end = min(bytes.count, index + count)
    output += bytes[index..<end]
    index = end
    passed(isLiteral: isLiteral)
  }

  private mutating func passed(isLiteral: Bool) {
    position.isOpen = false
    isAfterLiteral = isLiteral
  }

  // MARK: At the start of an alternative

  /// Skips characters that no name starts with.
  private mutating func dropPrefix() -> Bool {
    if shape == .branch {
      for prefix in ["refs/heads/", "refs/tags/", "refs\\/heads\\/", "refs\\/tags\\/"]
      where isAt(prefix) && peek(prefix.utf8.count) != UInt8(ascii: ")") {
        return dropRef(prefix.utf8.count)
      }
    } else {
      for prefix in ["./", "\\./", ".\\/", "\\.\\/"] where isAt(prefix) {
        // Of `./*` the star is a glob's, or the slash may be missing.
        if peek(prefix.utf8.count).map({ $0 == UInt8(ascii: "?") || $0 == UInt8(ascii: "+") })
          ?? true
        {
          break
        }
        if !position.isAnchored { output.append(UInt8(ascii: "^")) }
        position.isAnchored = true
        return drop(prefix.utf8.count, .dotSlash)
      }
    }
    guard position.isAnchored else { return false }
    for prefix in ["/", "\\/"] where isAt(prefix) {
      let next = peek(prefix.utf8.count)
      if let next, "?*+{|)$".utf8.contains(next) { break }
      return drop(prefix.utf8.count, .slashAtStart)
    }
    return false
  }

  private mutating func drop(_ count: Int, _ fault: PatternRepair.Fault) -> Bool {
    index += count
    note(fault)
    return true
  }

  private mutating func dropRef(_ count: Int) -> Bool {
    if !position.isAnchored { output.append(UInt8(ascii: "^")) }
    position.isAnchored = true
    let rest = bytes[(index + count)...].prefix {
      $0 != UInt8(ascii: "|") && $0 != UInt8(ascii: ")")
    }
    needsEnd = !rest.isEmpty && rest.allSatisfy { isAlphanumeric($0) || "-_./\\".utf8.contains($0) }
    return drop(count, .fullRef)
  }

  /// Passes over spaces and line breaks around an alternative.
  private mutating func dropBlank() -> Bool {
    guard bytes[index] <= 0x20 else { return false }
    let end = bytes[index...].firstIndex { $0 > 0x20 } ?? bytes.count
    let isLast = end == bytes.count || bytes[end] == UInt8(ascii: "|")
    guard position.isOpen || isLast else { return false }
    index = end
    note(.blank)
    return true
  }

  private mutating func endAlternative() {
    if needsEnd { output.append(UInt8(ascii: "$")) }
    needsEnd = false
    hasStar = false
  }

  // MARK: Items

  private mutating func read(_ byte: UInt8) {
    switch byte {
    case UInt8(ascii: "^"):
      output.append(byte)
      index += 1
      position.isAnchored = position.isOpen
    case UInt8(ascii: "("): openGroup()
    case UInt8(ascii: "|"):
      endAlternative()
      copy(1)
      position = groups.last ?? Start()
    case UInt8(ascii: ")"):
      endAlternative()
      if groups.count > 1 { groups.removeLast() }
      copy(1)
    case UInt8(ascii: "["): copy(classLength())
    case UInt8(ascii: "\\"): readEscape()
    case UInt8(ascii: "/"): readSlash()
    case UInt8(ascii: "$"): readEnd()
    case UInt8(ascii: "*"): readStar()
    case UInt8(ascii: "{"): readBrace()
    case UInt8(ascii: "."):
      let isAlone = peek(1).map { !"*+?{".utf8.contains($0) } ?? true
      if hasStar, isAlone { output.append(UInt8(ascii: "\\")) }
      copy(1)
    case UInt8(ascii: "+"), UInt8(ascii: "?"): copy(1)
    default: copy(1, isLiteral: true)
    }
  }

  private mutating func openGroup() {
    var length = 1
    if peek(1) == UInt8(ascii: "?") {
      let end = bytes[index...].firstIndex { ":)>".utf8.contains($0) } ?? bytes.count - 1
      length = end - index + 1
      if bytes[end] == UInt8(ascii: ")") {
        // Flags: what follows is still the start.
        output += bytes[index...end]
        index = end + 1
        return
      }
    }
    groups.append(position)
    let start = position
    copy(length)
    position = start
  }

  private func classLength() -> Int {
    var end = index + 1
    if end < bytes.count, bytes[end] == UInt8(ascii: "^") { end += 1 }
    if end < bytes.count, bytes[end] == UInt8(ascii: "]") { end += 1 }
    while end < bytes.count, bytes[end] != UInt8(ascii: "]") {
      end += bytes[end] == UInt8(ascii: "\\") ? 2 : 1
    }
    return end + 1 - index
  }

  private mutating func readEscape() {
    if isAt("\\A"), position.isOpen {
      output += bytes[index..<(index + 2)]
      index += 2
      position.isAnchored = true
      return
    }
    guard isAt("\\\\") else {
      return copy(2, isLiteral: peek(1).map { !isAlphanumeric($0) } ?? false)
    }
    note(.backslash)
    let third = peek(2)
    if third.map({ isAlphanumeric($0) && !"dDwWsSb".utf8.contains($0) }) ?? true {
      // A path of Windows.
      output.append(UInt8(ascii: "/"))
      index += 2
    } else {
      index += 1
      copy(2)
    }
    passed(isLiteral: true)
  }

  private mutating func readSlash() {
    let isRepeated = output.last == UInt8(ascii: "/") && isAfterLiteral
    guard isRepeated else { return copy(1, isLiteral: true) }
    index += 1
    note(.doubleSlash)
  }

  private mutating func readEnd() {
    needsEnd = false
    guard output.last == UInt8(ascii: "/"), isAfterLiteral else { return copy(1) }
    index += 1
    note(.slashAtEnd)
  }

  /// A star after a character that stands for itself is a glob's, unless the character is a letter
  /// that may well be there several times.
  private mutating func readStar() {
    let last = output.last ?? 0
    let next = peek(1)
    let isGlob =
      isAfterLiteral
      && (!isAlphanumeric(last) || next == nil || next == UInt8(ascii: "$")
        || next == UInt8(ascii: "."))
    guard isGlob else { return copy(1) }
    index += 1
    output += (shape == .file ? "[^/]*" : ".*").utf8
    passed(isLiteral: false)
    hasStar = true
    note(.star)
  }

  private mutating func readBrace() {
    let isCount = peek(1).map(isDigit) ?? false
    guard !isCount, let end = bytes[index...].firstIndex(of: UInt8(ascii: "}")),
      bytes[index..<end].contains(UInt8(ascii: ","))
    else {
      return copy(
        isCount ? (bytes[index...].firstIndex(of: UInt8(ascii: "}")) ?? index) + 1 - index : 1
      )
    }
    let parts = bytes[(index + 1)..<end].map { $0 == UInt8(ascii: ",") ? UInt8(ascii: "|") : $0 }
    output += [UInt8(ascii: "(")] + parts + [UInt8(ascii: ")")]
    index = end + 1
    passed(isLiteral: false)
    note(.braces)
  }
}
