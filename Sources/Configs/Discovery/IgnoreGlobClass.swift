/// The bytes that a bracket of a shell pattern matches, such as `[!a-z]`.
struct GlobClass: Sendable {
  /// The bytes below and from 128, a bit each.
  private var low: UInt128 = 0
  private var high: UInt128 = 0

  /// - Parameter members: What is between the brackets.
  init(_ members: ArraySlice<UInt8>) {
    var rest = members
    let isNegated = rest.first == UInt8(ascii: "!") || rest.first == UInt8(ascii: "^")
    if isNegated { rest = rest.dropFirst() }
    while let first = GlobClass.takeMember(&rest) {
      if rest.count > 1, rest.first == UInt8(ascii: "-") {
        rest = rest.dropFirst()
        insert(from: first, to: GlobClass.takeMember(&rest) ?? first)
      } else {
        insert(from: first, to: first)
      }
    }
    if isNegated { (low, high) = (~low, ~high) }
  }

  func contains(_ byte: UInt8) -> Bool {
    (byte < 128 ? low : high) >> (byte & 127) & 1 == 1
  }

  private mutating func insert(from first: UInt8, to last: UInt8) {
    guard first <= last else { return }
    for byte in first...last {
      if byte < 128 { low |= 1 << byte } else { high |= 1 << (byte & 127) }
    }
  }

  private static func takeMember(_ rest: inout ArraySlice<UInt8>) -> UInt8? {
    let byte = rest.popFirst()
    return byte == UInt8(ascii: "\\") ? rest.popFirst() ?? byte : byte
  }

  /// The index behind the closing bracket.
  ///
  /// - Parameters:
  ///   - pattern: The pattern around the class.
  ///   - start: The index of the opening bracket.
  /// - Returns: `nil` where the bracket is not closed.
  static func end(in pattern: ArraySlice<UInt8>, from start: Int) -> Int? {
    var index = start + 1
    if index < pattern.endIndex, [UInt8(ascii: "!"), UInt8(ascii: "^")].contains(pattern[index]) {
      index += 1
    }
    let first = index
    while index < pattern.endIndex {
      if pattern[index] == UInt8(ascii: "]"), index > first { return index + 1 }
      index += pattern[index] == UInt8(ascii: "\\") ? 2 : 1
    }
    return nil
  }
}
