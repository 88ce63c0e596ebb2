internal import Prow
internal import YAML

/// The decoration of a job with its defaults, as Prow writes it into the ProwJob.
///
/// Source: Prow, `ApplyDefault` of DecorationConfig and its parts in pkg/apis/prowjobs/v1/types.go.
struct MergedDecoration {
  /// A DecorationConfig; each member knows the setting that it comes from.
  let config: ObjectValue

  init(_ decoration: Decoration, _ types: OutputTypes, _ arena: Arena) {
    let type = types.decorationConfig
    var merged = ObjectValue(arena)
    for layer in decoration.layers {
      for member in types.object(layer, type, arena).members {
        let member = member.asSetting
        if let position = merged.members.firstIndex(where: { $0.name == member.name }) {
          if Decoration.mergedByField.contains(where: member.name.equals) {
            var own = merged.members[position]
            own.value = MergedDecoration.merge(own, over: member, types, arena)
            merged.members.replace(at: position, with: own)
          }
        } else {
          merged.members.append(member)
        }
      }
    }
    config = MergedDecoration.withoutEmptyLists(merged)
  }

  /// Empty lists count while values are merged, and are not written.
  private static func withoutEmptyLists(_ merged: ObjectValue) -> ObjectValue {
    var config = merged
    for position in config.members.indices {
      var member = config.members[position]
      guard case .object(var object) = member.value else { continue }
      object.members.removeAll {
        if case .node(let node, _) = $0.value { node.isSequence && node.isEmpty } else { false }
      }
      member.value = .object(object)
      config.members.replace(at: position, with: member)
    }
    return config
  }

  private static func merge(
    _ strong: Member,
    over weak: Member,
    _ types: OutputTypes,
    _ arena: Arena
  ) -> Value {
    let own = fields(of: strong.value, types, arena).members
    let placed = own.lazy.map { $0.origin == nil ? $0.asSetting : $0 }
    var object = ObjectValue(members: ArenaArray(arena, placed))
    for member in fields(of: weak.value, types, arena).members {
      let position = object.members.firstIndex { $0.name == member.name }
      if let position, member.name == "mediaTypes" {
        // The one place where a default wins over a job's own value.
        var own = object.members[position]
        own.value = union(member.value, own.value, types, arena)
        object.members.replace(at: position, with: own)
      } else if position == nil {
        object.members.append(member.asSetting)
      }
    }
    return .object(object)
  }

  private static func fields(
    of value: Value,
    _ types: OutputTypes,
    _ arena: Arena
  ) -> ObjectValue {
    guard case .node(let node, let type) = value else { return types.object(value, arena) }
    return types.object(node, type, keepingEmptyLists: true, arena)
  }

  private static func union(
    _ first: Value,
    _ second: Value,
    _ types: OutputTypes,
    _ arena: Arena
  ) -> Value {
    let map = types.object(first, arena).members
    let more = types.object(second, arena).members.filter { member in
      !map.contains { $0.name == member.name }
    }
    let sorted = (Array(map) + more).sorted {
      $0.name.bytes.lexicographicallyPrecedes($1.name.bytes)
    }
    return .object(ObjectValue(members: ArenaArray(arena, sorted)))
  }
}

extension MergedDecoration {
  subscript(name: StaticString) -> Value? { config[name] }

  /// A string that is given and not empty.
  func text(_ name: StaticString) -> Text? {
    config[name]?.text.flatMap { $0.isEmpty ? nil : $0 }
  }

  func isTrue(_ name: StaticString) -> Bool { config[name]?.isTrue ?? false }

  /// The setting that a member comes from, for comments.
  func origin(_ name: StaticString) -> Origin {
    config.position(of: name).flatMap { config.members[$0].origin }
      ?? .unset(name)
  }
}

extension Member {
  /// With its own place as what put it there.
  fileprivate var asSetting: Member {
    guard case .node(let node, _) = value else { return self }
    return Member(name: name, value: value, origin: .setting(node), isKey: isKey)
  }
}
