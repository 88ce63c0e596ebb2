import GoFormats

/// The structure of a pattern that Go accepts, for questions about what it can match.
///
/// Where it is not exact, it matches more: `\b` matches everywhere, and Unicode classes hold every
/// character.
package indirect enum PatternTree: Sendable {
  case characters(CharacterSet)
  /// A `.`, which people also write where they mean a full stop.
  case anyCharacter
  case start, end
  case sequence([PatternTree])
  /// Two or more alternatives.
  case choice([Branch])
  /// `highest` is `nil` without a limit.
  case repeated(PatternTree, lowest: Int, highest: Int?)

  /// One alternative, and where it is written in the pattern.
  package struct Branch: Sendable {
    package var tree: PatternTree
    /// UTF-8 bytes of the pattern.
    package var range: Range<Int>
  }

  static let nothing = PatternTree.sequence([])

  /// Fails if groups nest very deeply.
  ///
  /// - Parameter pattern: A pattern that `GoRegex` accepts.
  package init?(_ pattern: some Sequence<UInt8>) {
    var parser = PatternParser(Array(pattern))
    guard let tree = parser.parse() else { return nil }
    self = tree
  }

  /// Whether it can match only after it has read a character.
  var hasCharacter: Bool {
    switch self {
    case .characters, .anyCharacter: true
    case .start, .end: false
    case .sequence(let parts): parts.contains(where: \.hasCharacter)
    case .choice(let branches): branches.contains(where: \.tree.hasCharacter)
    case .repeated(let part, _, _): part.hasCharacter
    }
  }

  /// Some of the ASCII characters, and all others or none of them.
  package struct CharacterSet: Sendable, Hashable {
    private var low: UInt64 = 0
    private var high: UInt64 = 0
    var hasOthers = false

    static let all = CharacterSet(low: .max, high: .max, hasOthers: true)
    static let others = CharacterSet(low: 0, high: 0, hasOthers: true)

    private init(low: UInt64, high: UInt64, hasOthers: Bool) {
      (self.low, self.high, self.hasOthers) = (low, high, hasOthers)
    }

    init(_ ranges: ClosedRange<UInt8>...) {
      for range in ranges { insert(range) }
    }

    func contains(_ byte: UInt8) -> Bool {
      byte < 64 ? low >> byte & 1 == 1 : high >> (byte & 63) & 1 == 1
    }

    mutating func insert(_ range: ClosedRange<UInt8>) {
      for byte in range {
        if byte < 64 { low |= 1 << byte } else { high |= 1 << (byte & 63) }
      }
    }

    mutating func formUnion(_ other: CharacterSet) {
      low |= other.low
      high |= other.high
      hasOthers = hasOthers || other.hasOthers
    }

    func isDisjoint(with other: CharacterSet) -> Bool {
      low & other.low == 0 && high & other.high == 0 && !(hasOthers && other.hasOthers)
    }

    /// All other ASCII characters; those beyond ASCII are always in it.
    var inverted: CharacterSet { CharacterSet(low: ~low, high: ~high, hasOthers: true) }

    /// With both cases of the letters that are in it.
    var ignoringCase: CharacterSet {
      var result = self
      for letter in UInt8(ascii: "a")...UInt8(ascii: "z") {
        let capital = letter & 0xDF
        if contains(letter) { result.insert(capital...capital) }
        if contains(capital) { result.insert(letter...letter) }
      }
      return result
    }
  }
}
