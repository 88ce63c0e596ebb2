internal import CLibYAML
internal import Diagnostics
internal import Glibc

/// Takes libyaml's events.
extension TreeBuilder {
  @inline(__always)
  mutating func take(_ events: inout EventReader) {
    switch events.event.type {
    case YAML_SCALAR_EVENT: scalar(&events)
    case YAML_MAPPING_START_EVENT, YAML_SEQUENCE_START_EVENT: open(&events)
    case YAML_MAPPING_END_EVENT, YAML_SEQUENCE_END_EVENT:
      close(at: events.offset(events.event.end_mark))
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
      next: 0
    )
    let isKey = expectsKey
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
    add(node, isKey: isKey)
  }

  private mutating func open(_ events: inout EventReader) {
    let event = events.event
    let isMapping = event.type == YAML_MAPPING_START_EVENT
    let start = events.offset(event.start_mark)
    let anchor = isMapping ? event.data.mapping_start.anchor : event.data.sequence_start.anchor
    if let anchor { anchors[bytes(of: anchor)] = UInt32(truncatingIfNeeded: nodes.count) }
    let isFlow =
      isMapping
      ? event.data.mapping_start.style == YAML_FLOW_MAPPING_STYLE
      : event.data.sequence_start.style == YAML_FLOW_SEQUENCE_STYLE
    if expectsKey {
      refuse(
        Problem(
          kind: .key,
          message: "a \(isMapping ? "mapping" : "list") can't be a key",
          range: SourceRange(start: start, end: events.offset(event.end_mark)),
          help: "put text that starts with { or [ in quotes"
        )
      )
    }
    open(
      isMapping: isMapping,
      isFlow: isFlow,
      column: event.start_mark.column,
      start: start,
      end: events.offset(event.end_mark)
    )
    if flowDepth > Document.Limits.depth || blockDepth > Document.Limits.depth {
      refuseDepth(at: start)
    }
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
    if stack.view.contains(where: { $0.index == target }) {
      return refuse(
        Problem(kind: .alias, message: "alias *\(text) stands inside its own anchor", range: range)
      )
    }
    let isKey = expectsKey
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
    finishNode(at: range.end)
  }

  func style(_ style: yaml_scalar_style_t) -> RawNode.Style {
    switch style {
    case YAML_SINGLE_QUOTED_SCALAR_STYLE: .singleQuoted
    case YAML_DOUBLE_QUOTED_SCALAR_STYLE: .doubleQuoted
    case YAML_LITERAL_SCALAR_STYLE: .literal
    case YAML_FOLDED_SCALAR_STYLE: .folded
    default: .plain
    }
  }

  func bytes(of name: UnsafeMutablePointer<UInt8>) -> [UInt8] {
    Array(
      UnsafeBufferPointer(
        start: name,
        count: strlen(UnsafeRawPointer(name).assumingMemoryBound(to: CChar.self))
      )
    )
  }

  func escapedSlash(in range: Range<UInt32>) -> UInt32? {
    let slice = source[Int(range.lowerBound)..<min(Int(range.upperBound), source.count)]
    guard slice.contains(UInt8(ascii: "\\")) else { return nil }
    var index = slice.startIndex
    while index + 1 < slice.endIndex {
      if slice[index] == UInt8(ascii: "\\") {
        if slice[index + 1] == UInt8(ascii: "/") { return UInt32(index) }
        index += 2
      } else {
        index += 1
      }
    }
    return nil
  }
}
