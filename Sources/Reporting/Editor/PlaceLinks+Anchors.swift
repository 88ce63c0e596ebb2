internal import Diagnostics
internal import YAML

extension PlaceLinks {
  /// An anchor and its aliases, where one of them is at an offset; `nil` elsewhere.
  static func anchor(at offset: UInt32, in document: Document) -> (anchor: Node, aliases: [Node])? {
    guard let root = document.root, root.storage.pointee.hasAliases,
      let start = startOfMark(at: offset, in: document.file)
    else { return nil }
    let nodes = root.storage.pointee.nodes
    let isAlias = document.file.bytes[start] == UInt8(ascii: "*")
    let index = nodes.indices.first { index in
      let node = nodes[index]
      return isAlias
        ? node.kind == .alias && node.start == start
        : node.flags.contains(.isAliased) && isMark(start, of: node, in: document)
    }
    guard let index else { return nil }
    let anchor = root.sibling(isAlias ? nodes[index].text : UInt32(index))
    let aliases = nodes.indices.filter {
      nodes[$0].kind == .alias && nodes[$0].text == anchor.index
    }
    return (anchor, aliases.map { root.sibling(UInt32($0)) })
  }

  /// Whether a `&` is that of a node: nothing but the name of the anchor, a tag, blanks, line breaks and
  /// comments is between them.
  private static func isMark(_ start: Int, of node: RawNode, in document: Document) -> Bool {
    if Int(node.start) <= start { return Int(node.start) == start }
    if document.isInScalar(UInt32(start)) { return false }
    var gap = document.file.bytes[start..<Int(node.start)]
    let blanks: [UInt8] = [0x20, 0x09, 0x0A, 0x0D]
    gap = gap.drop { !blanks.contains($0) }
    while let first = gap.first {
      switch first {
      case _ where blanks.contains(first): gap = gap.dropFirst()
      case UInt8(ascii: "!"): gap = gap.drop { !blanks.contains($0) }
      case UInt8(ascii: "#"): gap = gap.drop { $0 != 0x0A }
      default: return false
      }
    }
    return true
  }

  /// Where the `&` or `*` of the name at an offset is.
  private static func startOfMark(at offset: UInt32, in file: SourceFile) -> Int? {
    let bytes = file.bytes
    var index = min(Int(offset), bytes.count - 1)
    while index >= 0 {
      switch bytes[index] {
      case UInt8(ascii: "&"), UInt8(ascii: "*"): return index
      case 0x20, 0x0A, 0x0D, 0x09, UInt8(ascii: ","), UInt8(ascii: "["), UInt8(ascii: "{"):
        // The end of a name counts, too.
        if index != Int(offset) { return nil }
      default: break
      }
      index -= 1
    }
    return nil
  }
}
