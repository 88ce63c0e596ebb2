internal import CEL
internal import Diagnostics
internal import Prow
internal import Rendering
internal import YAML

extension RenderedPod {
  /// A part of the pod as expressions see it.
  ///
  /// - Parameters:
  ///   - value: The part.
  ///   - shape: The type of the field that it is in.
  ///   - source: What put it there; `nil` for the job itself.
  ///   - areInitContainers: Whether it is the list of init containers, or one of them.
  /// - Returns: The value; text of the pod's own memory is copied.
  func value(
    _ value: Rendering.Value,
    _ shape: FieldShape,
    _ source: Origin?,
    areInitContainers: Bool = false
  ) -> CEL.Value {
    switch value {
    case .node(let node, _): return shape.value(node, origin(of: node, source))
    case .absent: return shape.zero
    case .text(let text): return .string(text.string)
    case .literal(let text): return .string(text)
    case .integer(let number): return .int(number)
    case .bool(let value): return .bool(value)
    case .document(let json): return .string(json.string)
    case .encoded(let encoded):
      return .map(PodMap(encoded.object, of: self, shape: shape, source: source))
    case .finished(_, let original):
      return self.value(
        original.pointee,
        shape,
        source,
        areInitContainers: areInitContainers
      )
    case .object(let object):
      return .map(
        PodMap(
          object,
          of: self,
          shape: shape,
          source: source,
          isInitContainer: areInitContainers
        )
      )
    case .list(let items):
      let element: FieldShape = if case .list(let element) = shape { element } else { .any }
      return .list(
        PodList(items, of: self, element, areInitContainers: areInitContainers)
      )
    case .variable, .options, .emptyVolume, .mount: return small(value, shape, source)
    }
  }

  private func small(
    _ value: Rendering.Value,
    _ shape: FieldShape,
    _ source: Origin?
  ) -> CEL.Value {
    guard case .object(let fields) = shape else { return .null }
    var values: [(name: String, value: CEL.Value)] = []
    switch value {
    case .variable(let name, let text):
      values = [("name", .string(name.string))]
      if !text.isEmpty { values.append(("value", .string(text.string))) }
    case .options(let name, let json):
      values = [("name", .string(name.string)), ("value", .string(json.string))]
    case .emptyVolume(let name):
      let tag = fields.type.fields["emptyDir"]?.tag
      values = [
        ("name", .string(name.string)), ("emptyDir", tag.flatMap(fields.shape)?.zero ?? .null),
      ]
    case .mount(let name, let path, let isReadOnly):
      values = [("name", .string(name.string)), ("mountPath", .string(path.string))]
      if isReadOnly { values.append(("readOnly", .bool(true))) }
    default: break
    }
    return .map(
      GivenObject(shape: fields, values: values, ownPlace: place(of: value, source))
    )
  }

  /// Where a part of the pod is written, or what brings it there; `nil` for what Prow itself adds.
  func place(of value: Rendering.Value, _ source: Origin?) -> WrittenPlace? {
    switch source {
    case .setting(let node): return WrittenPlace(node: node, key: nil, origin: layer(of: node))
    case .preset(let node): return WrittenPlace(node: node, key: nil, origin: .preset(0))
    case .prow, .decoration, .unset, .madeUp: return nil
    case nil: break
    }
    guard case .node(let node, _) = value else { return nil }
    return WrittenPlace(node: node, key: nil, origin: .job)
  }

  private func origin(of node: Node, _ source: Origin?) -> ResolvedValue.Origin {
    switch source {
    case nil: .job
    case .preset: .preset(0)
    case .setting: layer(of: node)
    case .prow, .decoration, .unset, .madeUp: .prow
    }
  }

  /// Whether a setting is one of the job's own.
  private func layer(of node: Node) -> ResolvedValue.Origin {
    let own = job.job.node
    let isOwn =
      node.isSameDocument(as: own) && own.range.start <= node.range.start
      && node.range.end <= own.range.end
    return isOwn ? .job : .decorationDefault(0)
  }
}
