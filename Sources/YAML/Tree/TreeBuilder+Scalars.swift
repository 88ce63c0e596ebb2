internal import Diagnostics

/// Scalars: where their text is, and what they resolve to.
extension TreeBuilder {
  /// Points at the text in the source if it is written unchanged there, else keeps a copy.
  @inline(__always)
  mutating func place(_ text: UnsafeBufferPointer<UInt8>, in node: inout RawNode) {
    node.length = UInt32(truncatingIfNeeded: text.count)
    let quote = node.style == .plain ? 0 : 1
    let start = Int(node.start) + quote
    if node.style.rawValue <= RawNode.Style.doubleQuoted.rawValue,
      start + text.count <= source.count,
      let base = source.baseAddress, text.hasBytes(base + start)
    {
      node.text = UInt32(truncatingIfNeeded: start)
    } else {
      setText(text, in: &node)
    }
  }

  mutating func setText(_ text: UnsafeBufferPointer<UInt8>, in node: inout RawNode) {
    node.flags.insert(.textIsBeside)
    node.text = UInt32(truncatingIfNeeded: side.count)
    node.length = UInt32(truncatingIfNeeded: text.count)
    side.append(contentsOf: text)
  }

  @inline(__always)
  mutating func resolve(
    _ text: UnsafeBufferPointer<UInt8>,
    tag: Text?,
    isKey: Bool,
    in node: inout RawNode
  ) {
    if let tag {
      resolveTagged(text, tag: tag, in: &node, isKey: isKey)
    } else if node.style == .plain {
      if isKey, text.count == 2, Text(text) == "<<" { node.flags.insert(.isMergeKey) }
      node.value = ScalarResolver.kind(ofPlain: text)
    }
    if node.value.rawValue >= ScalarKind.infinity.rawValue, !isKey {
      noteLate(
        Problem(
          kind: .number,
          message:
            "\"\(String(decoding: text, as: UTF8.self))\" is an infinity or not a number, which JSON can't hold",
          range: SourceRange(start: node.start, end: node.end),
          help: "put it in quotes if it is text"
        )
      )
    }
  }

  mutating func resolveTagged(
    _ text: UnsafeBufferPointer<UInt8>,
    tag: Text,
    in node: inout RawNode,
    isKey: Bool
  ) {
    if isKey, Text(text) == "<<", tag == "!" || tag == "tag:yaml.org,2002:merge" {
      node.flags.insert(.isMergeKey)
      return
    }
    switch TaggedScalar.resolve(text, tag: tag) {
    case .kind(let kind): node.value = kind
    case .text(let bytes): bytes.withUnsafeBufferPointer { setText($0, in: &node) }
    case .refused(let kind, let reason):
      problems.append(
        Problem(kind: kind, message: reason, range: SourceRange(start: node.start, end: node.end))
      )
    }
  }

  /// Notes a problem of the node that is added next.
  mutating func noteLate(_ problem: Problem) {
    let node = UInt32(truncatingIfNeeded: nodes.count)
    lateProblems.append(LateProblem(node: node, problem: problem))
  }
}
