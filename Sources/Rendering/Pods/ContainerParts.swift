internal import Prow
internal import YAML

/// A container in the parts that presets and decoration add to.
struct ContainerParts {
  /// Everything else, in the order of Container.
  var object: ObjectValue
  var env: ArenaArray<Item>
  var mounts: ArenaArray<Item>
  let origin: Origin?

  /// `isWrittenTwice`: Whether the ProwJob has it in these parts, too.
  init(_ item: Item, isWrittenTwice: Bool, _ bench: Workbench) {
    let (types, arena) = (bench.types, bench.arena)
    let written = types.object(item.value, arena)
    func items(_ name: StaticString, and more: Int) -> ArenaArray<Item> {
      let items = types.items(written[name], arena)
      var finished = isWrittenTwice ? bench.finished(items, in: arena) : items
      finished.reserveCapacity(items.count + more)
      return finished
    }
    // Prow adds more variables than most containers have.
    env = items("env", and: 32)
    mounts = items("volumeMounts", and: 8)
    object = ObjectValue(arena)
    object.members.reserveCapacity(written.members.count + 4)
    for var member in written.members where member.name != "env" && member.name != "volumeMounts" {
      if isWrittenTwice, member.name == "resources" || member.name == "securityContext" {
        member.value = bench.finished(member.value, in: arena)
      }
      object.members.append(member)
    }
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
