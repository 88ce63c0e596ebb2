internal import CLibYAML
internal import Diagnostics
internal import Glibc

/// Puts events together to the nodes of a document.
struct TreeBuilder {
  let file: SourceFile
  let source: UnsafeBufferPointer<UInt8>
  var nodes: GrowingBuffer<RawNode>
  var side = GrowingBuffer<UInt8>(capacity: 0)
  var stack: [Open] = []
  /// Fingerprints of the keys of all open mappings, the innermost last.
  var keyPrints: [UInt64] = []
  var anchors: [[UInt8]: UInt32] = [:]
  var effective = EffectiveEntries()
  var problems: [Problem] = []
  var repeatedKeys: [Problem] = []
  var flowDepth = 0
  var blockDepth = 0
  var flowWork = 0
  var hasAliases = false
  /// Set when the file is not to be read any further.
  private(set) var fatal: Problem?
  private(set) var isOpen = true

  /// A collection whose end has not come yet.
  struct Open {
    var index: UInt32
    var isMapping: Bool
    /// Mapping: whether the next node is a key.
    var expectsKey: Bool
    var isFlow: Bool
    /// A block list at the indentation of its parent key opens no level in Prow's parser.
    var countsAsLevel: Bool
    var column: Int
    var firstPrint: Int
    /// Whether a key is not plain text, or a merge key: then the entries need a closer look.
    var needsCare: Bool
  }

  init(_ file: SourceFile) {
    self.file = file
    source = file.bytes
    nodes = GrowingBuffer(capacity: file.bytes.count / 14 + 16)
  }

  // MARK: Events

  @inline(__always)
  mutating func take(_ events: inout EventReader) {
    switch events.event.type {
    case YAML_SCALAR_EVENT: scalar(&events)
    case YAML_MAPPING_START_EVENT, YAML_SEQUENCE_START_EVENT: open(&events)
    case YAML_MAPPING_END_EVENT, YAML_SEQUENCE_END_EVENT: close(&events)
    case YAML_ALIAS_EVENT: alias(&events)
    case YAML_DOCUMENT_START_EVENT: documentStart(&events)
    case YAML_DOCUMENT_END_EVENT, YAML_STREAM_END_EVENT: isOpen = false
    default: break
    }
    if flowDepth > 64 {
      flowWork += flowDepth
      if flowWork > Document.Limits.flowWork {
        refuseDepth(at: events.offset(events.event.start_mark))
      }
    }
  }

  private mutating func documentStart(_ events: inout EventReader) {
    guard let version = events.event.data.document_start.version_directive?.pointee,
      version.major != 1 || version.minor != 1
    else { return }
    let start = events.offset(events.event.start_mark)
    refuse(
      Problem(
        kind: .syntax,
        message: "%YAML \(version.major).\(version.minor) is not understood; Prow reads YAML 1.1",
        range: SourceRange(start: start, end: start),
        help: "remove the %YAML line"
      )
    )
  }

  private mutating func scalar(_ events: inout EventReader) {
    let start = events.offset(events.event.start_mark)
    let end = events.offset(events.event.end_mark)
    let data = events.event.data.scalar
    let text = UnsafeBufferPointer(start: data.value, count: data.length)
    var node = RawNode(
      kind: .scalar,
      style: style(data.style),
      value: .string,
      flags: [],
      label: 0,
      start: start,
      end: end,
      text: 0,
      length: 0,
      next: UInt32(truncatingIfNeeded: nodes.count + 1)
    )
    let isKey = stack.last.map { $0.isMapping && $0.expectsKey } ?? false
    if node.style == .plain, flowDepth > 0, text.contains(UInt8(ascii: "?")) {
      return refuse(
        Problem(
          kind: .syntax,
          message: "an unquoted \"?\" inside [ ] or { }, which Prow's parser refuses",
          range: SourceRange(start: start, end: end),
          help: "put the text in quotes"
        )
      )
    }
    if node.style == .doubleQuoted, let slash = escapedSlash(in: start..<end) {
      return refuse(
        Problem(
          kind: .syntax,
          message: "the escape \"\\/\" is not known to Prow's parser",
          range: SourceRange(start: slash, end: slash + 2),
          help: "write a plain /"
        )
      )
    }
    if let anchor = data.anchor { anchors[bytes(of: anchor)] = UInt32(nodes.count) }
    place(text, in: &node)
    resolve(text, tag: data.tag, isKey: isKey, in: &node)
    if isKey { noteKey(&node) }
    nodes.append(node)
    finishNode()
  }

  private mutating func open(_ events: inout EventReader) {
    let event = events.event
    let isMapping = event.type == YAML_MAPPING_START_EVENT
    let start = events.offset(event.start_mark)
    let index = UInt32(nodes.count)
    let anchor = isMapping ? event.data.mapping_start.anchor : event.data.sequence_start.anchor
    if let anchor { anchors[bytes(of: anchor)] = index }
    let isFlow =
      isMapping
      ? event.data.mapping_start.style == YAML_FLOW_MAPPING_STYLE
      : event.data.sequence_start.style == YAML_FLOW_SEQUENCE_STYLE
    if let parent = stack.last, parent.isMapping, parent.expectsKey {
      refuse(
        Problem(
          kind: .key,
          message: "a \(isMapping ? "mapping" : "list") can't be a key",
          range: SourceRange(start: start, end: events.offset(event.end_mark)),
          help: "put text that starts with { or [ in quotes"
        )
      )
    }
    let column = event.start_mark.column
    let isIndentless =
      !isMapping && !isFlow
      && (stack.last.map { $0.isMapping && !$0.isFlow && $0.column == column } ?? false)
    stack.append(
      Open(
        index: index,
        isMapping: isMapping,
        expectsKey: isMapping,
        isFlow: isFlow,
        countsAsLevel: !isIndentless,
        column: column,
        firstPrint: keyPrints.count,
        needsCare: false
      )
    )
    if isFlow { flowDepth += 1 } else if !isIndentless { blockDepth += 1 }
    if flowDepth > Document.Limits.depth || blockDepth > Document.Limits.depth {
      refuseDepth(at: start)
    }
    nodes.append(
      RawNode(
        kind: isMapping ? .mapping : .sequence,
        style: isFlow ? .flow : .block,
        value: .string,
        flags: [],
        label: 0,
        start: start,
        end: events.offset(event.end_mark),
        text: 0,
        length: 0,
        next: 0
      )
    )
  }

  private mutating func close(_ events: inout EventReader) {
    guard let open = stack.popLast() else { return }
    let index = Int(open.index)
    nodes[index].next = UInt32(nodes.count)
    if open.isFlow {
      flowDepth -= 1
      nodes[index].end = events.offset(events.event.end_mark)
    } else {
      if open.countsAsLevel { blockDepth -= 1 }
      // libyaml ends a block collection where the next token starts; ours ends with its last value.
      if let end = lastEnd(after: index) { nodes[index].end = max(nodes[index].end, end) }
    }
    if open.isMapping {
      nodes[index].length /= 2
      if open.needsCare || hasEqualPrints(from: open.firstPrint) { settleEntries(of: open.index) }
      keyPrints.removeSubrange(open.firstPrint...)
    }
    finishNode()
  }

  private mutating func alias(_ events: inout EventReader) {
    hasAliases = true
    let range = SourceRange(
      start: events.offset(events.event.start_mark),
      end: events.offset(events.event.end_mark)
    )
    let name = events.event.data.alias.anchor.map { bytes(of: $0) } ?? []
    let text = String(decoding: name, as: UTF8.self)
    guard let target = anchors[name] else {
      return refuse(
        Problem(
          kind: .alias,
          message: "alias *\(text) has no anchor &\(text) before it in this file",
          range: range,
          help: "put text that starts with * in quotes; anchors don't reach into other files"
        )
      )
    }
    if stack.contains(where: { $0.index == target }) {
      return refuse(
        Problem(kind: .alias, message: "alias *\(text) stands inside its own anchor", range: range)
      )
    }
    let isKey = stack.last.map { $0.isMapping && $0.expectsKey } ?? false
    if isKey {
      guard nodes[Int(target)].kind == .scalar else {
        return refuse(
          Problem(
            kind: .key,
            message: "alias *\(text) is a list or mapping, which can't be a key",
            range: range
          )
        )
      }
      stack[stack.count - 1].needsCare = true
      keyPrints.append(0)
    }
    nodes.append(
      RawNode(
        kind: .alias,
        style: .plain,
        value: .string,
        flags: isKey ? .isKey : [],
        label: 0,
        start: range.start,
        end: range.end,
        text: target,
        length: 0,
        next: UInt32(nodes.count + 1)
      )
    )
    finishNode()
  }

  /// Counts a node with its parent.
  @inline(__always)
  private mutating func finishNode() {
    let last = stack.count - 1
    guard last >= 0 else { return }
    nodes[Int(stack[last].index)].length += 1
    if stack[last].isMapping { stack[last].expectsKey.toggle() }
  }

  private func lastEnd(after index: Int) -> UInt32? {
    // The last node is the deepest last child, or an empty collection.
    nodes.count > index + 1 ? nodes[nodes.count - 1].end : nil
  }

  // MARK: Ends

  private mutating func refuse(_ problem: Problem) {
    fatal = fatal ?? problem
    isOpen = false
  }

  private mutating func refuseDepth(at offset: UInt32) {
    refuse(
      Problem(
        kind: .limit,
        message: "more than \(Document.Limits.depth) lists and mappings stand inside one another",
        range: SourceRange(start: offset, end: offset)
      )
    )
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
  }

  mutating func finish() -> Document {
    if hasAliases, let problem = AliasBudget.check(nodes.view) { problems.append(problem) }
    let storage = DocumentStorage(
      nodes: nodes.finish(),
      source: source.baseAddress ?? UnsafePointer(bitPattern: 1).unsafelyUnwrapped,
      side: side.finish(),
      effective: effective.ranges.finish(),
      entries: effective.entries.finish(),
      owner: nil
    )
    return Document(file: file, storage: storage, problems: problems, repeatedKeys: repeatedKeys)
  }
}
