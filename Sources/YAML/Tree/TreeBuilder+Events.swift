internal import CLibYAML
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
    case YAML_DOCUMENT_END_EVENT, YAML_STREAM_END_EVENT: isOpen = false
    default: break
    }
    if flowDepth > 64 {
      flowWork += flowDepth
      if flowWork > Document.Limits.flowWork {
        refuse(.tooDeep(at: events.offset(events.event.start_mark)))
      }
    }
  }

  private mutating func scalar(_ events: inout EventReader) {
    let start = events.offset(events.event.start_mark)
    let end = events.offset(events.event.end_mark)
    let data = events.event.data.scalar
    addScalar(
      UnsafeBufferPointer(start: data.value, count: data.length),
      style(data.style),
      start: start,
      end: end,
      anchor: data.anchor.map { Array(view(of: $0)) },
      tag: data.tag.map { Text(view(of: $0)) }
    )
  }

  private mutating func open(_ events: inout EventReader) {
    let event = events.event
    let isMapping = event.type == YAML_MAPPING_START_EVENT
    let anchor = isMapping ? event.data.mapping_start.anchor : event.data.sequence_start.anchor
    let isFlow =
      isMapping
      ? event.data.mapping_start.style == YAML_FLOW_MAPPING_STYLE
      : event.data.sequence_start.style == YAML_FLOW_SEQUENCE_STYLE
    open(
      CollectionStart(
        isMapping: isMapping,
        isFlow: isFlow,
        column: event.start_mark.column,
        start: events.offset(event.start_mark),
        end: events.offset(event.end_mark),
        anchor: anchor.map { Array(view(of: $0)) }
      )
    )
  }

  private mutating func alias(_ events: inout EventReader) {
    let start = events.offset(events.event.start_mark)
    let end = events.offset(events.event.end_mark)
    let name = events.event.data.alias.anchor.map { Array(view(of: $0)) } ?? []
    addAlias(name, start: start, end: end)
  }

  private func style(_ style: yaml_scalar_style_t) -> RawNode.Style {
    switch style {
    case YAML_SINGLE_QUOTED_SCALAR_STYLE: .singleQuoted
    case YAML_DOUBLE_QUOTED_SCALAR_STYLE: .doubleQuoted
    case YAML_LITERAL_SCALAR_STYLE: .literal
    case YAML_FOLDED_SCALAR_STYLE: .folded
    default: .plain
    }
  }

  /// The bytes of a name, which end with a zero.
  private func view(of name: UnsafeMutablePointer<UInt8>) -> UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(
      start: name,
      count: strlen(UnsafeRawPointer(name).assumingMemoryBound(to: CChar.self))
    )
  }
}
