internal import Prow
package import Schema
package import YAML

/// A part of an object that Prow would create.
///
/// What nothing changes stays a node of its file and is written from there; only what decoration
/// or a request touches is put together, in the memory of an arena. Values need no clean-up.
package enum Value {
  /// As written in a file, in the form of its type.
  case node(Node, CompiledType)
  /// A field that is always written and was not given.
  case absent(CompiledType)
  case text(Text)
  /// A string of the program's own, with nothing in it that JSON escapes.
  case literal(Text)
  case integer(Int64)
  case bool(Bool)
  case list(ArenaArray<Item>)
  case object(ObjectValue)
  /// A string that holds JSON.
  case document(QuotedJSON)
  /// An object that has been written as JSON already, for inside and outside of strings.
  case encoded(EncodedObject)
  /// Anything that has been written as JSON already, for outside of strings.
  case finished(Text, of: UnsafePointer<Value>)
  /// An item of `env`: its name, and its value unless that is empty.
  case variable(Text, Text)
  /// An item of `env` whose value holds JSON.
  case options(Text, QuotedJSON)
  /// An item of `volumes`: an empty directory.
  case emptyVolume(Text)
  /// An item of `volumeMounts`: the name of a volume and its path, read-only or not.
  case mount(Text, Text, isReadOnly: Bool)
}

/// An item of a list.
package struct Item {
  package var value: Value
  /// What put it there; `nil` if it was written in the job.
  package var origin: Origin?

  package init(value: Value, origin: Origin? = nil) {
    self.value = value
    self.origin = origin
  }
}

/// A field of an object or an entry of a map.
package struct Member {
  package var name: Text
  package var value: Value
  /// What put it there; `nil` if it was written in the job.
  package var origin: Origin?
  /// Whether the name is the key of a map, which may have anything in it, and not a field's.
  var isKey: Bool

  package init(name: Text, value: Value, origin: Origin? = nil, isKey: Bool = false) {
    self.name = name
    self.value = value
    self.origin = origin
    self.isKey = isKey
  }
}

/// An object or a map: members in the order in which they are written, names unique.
package struct ObjectValue {
  package var members: ArenaArray<Member>

  init(members: ArenaArray<Member>) {
    self.members = members
  }

  init(_ arena: Arena) {
    members = ArenaArray(arena)
  }

  /// The same, with what is added to it in another arena.
  func growing(in arena: Arena) -> ObjectValue {
    ObjectValue(members: members.growing(in: arena))
  }

  package var isEmpty: Bool { members.isEmpty }

  package subscript(name: StaticString) -> Value? {
    position(of: name).map { members[$0].value }
  }

  /// The member of a name that may be there already.
  package func position(of name: StaticString) -> Int? {
    members.firstIndex { $0.name == name }
  }

  /// Adds a member whose name is not there yet.
  mutating func add(_ name: StaticString, _ value: Value, origin: Origin? = nil) {
    members.append(Member(name: Text(static: name), value: value, origin: origin))
  }

  /// Adds a string unless it is empty.
  mutating func add(_ name: StaticString, text: Text?, origin: Origin? = nil) {
    guard let text, !text.isEmpty else { return }
    add(name, .text(text), origin: origin)
  }

  mutating func set(_ name: StaticString, _ value: Value, origin: Origin? = nil) {
    guard let position = position(of: name) else { return add(name, value, origin: origin) }
    var member = members[position]
    (member.value, member.origin) = (value, origin)
    members.replace(at: position, with: member)
  }

  mutating func remove(_ name: StaticString) {
    members.removeAll { $0.name == name }
  }
}
