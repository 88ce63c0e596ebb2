internal import YAML

/// A pattern of branches that is just a name, and matches without being compiled.
struct PlainBranch {
  /// Letters, digits and the like, and dots, which stand for any character.
  private let name: [UInt8]
  private let isAtStart: Bool
  private let isAtEnd: Bool

  /// `nil` if the pattern is more than a name.
  init?(_ pattern: Text) {
    var bytes = pattern.bytes[...]
    isAtStart = bytes.first == UInt8(ascii: "^")
    if isAtStart { bytes = bytes.dropFirst() }
    isAtEnd = bytes.last == UInt8(ascii: "$")
    if isAtEnd { bytes = bytes.dropLast() }
    guard PlainBranch.isPlain(bytes) else { return nil }
    name = Array(bytes)
  }

  /// Whether a plain name is one that the pattern is found in.
  func matches(_ branch: String) -> Bool {
    let branch = Array(branch.utf8)
    guard name.count <= branch.count else { return false }
    let last = branch.count - name.count
    return (isAtEnd ? last...last : 0...last).contains { start in
      (start == 0 || !isAtStart)
        && zip(name, branch[start...]).allSatisfy { $0 == UInt8(ascii: ".") || $0 == $1 }
    }
  }

  static func isPlain(_ bytes: some Sequence<UInt8>) -> Bool {
    bytes.allSatisfy {
      ($0 | 0x20) &- UInt8(ascii: "a") < 26 || $0 &- UInt8(ascii: "0") < 10
        || "-_./".utf8.contains($0)
    }
  }
}
