package import Diagnostics

/// A value in a document, with its place.
///
/// Aliases are followed.
///
/// A small view that holds no reference: it lives as long as its document.
@usableFromInline
package struct Node: @unchecked Sendable {
  // The storage changes only while the document is built and checked, before it is shared.
  @usableFromInline
  package let storage: UnsafeMutablePointer<DocumentStorage>
  /// Position in document order; unique in the document.
  @usableFromInline
  package let index: UInt32

  @inlinable
  package init(storage: UnsafeMutablePointer<DocumentStorage>, index: UInt32) {
    self.storage = storage
    self.index = index
  }

  @inlinable
  @inline(__always)
  package var written: UnsafeMutablePointer<RawNode> {
    #if DEBUG
    precondition(!storage.pointee.isReleased, "a value is used after its document")
    #endif
    // `nodes` has a base address wherever a `Node` exists.
    return storage.pointee.nodes.baseAddress.unsafelyUnwrapped + Int(index)
  }

  @inlinable
  @inline(__always)
  package var raw: UnsafeMutablePointer<RawNode> {
    let node = written
    guard node.pointee.kind == .alias else { return node }
    return storage.pointee.nodes.baseAddress.unsafelyUnwrapped + Int(node.pointee.text)
  }

  @inlinable
  @inline(__always)
  package var rawIndex: UInt32 {
    written.pointee.kind == .alias ? written.pointee.text : index
  }
}

extension Node {
  @usableFromInline
  package enum Kind: Sendable { case scalar, sequence, mapping }

  @inlinable
  package var kind: Kind {
    switch raw.pointee.kind {
    case .scalar: .scalar
    case .sequence: .sequence
    case .mapping, .alias: .mapping
    }
  }

  /// Where it is; for an alias, the alias.
  package var range: SourceRange {
    SourceRange(start: written.pointee.start, end: written.pointee.end)
  }

  package var document: Document {
    guard let owner = storage.pointee.owner else {
      preconditionFailure("a node outlives the building of its document")
    }
    return owner.takeUnretainedValue()
  }

  package var file: SourceFile { document.file }

  package var place: Place { Place(file: document.file, range: range) }

  @inlinable
  package var isAlias: Bool { written.pointee.kind == .alias }
}

// MARK: - Scalars

extension Node {
  @inlinable
  @inline(__always)
  package var isScalar: Bool { raw.pointee.kind == .scalar }

  /// What a scalar resolves to; `nil` for lists and mappings.
  @inlinable
  package var scalarKind: ScalarKind? {
    raw.pointee.kind == .scalar ? raw.pointee.value : nil
  }

  @inlinable
  @inline(__always)
  package var isNull: Bool {
    raw.pointee.kind == .scalar && raw.pointee.value == .null
  }

  /// The text of a scalar as written, quotes and escapes resolved; empty for lists and mappings.
  ///
  /// For a key it is the name that the key has in JSON: `true` for `on`.
  @inlinable
  package var text: Text {
    let node = raw
    guard node.pointee.kind == .scalar else {
      return Text(UnsafeBufferPointer(start: nil, count: 0))
    }
    let base =
      node.pointee.flags.contains(.textIsBeside)
      ? UnsafePointer(storage.pointee.side.baseAddress) : storage.pointee.source
    return Text(
      UnsafeBufferPointer(
        start: base.map { $0 + Int(node.pointee.text) },
        count: Int(node.pointee.length)
      )
    )
  }

  /// The text if it is a string, not a number, boolean or null.
  @inlinable
  package var string: Text? {
    let node = raw
    return node.pointee.kind == .scalar && node.pointee.value == .string ? text : nil
  }

  @inlinable
  package var bool: Bool? {
    switch scalarKind {
    case .true: true
    case .false: false
    default: nil
    }
  }

  /// The number of a scalar that resolved to one.
  package var number: Number? {
    guard scalarKind == .int || scalarKind == .float else { return nil }
    return Number(taggedText: text.bytes, isFloat: scalarKind == .float)
  }
}

// MARK: - Collections

extension Node {
  @inlinable
  package var isMapping: Bool { raw.pointee.kind == .mapping }
  @inlinable
  package var isSequence: Bool { raw.pointee.kind == .sequence }

  /// The items of a list; empty for everything else.
  @inlinable
  package var items: Items {
    let node = raw
    guard node.pointee.kind == .sequence else {
      return Items(storage: storage, position: 0, end: 0)
    }
    return Items(storage: storage, position: rawIndex + 1, end: node.pointee.next)
  }

  /// The number of items of a list; 0 for everything else.
  @inlinable
  package var itemCount: Int {
    raw.pointee.kind == .sequence ? Int(raw.pointee.length) : 0
  }

  /// Whether each item of a list is a scalar, or empty, or an alias: then `leaf` finds it at once.
  package var hasOnlyLeaves: Bool {
    // Each item takes one place or more.
    isSequence && Int(raw.pointee.next - rawIndex) - 1 == itemCount
  }

  /// An item of a list that has only leaves.
  package func leaf(_ index: Int) -> Node {
    precondition(index >= 0 && index < itemCount, "a list has no such item")
    return sibling(rawIndex + 1 + UInt32(index))
  }

  /// The entries of a mapping, merged and without those that a later one overrides; empty for
  /// everything else.
  @inlinable
  @inline(__always)
  package var entries: Entries {
    let node = raw
    guard node.pointee.kind == .mapping else {
      return Entries(storage: storage, position: 0, end: 0, isEffective: false)
    }
    if node.pointee.flags.contains(.hasEffectiveEntries) {
      let range = storage.pointee.effective[Int(node.pointee.text)]
      return Entries(
        storage: storage,
        position: range.start,
        end: range.start + range.count,
        isEffective: true
      )
    }
    return Entries(
      storage: storage,
      position: rawIndex + 1,
      end: node.pointee.next,
      isEffective: false
    )
  }

  /// The value under a key, letter case regarded.
  @inlinable
  package subscript(key: StaticString) -> Node? {
    for entry in entries where entry.key.text == key { return entry.value }
    return nil
  }

  @usableFromInline
  package struct Items: Sequence, IteratorProtocol {
    @usableFromInline
    let storage: UnsafeMutablePointer<DocumentStorage>
    @usableFromInline
    var position: UInt32
    @usableFromInline
    let end: UInt32

    @inlinable
    init(storage: UnsafeMutablePointer<DocumentStorage>, position: UInt32, end: UInt32) {
      self.storage = storage
      self.position = position
      self.end = end
    }

    @inlinable
    package mutating func next() -> Node? {
      guard position < end else { return nil }
      let node = Node(storage: storage, index: position)
      position = storage.pointee.nodes[Int(position)].next
      return node
    }
  }

  @usableFromInline
  package struct Entry {
    @usableFromInline
    package let key: Node
    @usableFromInline
    package let value: Node

    @inlinable
    package init(key: Node, value: Node) {
      self.key = key
      self.value = value
    }
  }

  @usableFromInline
  package struct Entries: Sequence, IteratorProtocol {
    @usableFromInline
    let storage: UnsafeMutablePointer<DocumentStorage>
    @usableFromInline
    var position: UInt32
    @usableFromInline
    let end: UInt32
    @usableFromInline
    let isEffective: Bool

    @inlinable
    init(
      storage: UnsafeMutablePointer<DocumentStorage>,
      position: UInt32,
      end: UInt32,
      isEffective: Bool
    ) {
      self.storage = storage
      self.position = position
      self.end = end
      self.isEffective = isEffective
    }

    @inlinable
    package mutating func next() -> Entry? {
      guard position < end else { return nil }
      if isEffective {
        let entry = storage.pointee.entries[Int(position)]
        position += 1
        return Entry(
          key: Node(storage: storage, index: entry.key),
          value: Node(storage: storage, index: entry.value)
        )
      }
      let key = position
      let value = storage.pointee.nodes[Int(key)].next
      position = storage.pointee.nodes[Int(value)].next
      return Entry(
        key: Node(storage: storage, index: key),
        value: Node(storage: storage, index: value)
      )
    }
  }
}

// MARK: - Labels

extension Node {
  /// A number that a schema gave to a key while it checked the document; 0 if none did.
  ///
  /// Written only before the document is shared.
  @inlinable
  @inline(__always)
  package var label: UInt16 {
    get { written.pointee.label }
    nonmutating set { written.pointee.label = newValue }
  }

  /// The entry whose key has a label; of several the first.
  @inlinable
  package func entry(labelled label: UInt16) -> Entry? {
    let (mapping, index) = (raw, rawIndex)
    guard mapping.pointee.kind == .mapping else { return nil }
    if mapping.pointee.flags.contains(.hasEffectiveEntries) {
      for entry in entries where entry.key.label == label { return entry }
      return nil
    }
    // `nodes` has a base address wherever a `Node` exists.
    let nodes = storage.pointee.nodes.baseAddress.unsafelyUnwrapped
    var key = index + 1
    while key < mapping.pointee.next {
      let value = nodes[Int(key)].next
      if nodes[Int(key)].label == label {
        return Entry(key: sibling(key), value: sibling(value))
      }
      key = nodes[Int(value)].next
    }
    return nil
  }
}

// MARK: - Neighbours

extension Node {
  /// Another node of the same document by its index.
  @inlinable
  package func sibling(_ index: UInt32) -> Node {
    Node(storage: storage, index: index)
  }

  /// The first key of a mapping as it counts.
  @inlinable
  package var firstKey: Node? {
    for entry in entries { return entry.key }
    return nil
  }

  @inlinable
  package var isEmpty: Bool {
    switch kind {
    case .scalar: text.isEmpty
    case .sequence: itemCount == 0
    case .mapping: firstKey == nil
    }
  }
}

extension Node {
  /// Whether the node with this index is the node itself or is inside it as written.
  package func contains(_ other: UInt32) -> Bool {
    other >= index && other < storage.pointee.nodes[Int(index)].next
  }

  /// The node after this one and all below it: for a key, its value.
  package var following: Node { sibling(written.pointee.next) }

  /// How many items or entries are written here.
  package var writtenCount: Int {
    written.pointee.kind == .scalar ? 0 : Int(written.pointee.length)
  }

  package func isSameDocument(as other: Node) -> Bool { storage == other.storage }

  /// Whether both are one place of one document.
  package func isSame(as other: Node) -> Bool { storage == other.storage && index == other.index }

  /// The entries of a mapping as written: merge keys and repeated keys included.
  package var writtenEntries: Entries {
    guard written.pointee.kind == .mapping else {
      return Entries(storage: storage, position: 0, end: 0, isEffective: false)
    }
    return Entries(
      storage: storage,
      position: index + 1,
      end: written.pointee.next,
      isEffective: false
    )
  }
}
