/// One node: its anchor and tag, and what it is.
extension StreamParser {
  struct Properties {
    var start: StreamText.Mark
    var end: StreamText.Mark
    var anchor: [UInt8]?
    var tag: [UInt8]?
  }

  /// Reads a node, or the start of one that is a collection.
  ///
  /// `isAtKeys`: Whether a list can be here at the indentation of the keys around it.
  mutating func node(_ first: StreamToken, isBlock: Bool, isAtKeys: Bool) throws(StreamError) {
    guard first.kind != .alias else {
      builder.addAlias(first.text, start: offset(first.start), end: offset(first.end))
      return scanner.skip()
    }
    var token = first
    let properties = try readProperties(&token)
    switch token.kind {
    case .blockEntry where isAtKeys:
      return open(.listAtKeys, token, isMapping: false, isFlow: false, properties)
    case .scalar:
      add(token.text, token.style, token.end, properties)
    case .flowSequenceStart:
      open(.flowList(isFirst: true), token, isMapping: false, isFlow: true, properties)
    case .flowMappingStart:
      open(.flowMapping(.key, isFirst: true), token, isMapping: true, isFlow: true, properties)
    case .blockSequenceStart where isBlock:
      open(.blockList, token, isMapping: false, isFlow: false, properties)
    case .blockMappingStart where isBlock:
      open(.blockMapping(.key), token, isMapping: true, isFlow: false, properties)
    case _ where properties.anchor != nil || properties.tag != nil:
      return add([], .plain, properties.end, properties)
    default:
      throw .syntax(
        "did not find expected node content",
        at: token.start.offset,
        context: (
          "while parsing a \(isBlock ? "block" : "flow") node", at: properties.start.offset
        )
      )
    }
    scanner.skip()
  }

  /// Reads an anchor and a tag, in any order, and moves on to the token after them.
  private mutating func readProperties(
    _ token: inout StreamToken
  ) throws(StreamError) -> Properties {
    var found = Properties(start: token.start, end: token.start)
    var tag: StreamToken?
    while token.kind == .anchor && found.anchor == nil || token.kind == .tag && tag == nil {
      if token.kind == .anchor { found.anchor = token.text } else { tag = token }
      found.end = token.end
      token = try next()
    }
    if let tag { found.tag = try text(ofTag: tag, in: found) }
    return found
  }

  private func text(
    ofTag tag: StreamToken,
    in properties: Properties
  ) throws(StreamError) -> [UInt8] {
    guard !tag.text.isEmpty else { return tag.suffix }
    guard let prefix = prefixes[tag.text] else {
      throw .syntax(
        "found undefined tag handle",
        at: tag.start.offset,
        context: ("while parsing a node", at: properties.start.offset)
      )
    }
    return prefix + tag.suffix
  }

  /// Adds the null that is not written.
  mutating func addEmpty(at mark: StreamText.Mark) {
    add([], .plain, mark, Properties(start: mark, end: mark))
  }

  private mutating func add(
    _ text: [UInt8],
    _ style: RawNode.Style,
    _ end: StreamText.Mark,
    _ properties: Properties
  ) {
    let (start, end) = (offset(properties.start), offset(end))
    text.withUnsafeBufferPointer { text in
      guard let tag = properties.tag else {
        return builder.addScalar(text, style, start: start, end: end, anchor: properties.anchor)
      }
      tag.withUnsafeBufferPointer { tag in
        builder.addScalar(
          text,
          style,
          start: start,
          end: end,
          anchor: properties.anchor,
          tag: Text(tag)
        )
      }
    }
  }
}
