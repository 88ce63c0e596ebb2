internal import Prow
internal import YAML

/// A container in the parts that presets and decoration add to.
struct ContainerParts {
  /// Everything else, in the order of Container.
  var object: ObjectValue
  var env: ArenaArray<Item>
  var mounts: ArenaArray<Item>
  let origin: Origin?

  init(_ item: Item, _ types: OutputTypes, _ arena: Arena) {
    var object = types.object(item.value, arena)
    env = types.items(object["env"], arena)
    // Prow adds more variables than most containers have.
    env.reserveCapacity(env.count + 28)
    mounts = types.items(object["volumeMounts"], arena)
    object.members.removeAll { $0.name == "env" || $0.name == "volumeMounts" }
    self.object = object
    origin = item.origin
  }

  /// A container of Prow's own.
  init(name: StaticString, image: Value?, origin: Origin?, _ arena: Arena) {
    object = ObjectValue(arena)
    object.add("name", .literal(name))
    object.add("image", text: image?.text)
    (env, mounts) = (ArenaArray(arena), ArenaArray(arena))
    self.origin = origin
  }

  var name: Text { object["name"]?.text ?? .empty }

  /// The same, with what is added to it in another arena.
  func growing(in arena: Arena) -> ContainerParts {
    var parts = self
    parts.object = object.growing(in: arena)
    parts.env = env.growing(in: arena)
    parts.mounts = mounts.growing(in: arena)
    return parts
  }

  /// The container put together from the parts.
  var item: Item {
    var object = object
    if !env.isEmpty { object.add("env", .list(env)) }
    if !mounts.isEmpty { object.add("volumeMounts", .list(mounts)) }
    return Item(value: .object(object), origin: origin)
  }
}
