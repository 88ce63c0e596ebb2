internal import Diagnostics

/// Nodes with all that can be written before them, from whoever reads the text.
extension TreeBuilder {
  mutating func addScalar(
    _ text: UnsafeBufferPointer<UInt8>,
    _ style: RawNode.Style,
    start: UInt32,
    end: UInt32,
    anchor: [UInt8]?,
    tag: Text? = nil
  ) {
    var node = RawNode(
      kind: .scalar,
      style: style,
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
    if let anchor { anchors[anchor] = UInt32(truncatingIfNeeded: nodes.count) }
    place(text, in: &node)
    resolve(text, tag: tag, isKey: isKey, in: &node)
    add(node, isKey: isKey)
  }

  struct CollectionStart {
    var isMapping: Bool
    var isFlow: Bool
    var column: Int
    var start: UInt32
    /// End of its first bracket; its start if it has none.
    var end: UInt32
    var anchor: [UInt8]?
  }

  mutating func open(_ collection: CollectionStart) {
    if let anchor = collection.anchor {
      anchors[anchor] = UInt32(truncatingIfNeeded: nodes.count)
    }
    if expectsKey {
      refuse(
        Problem(
          kind: .key,
          message: "a \(collection.isMapping ? "mapping" : "list") can't be a key",
          range: SourceRange(start: collection.start, end: collection.end),
          help: "put text that starts with { or [ in quotes"
        )
      )
    }
    open(
      isMapping: collection.isMapping,
      isFlow: collection.isFlow,
      column: collection.column,
      start: collection.start,
      end: collection.end
    )
    if flowDepth > Document.Limits.depth || blockDepth > Document.Limits.depth {
      refuse(.tooDeep(at: collection.start))
    }
  }

  mutating func addAlias(_ name: [UInt8], start: UInt32, end: UInt32) {
    hasAliases = true
    let range = SourceRange(start: start, end: end)
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
        Problem(kind: .alias, message: "alias *\(text) is inside its own anchor", range: range)
      )
    }
    nodes[Int(target)].flags.insert(.isAliased)
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
      guard nodes[Int(target)].value == .string else {
        return addKey(like: nodes[Int(target)], range)
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

  /// Adds a key that an alias stands for, and that has another text as a key than as a value.
  private mutating func addKey(like target: RawNode, _ range: SourceRange) {
    var node = target
    node.flags.remove(.isAliased)
    node.start = range.start
    node.end = range.end
    add(node, isKey: true)
  }
}
