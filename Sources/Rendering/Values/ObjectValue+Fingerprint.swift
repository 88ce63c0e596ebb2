internal import Prow
internal import Schema
package import YAML

extension ObjectValue {
  /// Equal for objects that are written alike, with the same marks, where strings with JSON are left out.
  ///
  /// `origin`: What put the object there.
  package func fingerprint(_ origin: Origin) -> Int {
    var hasher = Hasher()
    hasher.combine(origin)
    hasher.combine(self)
    return hasher.finalize()
  }

  /// The text of a string field; `nil` if it has none.
  package func text(of name: StaticString) -> Text? { self[name]?.text }
}

// The number before each part says which one of the cases it is of.
extension Hasher {
  fileprivate mutating func combine(_ object: ObjectValue) {
    combine(object.members.count)
    for member in object.members {
      combine(member.name)
      combine(member.origin)
      combine(member.value)
    }
  }

  private mutating func combine(_ items: ArenaArray<Item>) {
    combine(items.count)
    for item in items {
      combine(item.origin)
      combine(item.value)
    }
  }

  private mutating func combine(_ value: Value) {
    switch value {
    case .node(let node, let type):
      combine(0)
      combine(node)
      combine(type.position)
    case .absent(let type):
      combine(1)
      combine(type.position)
    case .text(let text), .literal(let text):
      combine(2)
      combine(text)
    case .integer(let number):
      combine(3)
      combine(number)
    case .bool(let isTrue):
      combine(4)
      combine(isTrue)
    case .list(let items):
      combine(5)
      combine(items)
    case .object(let object):
      combine(6)
      combine(object)
    case .document: combine(7)
    case .encoded(let encoded): combine(Value.object(encoded.object))
    case .finished(_, let value): combine(value.pointee)
    case .variable(let name, let text):
      combine(8)
      combine(name)
      combine(text)
    case .options(let name, _):
      combine(9)
      combine(name)
    case .emptyVolume(let name):
      combine(10)
      combine(name)
    case .mount(let name, let path, let isReadOnly):
      combine(11)
      combine(name)
      combine(path)
      combine(isReadOnly)
    }
  }

  private mutating func combine(_ node: Node) {
    combine(UInt(bitPattern: node.storage))
    combine(node.index)
  }

  fileprivate mutating func combine(_ origin: Origin?) {
    switch origin {
    case nil: combine(0)
    case .prow: combine(1)
    case .decoration: combine(2)
    case .setting(let node):
      combine(3)
      combine(node)
    case .unset(let name):
      combine(4)
      combine(Text(static: name))
    case .preset(let node):
      combine(5)
      combine(node)
    case .madeUp: combine(6)
    }
  }
}
