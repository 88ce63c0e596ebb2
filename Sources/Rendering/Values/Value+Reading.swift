internal import GoFormats
internal import Prow
internal import YAML

extension Value {
  static func literal(_ text: StaticString) -> Value { .literal(Text(static: text)) }

  /// The text of a string field.
  var text: Text? {
    switch self {
    case .text(let text), .literal(let text): text
    case .node(let node, _): node.isNull ? nil : node.text
    case .finished(_, let value): value.pointee.text
    default: nil
    }
  }

  var isTrue: Bool {
    switch self {
    case .bool(let value): value
    case .node(let node, _): node.bool == true
    case .finished(_, let value): value.pointee.isTrue
    default: false
    }
  }

  /// The length of a duration, which may be written as a string or as whole nanoseconds.
  var duration: Int64 {
    switch self {
    case .node(let node, _):
      node.string.map { GoDuration($0.bytes)?.nanoseconds ?? 0 } ?? node.wholeNumberValue
    default: 0
    }
  }
}

extension OutputTypes {
  /// A value as an object that can be changed.
  func object(_ value: Value?, _ arena: Arena) -> ObjectValue {
    switch value {
    case .node(let node, let type): object(node, type, arena)
    case .absent(let type): object(nil, type, arena)
    case .object(let object): object.growing(in: arena)
    case .encoded(let encoded): encoded.object.growing(in: arena)
    case .finished(_, let value): object(value.pointee, arena)
    case .variable, .options, .emptyVolume, .mount: members(of: value, arena)
    default: ObjectValue(arena)
    }
  }

  /// The small objects in long form.
  private func members(of value: Value?, _ arena: Arena) -> ObjectValue {
    var object = ObjectValue(arena)
    switch value {
    case .variable(let name, let text):
      object.add("name", .text(name))
      object.add("value", text: text)
    case .options(let name, let document):
      object.add("name", .text(name))
      object.add("value", .document(document))
    case .emptyVolume(let name):
      object.add("name", .text(name))
      object.add("emptyDir", .object(ObjectValue(arena)))
    case .mount(let name, let path, let isReadOnly):
      object.add("name", .text(name))
      if isReadOnly { object.add("readOnly", .bool(true)) }
      object.add("mountPath", .text(path))
    default: break
    }
    return object
  }

  /// The text `name` of an item; empty without one.
  func name(of item: Item, _ arena: Arena) -> Text {
    name(of: item.value, arena)
  }

  private func name(of value: Value, _ arena: Arena) -> Text {
    switch value {
    case .mount(let name, _, _), .variable(let name, _), .options(let name, _),
      .emptyVolume(let name):
      name
    case .finished(_, let value): name(of: value.pointee, arena)
    default: object(value, arena)["name"]?.text ?? .empty
    }
  }

  /// A value as a list that can be changed.
  func items(_ value: Value?, origin: Origin? = nil, _ arena: Arena) -> ArenaArray<Item> {
    switch value {
    case .node(let node, let type): items(node, type, origin: origin, arena)
    case .list(let items): items.growing(in: arena)
    case .finished(_, let value): self.items(value.pointee, origin: origin, arena)
    default: ArenaArray(arena)
    }
  }
}

extension Arena {
  /// A list of items that the job does not have.
  func list(_ items: Value...) -> Value {
    .list(ArenaArray(self, items.lazy.map { Item(value: $0) }))
  }
}
