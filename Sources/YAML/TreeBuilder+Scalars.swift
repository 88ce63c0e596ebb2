internal import CLibYAML
internal import Diagnostics
internal import Glibc

/// Scalars: where their text lies, and what they resolve to.
extension TreeBuilder {
  func style(_ style: yaml_scalar_style_t) -> RawNode.Style {
    switch style {
    case YAML_SINGLE_QUOTED_SCALAR_STYLE: .singleQuoted
    case YAML_DOUBLE_QUOTED_SCALAR_STYLE: .doubleQuoted
    case YAML_LITERAL_SCALAR_STYLE: .literal
    case YAML_FOLDED_SCALAR_STYLE: .folded
    default: .plain
    }
  }

  /// Points at the text in the source where it stands there as it is, else keeps a copy.
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

  @inline(__always)
  mutating func resolve(
    _ text: UnsafeBufferPointer<UInt8>,
    tag: UnsafeMutablePointer<UInt8>?,
    isKey: Bool,
    in node: inout RawNode
  ) {
    if let tag {
      resolveTagged(
        text,
        tag: Text(
          UnsafeBufferPointer(
            start: tag,
            count: strlen(UnsafeRawPointer(tag).assumingMemoryBound(to: CChar.self))
          )
        ),
        in: &node,
        isKey: isKey
      )
    } else if node.style == .plain {
      if isKey, text.count == 2, Text(text) == "<<" { node.flags.insert(.isMergeKey) }
      node.value = ScalarResolver.kind(ofPlain: text)
    }
    if node.value.rawValue >= ScalarKind.infinity.rawValue, !isKey {
      problems.append(
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
}
