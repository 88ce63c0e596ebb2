internal import Diagnostics

/// What the entries of mappings with merge keys or repeated keys come to.
///
/// A merge sets its keys where `<<` is: it overrides keys written before it and is overridden
/// by keys after it. Of repeated keys the last one counts, with its whole value.
///
/// Source: go.yaml.in/yaml/v2, `mappingSlice` and `merge` in decode.go.
struct EffectiveEntries {
  var ranges = GrowingBuffer<DocumentStorage.EntryRange>(capacity: 0)
  var entries = GrowingBuffer<DocumentStorage.EntryIndices>(capacity: 0)

  struct Outcome {
    /// Index into `ranges`, or `nil` if the entries as written are what counts.
    var range: UInt32?
    var problems: [Problem] = []
    var repeated: [Problem] = []
  }

  mutating func deallocate() {
    ranges.deallocate()
    entries.deallocate()
  }

  /// Works out the entries of a mapping.
  ///
  /// Mappings that it merges by an alias must have been worked out before.
  mutating func settle(
    _ mapping: UInt32,
    nodes: UnsafeBufferPointer<RawNode>,
    source: UnsafeBufferPointer<UInt8>,
    side: UnsafeBufferPointer<UInt8>
  ) -> Outcome {
    var merger = Merger(nodes: nodes, source: source, side: side, settled: self)
    merger.run(mapping)
    var outcome = Outcome(problems: merger.problems, repeated: merger.repeated)
    guard merger.isChanged else { return outcome }
    outcome.range = UInt32(ranges.count)
    ranges.append(
      DocumentStorage.EntryRange(
        start: UInt32(entries.count),
        count: UInt32(merger.result.count)
      )
    )
    for entry in merger.result { entries.append(entry) }
    return outcome
  }
}

/// Sets the entries of one mapping one after another.
private struct Merger {
  let nodes: UnsafeBufferPointer<RawNode>
  let source: UnsafeBufferPointer<UInt8>
  let side: UnsafeBufferPointer<UInt8>
  let settled: EffectiveEntries
  var result: [DocumentStorage.EntryIndices] = []
  var positions: [KeyIdentity: Int] = [:]
  var problems: [Problem] = []
  var repeated: [Problem] = []
  var isChanged = false
  /// For each entry of `result`, the number of the mapping that it came from.
  private var origins: [Int] = []
  private var mappingCount = 0
  /// What is still to be set: mappings in place nest too deep for recursion.
  private var work: [Step] = []

  private enum Step {
    /// The entries of a mapping from a key on; `writer` is where it is merged, if it is.
    case entries(from: UInt32, to: UInt32, origin: Int, writer: UInt32?)
    /// A mapping, or an alias of one, that is merged.
    case merge(UInt32, writer: UInt32)
  }

  init(
    nodes: UnsafeBufferPointer<RawNode>,
    source: UnsafeBufferPointer<UInt8>,
    side: UnsafeBufferPointer<UInt8>,
    settled: EffectiveEntries
  ) {
    self.nodes = nodes
    self.source = source
    self.side = side
    self.settled = settled
  }

  mutating func run(_ mapping: UInt32) {
    pushEntries(of: mapping, writer: nil)
    while let step = work.popLast() {
      switch step {
      case .merge(let value, let writer):
        mergeMapping(value, at: writer)
      case .entries(let key, let end, let origin, let writer):
        guard key < end else { continue }
        let value = nodes[Int(key)].next
        let next = nodes[Int(value)].next
        work.append(.entries(from: next, to: end, origin: origin, writer: writer))
        if nodes[Int(key)].flags.contains(.isMergeKey) {
          isChanged = true
          merge(value, writer: writer)
        } else {
          set(key, value, at: writer, origin: origin)
        }
      }
    }
  }

  private mutating func pushEntries(of mapping: UInt32, writer: UInt32?) {
    mappingCount += 1
    let end = nodes[Int(mapping)].next
    work.append(.entries(from: mapping + 1, to: end, origin: mappingCount, writer: writer))
  }

  /// `writer`: Where the entry comes in by a merge, or `nil` for one that is written here.
  private mutating func set(_ key: UInt32, _ value: UInt32, at writer: UInt32?, origin: Int) {
    let entry = DocumentStorage.EntryIndices(key: key, value: value)
    let identity = identity(of: key)
    guard let position = positions[identity] else {
      positions[identity] = result.count
      origins.append(origin)
      result.append(entry)
      return
    }
    isChanged = true
    let first = result[position].key
    let isRepeated = origins[position] == origin
    result[position] = entry
    origins[position] = origin
    guard repeated.count < 100 else { return }
    let place = isRepeated ? key : writer ?? key
    repeated.append(
      Problem(
        kind: isRepeated ? .repeatedKey : .overriddenMerge,
        message:
          "key \"\(String(decoding: textOf(key), as: UTF8.self))\" is set twice; the last one counts",
        range: SourceRange(start: nodes[Int(place)].start, end: nodes[Int(place)].end),
        help: "remove one of them",
        related: (
          SourceRange(start: nodes[Int(first)].start, end: nodes[Int(first)].end),
          "this one has no effect"
        )
      )
    )
  }

  private mutating func merge(_ value: UInt32, writer: UInt32?) {
    let target = follow(value)
    switch nodes[Int(target)].kind {
    case .mapping:
      mergeMapping(value, at: writer ?? value)
    case .sequence where target == value:
      var item = value + 1
      // The first mapping of a list wins, so it is set last.
      while item < nodes[Int(value)].next {
        if nodes[Int(follow(item))].kind == .mapping {
          work.append(.merge(item, writer: writer ?? item))
        } else {
          refuse(item)
        }
        item = nodes[Int(item)].next
      }
    default:
      refuse(value)
    }
  }

  private mutating func mergeMapping(_ value: UInt32, at writer: UInt32) {
    let mapping = follow(value)
    let node = nodes[Int(mapping)]
    guard node.flags.contains(.hasEffectiveEntries) else {
      return pushEntries(of: mapping, writer: writer)
    }
    mappingCount += 1
    let range = settled.ranges[Int(node.text)]
    for index in range.start..<range.start + range.count {
      let entry = settled.entries[Int(index)]
      set(entry.key, entry.value, at: writer, origin: mappingCount)
    }
  }

  private mutating func refuse(_ index: UInt32) {
    problems.append(
      Problem(
        kind: .merge,
        message: "<< takes a mapping, an alias of one, or a list of these written in place",
        range: SourceRange(start: nodes[Int(index)].start, end: nodes[Int(index)].end)
      )
    )
  }

  private func follow(_ index: UInt32) -> UInt32 {
    nodes[Int(index)].kind == .alias ? nodes[Int(index)].text : index
  }

  private func textOf(_ key: UInt32) -> UnsafeBufferPointer<UInt8> {
    let node = nodes[Int(follow(key))]
    let base = node.flags.contains(.textIsBeside) ? side.baseAddress : source.baseAddress
    return UnsafeBufferPointer(start: base.map { $0 + Int(node.text) }, count: Int(node.length))
  }

  private func identity(of key: UInt32) -> KeyIdentity {
    let node = nodes[Int(follow(key))]
    guard node.value == .float else {
      return KeyIdentity(kind: node.value, text: Text(textOf(key)))
    }
    // The text of a key is rounded, so that different numbers can share it.
    let written = UnsafeBufferPointer(rebasing: source[Int(node.start)..<Int(node.end)])
    guard case .float(let value) = Number(taggedText: written, isFloat: true) else {
      return KeyIdentity(kind: .float, text: Text(textOf(key)))
    }
    return KeyIdentity(
      kind: .float,
      text: Text(UnsafeBufferPointer(start: nil, count: 0)),
      float: value
    )
  }
}

/// Keys are equal if their resolved type and value are.
private struct KeyIdentity: Hashable {
  var kind: ScalarKind
  var text: Text
  var float = 0.0
}
