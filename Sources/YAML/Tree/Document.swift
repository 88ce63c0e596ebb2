package import Diagnostics
internal import Glibc
internal import Machine

/// The first YAML document of a file as a tree in which every value knows its place.
///
/// Values are what Prow's YAML library makes of the text: aliases lead to their anchors, merge
/// keys are merged and of repeated keys the last one counts. Nodes lie in one array in document
/// order. `Node` and `Text` are views without a reference: keep the document as long as them.
@usableFromInline
package final class Document: Sendable {
  package let file: SourceFile
  /// What is wrong, in document order.
  ///
  /// If a problem is fatal there are no nodes.
  package let problems: [Problem]
  /// Keys that repeat an earlier one of their mapping, as written or merged.
  ///
  /// Strict readers refuse.
  package let repeatedKeys: [Problem]
  /// Whether nothing surely follows the document in its file.
  package let isWholeFile: Bool
  private let memory: Memory

  /// Written while the document is built and, for labels, while a schema checks it, both before
  /// it is shared; freed only with the document.
  private struct Memory: @unchecked Sendable {
    let storage: UnsafeMutablePointer<DocumentStorage>
  }

  init(
    file: SourceFile,
    storage: DocumentStorage,
    problems: [Problem],
    repeatedKeys: [Problem],
    isWholeFile: Bool = false
  ) {
    self.file = file
    self.problems = problems
    self.repeatedKeys = repeatedKeys
    self.isWholeFile = isWholeFile
    let pointer = UnsafeMutablePointer<DocumentStorage>.allocate(capacity: 1)
    pointer.initialize(to: storage)
    memory = Memory(storage: pointer)
    pointer.pointee.owner = Unmanaged.passUnretained(self)
  }

  deinit {
    memory.storage.pointee.release()
    #if DEBUG
    // Stays, so that a view that outlives the document is caught where it is used.
    memory.storage.pointee.isReleased = true
    #else
    memory.storage.deallocate()
    #endif
  }

  /// The top node, or `nil` if the file holds no document or could not be read as YAML.
  package var root: Node? {
    memory.storage.pointee.nodes.isEmpty ? nil : Node(storage: memory.storage, index: 0)
  }

  /// Whether the text is YAML at all; if not, `problems` has the one reason.
  package var isReadable: Bool {
    root != nil || problems.isEmpty
  }
}

/// The memory of a document, all of it plain bytes, so that reading it counts no references.
@usableFromInline
package struct DocumentStorage {
  @usableFromInline
  package var nodes: UnsafeMutableBufferPointer<RawNode>
  @usableFromInline
  package var source: UnsafePointer<UInt8>
  /// Text of scalars that differ from the source: escapes, folded lines, keys that are numbers.
  @usableFromInline
  package var side: UnsafeMutableBufferPointer<UInt8>
  /// For mappings with merge keys or repeated keys: what their entries come to.
  @usableFromInline
  package var effective: UnsafeMutableBufferPointer<EntryRange>
  @usableFromInline
  package var entries: UnsafeMutableBufferPointer<EntryIndices>
  @usableFromInline
  package var owner: Unmanaged<Document>?
  /// Whether one value may be reached in several ways.
  package var hasAliases = false
  /// Indices of nodes, laid out by who reads the file for what it looks up often.
  ///
  /// Written only before the document is shared.
  @usableFromInline
  package private(set) var slots = UnsafeMutableBufferPointer<UInt32>(start: nil, count: 0)

  @usableFromInline
  package struct EntryRange: BitwiseCopyable {
    @usableFromInline
    package var start: UInt32
    @usableFromInline
    package var count: UInt32
  }

  @usableFromInline
  package struct EntryIndices: BitwiseCopyable {
    @usableFromInline
    package var key: UInt32
    @usableFromInline
    package var value: UInt32
  }

  #if DEBUG
  @usableFromInline
  var isReleased = false
  #endif

  func release() {
    BulkMemory.free(nodes.baseAddress)
    free(side.baseAddress)
    free(effective.baseAddress)
    free(entries.baseAddress)
    slots.deallocate()
  }

  /// Makes room for slots, all 0; once.
  package mutating func makeSlots(_ count: Int) {
    precondition(slots.isEmpty, "a document has its slots already")
    guard count > 0 else { return }
    slots = .allocate(capacity: count)
    slots.initialize(repeating: 0)
  }
}

extension Document {
  /// Whether the text at an offset is part of a scalar, and so not a comment.
  package func hasScalar(at offset: UInt32) -> Bool {
    memory.storage.pointee.nodes.contains {
      $0.kind == .scalar && $0.start <= offset && offset < $0.end
    }
  }
}

extension Document {
  /// The deepest value or key that has the byte at an offset; `nil` between values.
  package func node(at offset: UInt32) -> Node? {
    let nodes = memory.storage.pointee.nodes
    var (low, high) = (0, nodes.count)
    while low < high {
      let middle = (low + high) / 2
      if nodes[middle].start <= offset { low = middle + 1 } else { high = middle }
    }
    guard low > 0, nodes[low - 1].start == offset || offset < nodes[low - 1].end else { return nil }
    return Node(storage: memory.storage, index: UInt32(low - 1))
  }
}
