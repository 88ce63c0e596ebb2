internal import Prow
internal import YAML

extension Item {
  /// A mount of a volume that decoration adds.
  static func mount(_ name: StaticString, _ path: StaticString) -> Item {
    mount(Text(static: name), Text(static: path), isReadOnly: false, .decoration)
  }

  static func mount(_ name: Text, _ path: Text, isReadOnly: Bool, _ origin: Origin) -> Item {
    Item(value: .mount(name, path, isReadOnly: isReadOnly), origin: origin)
  }

  /// A volume that is an empty directory at first.
  static func emptyVolume(_ name: StaticString) -> Item {
    Item(value: .emptyVolume(Text(static: name)), origin: .decoration)
  }

  static func secretVolume(
    _ name: Text,
    _ source: ObjectValue,
    _ origin: Origin,
    _ arena: Arena
  ) -> Item {
    volume(name, "secret", source, origin, arena)
  }

  static func hostVolume(_ name: StaticString, _ path: Text, _ arena: Arena) -> Item {
    var source = ObjectValue(arena)
    source.add("path", .text(path))
    return volume(Text(static: name), "hostPath", source, .decoration, arena)
  }

  private static func volume(
    _ name: Text,
    _ kind: StaticString,
    _ source: ObjectValue,
    _ origin: Origin,
    _ arena: Arena
  ) -> Item {
    var object = ObjectValue(arena)
    object.add("name", .text(name))
    object.add(kind, .object(source))
    return Item(value: .object(object), origin: origin)
  }
}
