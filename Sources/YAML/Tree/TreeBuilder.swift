internal import Diagnostics

/// Puts scalars and collections together to the nodes of a document.
struct TreeBuilder {
  let file: SourceFile
  let source: UnsafeBufferPointer<UInt8>
  var nodes: GrowingBuffer<RawNode>
  var side = GrowingBuffer<UInt8>(capacity: 0)
  var stack = GrowingBuffer<Open>(capacity: 32)
  /// Fingerprints of the keys of all open mappings, the innermost last.
  var keyPrints = GrowingBuffer<UInt64>(capacity: 64)
  var anchors: [[UInt8]: UInt32] = [:]
  /// Mappings with merge keys or keys that may be there twice, inner ones first.
  var unsettled = GrowingBuffer<UInt32>(capacity: 0)
  var effective = EffectiveEntries()
  var problems: [Problem] = []
  var repeatedKeys: [Problem] = []
  var lateProblems: [LateProblem] = []
  var flowDepth = 0
  var blockDepth = 0
  var flowWork = 0
  var hasAliases = false
  /// Where the last node ends, with all that is below it.
  var lastEnd: UInt32 = 0
  /// Set when the file is not to be read any further.
  private(set) var fatal: Problem?
  var isOpen = true

  /// A collection whose end has not come yet.
  struct Open {
    var index: UInt32
    var column: Int
    var firstPrint: Int
    var isMapping: Bool
    /// Mapping: whether the next node is a key.
    var expectsKey: Bool
    var isFlow: Bool
    /// A block list at the indentation of its parent key opens no level in Prow's parser.
    var countsAsLevel: Bool
    /// Whether a key is not plain text, or a merge key: then the entries need a closer look.
    var needsCare: Bool
  }

  init(_ file: SourceFile) {
    self.file = file
    source = file.bytes
    nodes = GrowingBuffer(capacity: file.bytes.count / 14 + 16, isBulk: true)
  }

  /// Whether the next node is the key of a mapping.
  @inline(__always)
  var expectsKey: Bool {
    stack.count > 0 && stack[stack.count - 1].isMapping && stack[stack.count - 1].expectsKey
  }

  // MARK: Nodes

  /// Adds a scalar whose text and value are known.
  @inline(__always)
  mutating func add(_ scalar: RawNode, isKey: Bool) {
    var node = scalar
    node.next = UInt32(truncatingIfNeeded: nodes.count + 1)
    if isKey { noteKey(&node) }
    nodes.append(node)
    finishNode(at: node.end)
  }

  /// Adds a list or mapping, which stays open until `close(at:)`.
  ///
  /// `column`: Where a block collection's items or keys start; tells lists at the indentation of
  /// their parent key, which open no level.
  @inline(__always)
  mutating func open(
    isMapping: Bool,
    isFlow: Bool,
    column: Int,
    start: UInt32,
    end: UInt32
  ) {
    var isIndentless = false
    if !isMapping, !isFlow, stack.count > 0 {
      let parent = stack[stack.count - 1]
      isIndentless = parent.isMapping && !parent.isFlow && parent.column == column
    }
    stack.append(
      Open(
        index: UInt32(truncatingIfNeeded: nodes.count),
        column: column,
        firstPrint: keyPrints.count,
        isMapping: isMapping,
        expectsKey: isMapping,
        isFlow: isFlow,
        countsAsLevel: !isIndentless,
        needsCare: false
      )
    )
    if isFlow { flowDepth += 1 } else if !isIndentless { blockDepth += 1 }
    nodes.append(
      RawNode(
        kind: isMapping ? .mapping : .sequence,
        style: isFlow ? .flow : .block,
        value: .string,
        flags: [],
        label: 0,
        start: start,
        end: end,
        text: 0,
        length: 0,
        next: 0
      )
    )
  }

  /// Ends the innermost collection.
  ///
  /// `end`: Where a flow collection ends; a block collection ends with its last value.
  @inline(__always)
  mutating func close(at end: UInt32) {
    guard let open = stack.popLast() else { return }
    let index = Int(open.index)
    nodes[index].next = UInt32(truncatingIfNeeded: nodes.count)
    if open.isFlow {
      flowDepth -= 1
      nodes[index].end = end
    } else {
      if open.countsAsLevel { blockDepth -= 1 }
      if nodes.count > index + 1 { nodes[index].end = max(nodes[index].end, lastEnd) }
    }
    if open.isMapping {
      nodes[index].length /= 2
      if open.needsCare || hasEqualPrints(from: open.firstPrint) { unsettled.append(open.index) }
      keyPrints.truncate(to: open.firstPrint)
    }
    finishNode(at: nodes[index].end)
  }

  /// Counts a node with its parent.
  @inline(__always)
  mutating func finishNode(at end: UInt32) {
    lastEnd = end
    let last = stack.count - 1
    guard last >= 0 else { return }
    nodes[Int(stack[last].index)].length += 1
    if stack[last].isMapping { stack[last].expectsKey.toggle() }
  }

  // MARK: Ends

  mutating func refuse(_ problem: Problem) {
    fatal = fatal ?? problem
    isOpen = false
  }

  /// Start of the last node, if it is quoted text of several lines: where a quote that was
  /// forgotten shows up only later.
  var lastOpenQuote: UInt32? {
    guard nodes.count > 0 else { return nil }
    let last = nodes[nodes.count - 1]
    guard last.style == .singleQuoted || last.style == .doubleQuoted,
      source[Int(last.start)..<Int(last.end)].contains(0x0A)
    else { return nil }
    return last.start
  }

  mutating func discard() {
    nodes.deallocate()
    side.deallocate()
    effective.deallocate()
    releaseScratch()
  }

  private mutating func releaseScratch() {
    stack.deallocate()
    keyPrints.deallocate()
    unsettled.deallocate()
  }

  /// `isWholeFile`: Whether the file was read to its end.
  mutating func finish(isWholeFile: Bool = false) -> Document {
    if hasAliases, let problem = AliasBudget.check(nodes.view) {
      discard()
      return Document.refused(file, problem)
    }
    settleEntries()
    settleLateProblems()
    releaseScratch()
    var storage = DocumentStorage(
      nodes: nodes.finish(),
      source: source.baseAddress ?? UnsafePointer(bitPattern: 1).unsafelyUnwrapped,
      side: side.finish(),
      effective: effective.ranges.finish(),
      entries: effective.entries.finish(),
      owner: nil
    )
    storage.hasAliases = hasAliases
    return Document(
      file: file,
      storage: storage,
      problems: problems.inDocumentOrder,
      repeatedKeys: repeatedKeys.inDocumentOrder,
      isWholeFile: isWholeFile
    )
  }
}

extension [Problem] {
  fileprivate var inDocumentOrder: [Problem] {
    enumerated()
      .sorted { ($0.element.range.start, $0.offset) < ($1.element.range.start, $1.offset) }
      .map(\.element)
  }
}
