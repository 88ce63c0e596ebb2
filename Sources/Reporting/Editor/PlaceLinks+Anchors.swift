internal import Diagnostics
internal import YAML

extension PlaceLinks {
  /// An anchor and its aliases, where one of them is at an offset; `nil` elsewhere.
  static func anchor(at offset: UInt32, in document: Document) -> (anchor: Node, aliases: [Node])? {
    guard let root = document.root, root.storage.pointee.hasAliases,
      let start = startOfMark(at: offset, in: document.file)
    else { return nil }
    let nodes = root.storage.pointee.nodes
    // What an anchor marks follows it, on the same line or on the next.
    let isAlias = document.file.bytes[start] == UInt8(ascii: "*")
    let index = nodes.indices.first { index in
      let node = nodes[index]
      return isAlias
        ? node.kind == .alias && node.start == start
        : node.flags.contains(.isAliased) && node.end > start && Int(node.start) >= start
    }
    guard let index else { return nil }
    let anchor = root.sibling(isAlias ? nodes[index].text : UInt32(index))
    let aliases = nodes.indices.filter {
      nodes[$0].kind == .alias && nodes[$0].text == anchor.index
    }
    return (anchor, aliases.map { root.sibling(UInt32($0)) })
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
