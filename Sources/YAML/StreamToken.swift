/// What `StreamScanner` makes of the text.
struct StreamToken {
  var kind: Kind
  var start: StreamText.Mark
  var end: StreamText.Mark
  var style = RawNode.Style.plain
  /// Scalar: its text. Anchor and alias: the name. Tag and its directive: the handle.
  var text: [UInt8] = []
  /// Tag: what follows the handle. Its directive: what the handle stands for.
  var suffix: [UInt8] = []
  /// The version that a `%YAML` line names.
  var version: (major: Int, minor: Int) = (0, 0)

  enum Kind {
    case streamEnd, versionDirective, tagDirective, documentStart, documentEnd
    case blockSequenceStart, blockMappingStart, blockEnd
    case flowSequenceStart, flowSequenceEnd, flowMappingStart, flowMappingEnd
    case blockEntry, flowEntry, key, value
    case alias, anchor, tag, scalar
  }
}
