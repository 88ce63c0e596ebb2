internal import Prow
internal import YAML

/// The decoration of a job with its defaults, as Prow writes it into the ProwJob.
///
/// Source: Prow, `ApplyDefault` of DecorationConfig and its parts in pkg/apis/prowjobs/v1/types.go.
struct MergedDecoration {
  /// A DecorationConfig; each member knows the setting that it comes from.
  let config: ObjectValue

  init(_ decoration: Decoration, _ types: OutputTypes) {
    let type = types.decorationConfig
    var merged = ObjectValue()
    for layer in decoration.layers {
      for member in types.object(layer, type).members {
        let member = member.asSetting
        if let position = merged.members.firstIndex(where: { $0.name == member.name }) {
          if MergedDecoration.isMergedByField(member.name) {
            merged.members[position].value = MergedDecoration.merge(
              merged.members[position],
              over: member,
              types
            )
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
      guard case .object(var object) = config.members[position].value else { continue }
      object.members.removeAll {
        if case .node(let node, _) = $0.value { node.isSequence && node.isEmpty } else { false }
      }
      config.members[position].value = .object(object)
    }
    return config
  }

  private static let mergedByField: [StaticString] = [
    "utility_images", "resources", "gcs_configuration", "censoring_options", "scheduling_options",
  ]

  private static func isMergedByField(_ name: Text) -> Bool {
    mergedByField.contains { name == $0 }
  }

  private static func merge(_ strong: Member, over weak: Member, _ types: OutputTypes) -> Value {
    var object = fields(of: strong.value, types)
    for index in object.members.indices where object.members[index].origin == nil {
      object.members[index] = object.members[index].asSetting
    }
    for member in fields(of: weak.value, types).members {
      let position = object.members.firstIndex { $0.name == member.name }
      if let position, member.name == "mediaTypes" {
        // The one place where a default wins over a job's own value.
        object.members[position].value = union(member.value, object.members[position].value, types)
      } else if position == nil {
        object.members.append(member.asSetting)
      }
    }
    return .object(object)
  }

  private static func fields(of value: Value, _ types: OutputTypes) -> ObjectValue {
    guard case .node(let node, let type) = value else { return types.object(value) }
    return types.object(node, type, keepingEmptyLists: true)
  }

  private static func union(_ first: Value, _ second: Value, _ types: OutputTypes) -> Value {
    var map = types.object(first)
    for member in types.object(second).members
    where !map.members.contains(where: { $0.name == member.name }) {
      map.members.append(member)
    }
    map.members.sort { $0.name.bytes.lexicographicallyPrecedes($1.name.bytes) }
    return .object(map)
  }
}

extension MergedDecoration {
  subscript(name: StaticString) -> Value? { config[name] }

  /// A text that is given and not empty.
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
    return Member(name: name, value: value, origin: .setting(node))
  }
}
