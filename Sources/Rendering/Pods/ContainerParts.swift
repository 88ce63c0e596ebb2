internal import Prow
internal import YAML

/// A container in the parts that presets and decoration add to.
struct ContainerParts {
  /// Everything else, in the order of Container.
  var object: ObjectValue
  var env: [Item]
  var mounts: [Item]
  let origin: Origin?

  init(_ item: Item, _ types: OutputTypes) {
    var object = types.object(item.value)
    env = types.items(object["env"])
    // Prow adds more variables than most containers have.
    env.reserveCapacity(env.count + 28)
    mounts = types.items(object["volumeMounts"])
    object.remove("env")
    object.remove("volumeMounts")
    self.object = object
    origin = item.origin
  }

  /// A container of Prow's own.
  init(name: StaticString, image: Value?, origin: Origin?) {
    object = ObjectValue()
    object.members.reserveCapacity(8)
    object.add("name", .literal(name))
    object.add("image", text: image?.text)
    (env, mounts) = ([], [])
    self.origin = origin
  }

  var name: Text { object["name"]?.text ?? .empty }

  /// Puts the container together from the parts, which are used up by it.
  mutating func assemble() -> Item {
    var object = ObjectValue()
    swap(&object, &self.object)
    if !env.isEmpty { object.add("env", .list(env)) }
    if !mounts.isEmpty { object.add("volumeMounts", .list(mounts)) }
    return Item(value: .object(object), origin: origin)
  }
}
