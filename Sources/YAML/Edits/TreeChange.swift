internal import Diagnostics

/// One thing that differs between two trees.
enum TreeChange {
  /// The scalar at an index has another value.
  case scalar(UInt32, ScalarModel)
  /// The nodes from one index to another, which are an entry or item of the collection at a third, are
  /// gone.
  case removal(Range<UInt32>, from: UInt32)
  /// The collection at the second index has a new entry or item of scalars, before the node at the first.
  case insertion(UInt32, into: UInt32, [ScalarModel])

  /// Whether one document with this change is the other.
  func leads(from old: Document, to new: Document) -> Bool {
    guard let before = old.root, let after = new.root,
      TreeChange.areKnown(new.problems, in: old.problems),
      TreeChange.areKnown(new.repeatedKeys, in: old.repeatedKeys)
    else { return false }
    let walk = Walk(old: before.storage, new: after.storage, change: self)
    return withExtendedLifetime((old, new)) { walk.isRight() }
  }

  /// Whether each problem of a document is one that there was before, and no more often.
  private static func areKnown(_ new: [Problem], in old: [Problem]) -> Bool {
    var left = Dictionary(grouping: old, by: \.message).mapValues(\.count)
    return new.allSatisfy { problem in
      left[problem.message, default: 0] -= 1
      return left[problem.message, default: 0] >= 0
    }
  }

  private struct Walk {
    let old: UnsafeMutablePointer<DocumentStorage>
    let new: UnsafeMutablePointer<DocumentStorage>
    let change: TreeChange

    /// Both trees are lists of nodes in document order, in which counts tell who belongs to whom.
    func isRight() -> Bool {
      var (left, right) = (0, 0)
      let (lefts, rights) = (old.pointee.nodes.count, new.pointee.nodes.count)
      while true {
        if case .removal(let gone, _) = change, left == Int(gone.lowerBound) {
          left = Int(gone.upperBound)
        }
        if case .insertion(let place, _, let added) = change, left == Int(place), right == left {
          for scalar in added {
            guard right < rights, scalar.isWritten(at: right, in: new),
              !new.pointee.nodes[right].flags.contains(.isMergeKey)
            else { return false }
            right += 1
          }
        }
        guard left < lefts, right < rights else { return left == lefts && right == rights }
        guard areAlike(left, right) else { return false }
        left += 1
        right += 1
      }
    }

    private func areAlike(_ left: Int, _ right: Int) -> Bool {
      let (a, b) = (old.pointee.nodes[left], new.pointee.nodes[right])
      if case .scalar(let index, let wanted) = change, left == Int(index) {
        return wanted.isWritten(at: right, in: new)
          && a.flags.contains(.isKey) == b.flags.contains(.isKey)
          && a.flags.contains(.isMergeKey) == b.flags.contains(.isMergeKey)
      }
      let marks: RawNode.Flags = [.isKey, .isMergeKey, .isAliased]
      guard a.kind == b.kind, a.style == b.style,
        a.flags.intersection(marks) == b.flags.intersection(marks) || isFormerAnchor(left)
      else { return false }
      switch a.kind {
      case .scalar:
        return a.value == b.value
          && Node(storage: old, index: UInt32(left)).text
            == Node(storage: new, index: UInt32(right)).text
      case .alias: return moved(a.text) == b.text
      case .mapping, .sequence: return Int(a.length) + growth(left) == Int(b.length)
      }
    }

    /// By how much a collection is longer after the change.
    private func growth(_ index: Int) -> Int {
      switch change {
      case .scalar: 0
      case .removal(_, let parent): index == Int(parent) ? -1 : 0
      case .insertion(_, let parent, _): index == Int(parent) ? 1 : 0
      }
    }

    /// Where the node at an index is after the change.
    private func moved(_ index: UInt32) -> UInt32 {
      switch change {
      case .scalar: index
      case .removal(let gone, _):
        index >= gone.upperBound ? index - UInt32(gone.count) : index
      case .insertion(let place, _, let added):
        index >= place ? index + UInt32(added.count) : index
      }
    }

    /// Whether the last alias of an anchor may have gone.
    private func isFormerAnchor(_ index: Int) -> Bool {
      guard case .removal(let gone, _) = change else { return false }
      return old.pointee.nodes[Int(gone.lowerBound)..<Int(gone.upperBound)].contains {
        $0.kind == .alias && Int($0.text) == index
      }
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

  fileprivate func isWritten(
    at index: Int,
    in storage: UnsafeMutablePointer<DocumentStorage>
  ) -> Bool {
    let node = storage.pointee.nodes[index]
    return node.kind == .scalar && node.value == kind
      && Node(storage: storage, index: UInt32(index)).text.equals(text)
  }
}
