/// Compares a tree with the one that a change should have made of it.
struct TreeWalk {
  private let old: UnsafeMutablePointer<DocumentStorage>
  private let new: UnsafeMutablePointer<DocumentStorage>
  private let pieces: [TreeChange.Piece]
  private let growth: [UInt32: Int]
  /// Where old nodes are in the new tree.
  private let moves: [(old: Range<UInt32>, new: UInt32)]
  /// Anchors of which an alias is gone, and maybe the last one.
  private let formerAnchors: Set<UInt32>

  init(
    old: UnsafeMutablePointer<DocumentStorage>,
    new: UnsafeMutablePointer<DocumentStorage>,
    pieces: [TreeChange.Piece],
    growth: [UInt32: Int]
  ) {
    (self.old, self.new, self.pieces, self.growth) = (old, new, pieces, growth)
    moves = TreeWalk.moves(pieces)
    formerAnchors = TreeWalk.formerAnchors(old, moves)
  }

  private static func moves(_ pieces: [TreeChange.Piece]) -> [(old: Range<UInt32>, new: UInt32)] {
    var moves: [(old: Range<UInt32>, new: UInt32)] = []
    var position: UInt32 = 0
    for piece in pieces {
      switch piece {
      case .kept(let nodes):
        moves.append((nodes, position))
        position += UInt32(nodes.count)
      case .scalar(_, let replaced):
        if let replaced { moves.append((replaced..<(replaced + 1), position)) }
        position += 1
      case .list, .mapping: position += 1
      }
    }
    return moves
  }

  private static func formerAnchors(
    _ old: UnsafeMutablePointer<DocumentStorage>,
    _ moves: [(old: Range<UInt32>, new: UInt32)]
  ) -> Set<UInt32> {
    var anchors: Set<UInt32> = []
    var done = 0
    for range in moves.map(\.old).sorted(by: { $0.lowerBound < $1.lowerBound }) {
      for index in done..<max(done, Int(range.lowerBound)) {
        let node = old.pointee.nodes[index]
        if node.kind == .alias { anchors.insert(node.text) }
      }
      done = max(done, Int(range.upperBound))
    }
    return anchors
  }

  /// Both trees are lists of nodes in document order, in which counts tell who belongs to whom.
  func isRight() -> Bool {
    let count = new.pointee.nodes.count
    var right = 0
    for piece in pieces {
      switch piece {
      case .kept(let nodes):
        guard right + nodes.count <= count else { return false }
        for left in nodes {
          guard areAlike(Int(left), right) else { return false }
          right += 1
        }
      case .scalar(let model, let replaced):
        guard right < count, model.isWritten(at: right, in: new),
          isMarked(right, like: replaced)
        else { return false }
        right += 1
      case .list(let length):
        guard right < count, isCollection(right, .sequence, length) else { return false }
        right += 1
      case .mapping(let length):
        guard right < count, isCollection(right, .mapping, length) else { return false }
        right += 1
      }
    }
    return right == count
  }

  private func isCollection(_ right: Int, _ kind: RawNode.Kind, _ length: Int) -> Bool {
    let node = new.pointee.nodes[right]
    return node.kind == kind && Int(node.length) == length
  }

  private func isMarked(_ right: Int, like left: UInt32?) -> Bool {
    let flags = new.pointee.nodes[right].flags
    guard let left else { return !flags.contains(.isMergeKey) }
    let marks: RawNode.Flags = [.isKey, .isMergeKey]
    return flags.intersection(marks) == old.pointee.nodes[Int(left)].flags.intersection(marks)
  }

  private func areAlike(_ left: Int, _ right: Int) -> Bool {
    let (a, b) = (old.pointee.nodes[left], new.pointee.nodes[right])
    let marks: RawNode.Flags = [.isKey, .isMergeKey, .isAliased]
    guard a.kind == b.kind, a.style == b.style,
      a.flags.intersection(marks) == b.flags.intersection(marks)
        || formerAnchors.contains(UInt32(left))
    else { return false }
    switch a.kind {
    case .scalar:
      return a.value == b.value
        && Node(storage: old, index: UInt32(left)).text
          == Node(storage: new, index: UInt32(right)).text
    case .alias: return moved(a.text) == b.text
    case .mapping, .sequence:
      return Int(a.length) + growth[UInt32(left), default: 0] == Int(b.length)
    }
  }

  /// Where the node at an index is after the change; `nil` if it is gone.
  private func moved(_ index: UInt32) -> UInt32? {
    guard let move = moves.first(where: { $0.old.contains(index) }) else { return nil }
    return move.new + (index - move.old.lowerBound)
  }
}
