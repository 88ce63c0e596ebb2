package import YAML

/// A set of names in a few words: of most names it knows for sure that they are not in it.
///
/// An item without name counts as one whose name is empty.
package struct NameBits: Sendable {
  private var words = SIMD8<UInt64>.zero

  package init() {}

  init(_ items: [Preset.Item]) {
    for item in items {
      let (word, bit) = NameBits.place(of: item.name ?? .empty)
      words[word] |= bit
    }
  }

  private static func place(of name: Text) -> (word: Int, bit: UInt64) {
    var hash = UInt64(truncatingIfNeeded: name.count)
    for byte in name.bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    return (Int(hash >> 61), 1 << (hash >> 55 & 63))
  }

  package mutating func formUnion(_ other: NameBits) {
    words |= other.words
  }

  /// The names that may be in both.
  package func intersection(_ other: NameBits) -> NameBits {
    var both = self
    both.words &= other.words
    return both
  }

  /// Whether surely no name is in it.
  package var isEmpty: Bool { words == .zero }

  /// Whether the `name` of an item of a list may be in the set; `false` is certain.
  package func mayHaveName(in list: Node?) -> Bool {
    guard !isEmpty, let list else { return false }
    for item in list.items {
      let (word, bit) = NameBits.place(of: item.text(.name) ?? .empty)
      if words[word] & bit != 0 { return true }
    }
    return false
  }
}
