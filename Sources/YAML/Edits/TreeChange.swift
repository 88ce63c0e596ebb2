/// What differs between two trees: stretches of nodes of the old one, and what is in their place.
struct TreeChange {
  /// Nodes in document order, in which counts tell who belongs to whom.
  enum Piece {
    /// Nodes of the old tree by their indices.
    case kept(Range<UInt32>)
    /// A scalar, new or in place of the one at an index.
    case scalar(ScalarModel, replacing: UInt32? = nil)
    /// A new list of so many items, or mapping of so many entries, in front of these.
    case list(Int)
    case mapping(Int)
  }

  private struct Step {
    var nodes: Range<UInt32>
    var pieces: [Piece]
  }

  private var steps: [Step] = []
  /// By how much collections are longer after the change, by their indices.
  fileprivate private(set) var growth: [UInt32: Int] = [:]

  /// Nothing differs.
  static let none = TreeChange()

  private init() {}

  private init(_ nodes: Range<UInt32>, _ pieces: [Piece], growth: [UInt32: Int] = [:]) {
    steps = [Step(nodes: nodes, pieces: pieces)]
    self.growth = growth
  }

  /// The scalar at an index has another value.
  static func scalar(_ index: UInt32, _ model: ScalarModel) -> TreeChange {
    TreeChange(index..<(index + 1), [.scalar(model, replacing: index)])
  }

  /// Nodes, which are an entry or item of the collection at an index, are gone.
  static func removal(_ nodes: Range<UInt32>, from parent: UInt32) -> TreeChange {
    TreeChange(nodes, [], growth: [parent: -1])
  }

  /// The collection at the second index has a new entry or item before the node at the first.
  static func insertion(_ place: UInt32, into parent: UInt32, _ pieces: [Piece]) -> TreeChange {
    TreeChange(place..<place, pieces, growth: [parent: 1])
  }

  /// Other nodes are in the place of some; with them a collection may be longer or shorter.
  static func replacement(
    _ nodes: Range<UInt32>,
    _ pieces: [Piece],
    growth: [UInt32: Int] = [:]
  ) -> TreeChange {
    TreeChange(nodes, pieces, growth: growth)
  }

  /// Both changes, which touch different nodes.
  func and(_ other: TreeChange) -> TreeChange {
    var both = self
    both.steps += other.steps
    both.growth.merge(other.growth, uniquingKeysWith: +)
    return both
  }

  /// Whether one document with this change is the other.
  func leads(from old: Document, to new: Document) -> Bool {
    guard let before = old.root, let after = new.root,
      TreeChange.areKnown(new.problems, in: old.problems),
      TreeChange.areKnown(new.repeatedKeys, in: old.repeatedKeys),
      let pieces = pieces(of: before.written.pointee.next)
    else { return false }
    let walk = TreeWalk(old: before.storage, new: after.storage, pieces: pieces, growth: growth)
    return withExtendedLifetime((old, new)) { walk.isRight() }
  }

  /// The new tree of so many nodes; `nil` if two changes touch.
  private func pieces(of count: UInt32) -> [Piece]? {
    var pieces: [Piece] = []
    var done: UInt32 = 0
    for step in steps.sorted(by: {
      ($0.nodes.lowerBound, $0.nodes.upperBound) < ($1.nodes.lowerBound, $1.nodes.upperBound)
    }) {
      guard step.nodes.lowerBound >= done, step.nodes.upperBound <= count else { return nil }
      pieces.append(.kept(done..<step.nodes.lowerBound))
      pieces += step.pieces
      done = step.nodes.upperBound
    }
    return pieces + [.kept(done..<count)]
  }

  /// Whether each problem of a document is one that there was before, and no more often.
  private static func areKnown(_ new: [Problem], in old: [Problem]) -> Bool {
    var left = Dictionary(grouping: old, by: \.message).mapValues(\.count)
    return new.allSatisfy { problem in
      left[problem.message, default: 0] -= 1
      return left[problem.message, default: 0] >= 0
    }
  }
}

/// What a scalar is to come out as.
struct ScalarModel {
  var kind: ScalarKind
  var text: String

  init(_ value: TreeEditor.Value) {
    switch value {
    case .string(let text): (kind, self.text) = (.string, text)
    case .plain(let text):
      kind = Array(text.utf8).withUnsafeBufferPointer { ScalarResolver.kind(ofPlain: $0) }
      self.text = text
    }
  }

  func isWritten(at index: Int, in storage: UnsafeMutablePointer<DocumentStorage>) -> Bool {
    let node = storage.pointee.nodes[index]
    return node.kind == .scalar && node.value == kind
      && Node(storage: storage, index: UInt32(index)).text.equals(text)
  }
}
