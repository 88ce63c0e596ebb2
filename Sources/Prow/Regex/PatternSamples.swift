extension PatternTree {
  /// Some names that a pattern is likely meant for: each of its alternatives, with short parts where
  /// it leaves room.
  ///
  /// A `.` alone stands for a full stop. Few names are made, so that many jobs stay cheap to
  /// compare; that a name matches is for the caller to check.
  package func samples(_ shape: NameShape) -> [String] {
    var samples = PatternSamples(shape: shape)
    return samples.texts(self).filter { !$0.isEmpty }
  }
}

private struct PatternSamples {
  let shape: NameShape
  /// Strings of one part of a pattern, and of the whole.
  private let most = 24

  init(shape: NameShape) {
    self.shape = shape
  }

  /// What `.*` and the like may stand for.
  private var fillers: [String] {
    switch shape {
    case .file: ["main", "main/main", ""]
    case .branch: ["1", "1.1", ""]
    }
  }

  mutating func texts(_ tree: PatternTree) -> [String] {
    switch tree {
    case .start, .end: return [""]
    case .anyCharacter: return ["."]
    case .characters(let set): return [character(of: set)]
    case .choice(let branches): return limited(branches.flatMap { texts($0.tree) })
    case .sequence(let parts):
      return parts.reduce([""]) { before, part in
        let after = texts(part)
        return limited(before.flatMap { start in after.map { start + $0 } })
      }
    case .repeated(let part, let lowest, let highest):
      return repeats(of: part, lowest, highest)
    }
  }

  private mutating func repeats(
    of part: PatternTree,
    _ lowest: Int,
    _ highest: Int?
  ) -> [String] {
    var result: [String] = []
    if let set = part.singleSet, highest ?? 2 > 1 {
      result = fillers.filter { text in
        text.utf8.count >= lowest && text.utf8.count <= highest ?? .max
          && text.utf8.allSatisfy(set.contains)
      }
    }
    let one = texts(part)
    if result.isEmpty {
      result = one.map { String(repeating: $0, count: max(1, min(lowest, 8))) }
    }
    if lowest == 0, !result.contains("") { result.append("") }
    return limited(result)
  }

  private func limited(_ texts: [String]) -> [String] {
    var seen: Set<String> = []
    return Array(texts.filter { seen.insert($0).inserted }.prefix(most))
  }

  private func character(of set: PatternTree.CharacterSet) -> String {
    let likely = "1axA.-_/"
    let byte = likely.utf8.first(where: set.contains) ?? (33...126).first(where: set.contains)
    return byte.map { String(UnicodeScalar($0)) } ?? " "
  }
}

extension PatternTree {
  /// The characters of a part that is one character.
  fileprivate var singleSet: CharacterSet? {
    switch self {
    case .characters(let set): set
    case .anyCharacter: .all
    default: nil
    }
  }
}
