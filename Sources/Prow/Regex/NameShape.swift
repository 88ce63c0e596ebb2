/// What the names look like that a pattern is matched against.
package enum NameShape: Sendable {
  /// Paths of changed files, from the root of the repository.
  case file
  /// Branches without `refs/heads/`.
  case branch

  /// How far a name has been read.
  enum State: Int, CaseIterable {
    case start, afterSlash, inside, afterDot, afterDots, afterSpace
  }

  /// Characters that mean the same to a name.
  enum Class: CaseIterable {
    case slash, dot, space, other
  }

  /// The state after one more character; `nil` if no name goes on like that.
  func next(_ state: State, _ character: Class) -> State? {
    switch (character, state) {
    case (.other, _): .inside
    case (.slash, .inside): .afterSlash
    case (.slash, .afterDot): self == .branch ? .afterSlash : nil
    case (.slash, _): nil
    case (.dot, .inside): self == .branch ? .afterDot : .inside
    case (.dot, .start), (.dot, .afterSlash): self == .branch ? nil : .afterDot
    case (.dot, .afterDot): self == .branch ? nil : .afterDots
    case (.dot, _): .inside
    case (.space, .start), (.space, .afterSlash): nil
    case (.space, _): self == .branch ? nil : .afterSpace
    }
  }

  /// Whether a name can end here.
  func canEnd(in state: State) -> Bool { state == .inside }

  /// The characters of a class.
  func characters(of kind: Class) -> PatternTree.CharacterSet {
    switch kind {
    case .slash: PatternTree.CharacterSet(UInt8(ascii: "/")...UInt8(ascii: "/"))
    case .dot: PatternTree.CharacterSet(UInt8(ascii: ".")...UInt8(ascii: "."))
    case .space: PatternTree.CharacterSet(UInt8(ascii: " ")...UInt8(ascii: " "))
    case .other: self == .branch ? Self.othersOfBranches : Self.othersOfFiles
    }
  }

  // Paths with control characters or backslashes are possible, but not used.
  private static let othersOfFiles = others(except: "/. \\")
  /// Source: git, `check_refname_format` in refs.c.
  private static let othersOfBranches = others(except: "/. \\~^:?*[")

  private static func others(except excluded: String) -> PatternTree.CharacterSet {
    var none = PatternTree.CharacterSet(0...31, 127...127)
    for byte in excluded.utf8 { none.insert(byte...byte) }
    return none.inverted
  }
}
