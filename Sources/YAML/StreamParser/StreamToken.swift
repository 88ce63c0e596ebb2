/// What `StreamScanner` makes of the text.
struct StreamToken {
  var kind: Kind
  var start: StreamText.Mark
  var end: StreamText.Mark
  var style = RawNode.Style.plain
  /// The text of a scalar, the name of an anchor or alias, the handle of a tag or its directive.
  var text: [UInt8] = []
  /// What follows the handle of a tag, or what that of a directive stands for.
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
