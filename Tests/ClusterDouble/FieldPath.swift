internal import Cluster
internal import Formats

/// A field that somebody can own: all that matters of ConfigMaps here.
struct FieldPath: Sendable, Hashable, Comparable {
  var parent: Parent
  var name: String

  enum Parent: String, Sendable, CaseIterable {
    case data, binaryData, labels, annotations, immutable
  }

  init(_ parent: Parent, _ name: String) {
    self.parent = parent
    self.name = name
  }

  static func < (left: FieldPath, right: FieldPath) -> Bool {
    (left.parent.rawValue, left.name) < (right.parent.rawValue, right.name)
  }

  /// As a conflict names it.
  var text: String {
    switch parent {
    case .data, .binaryData: ".\(parent.rawValue).\(name)"
    case .labels, .annotations: ".metadata.\(parent.rawValue).\(name)"
    case .immutable: ".immutable"
    }
  }

  /// The `fieldsV1` of a set of fields.
  ///
  /// `hasParents`: Whether the objects that they are in are listed, too: nobody applies those.
  static func json(_ fields: Set<FieldPath>, hasParents: Bool) -> JSONValue {
    var top: [JSONValue.Member] = []
    var metadata: [JSONValue.Member] = []
    for parent in Parent.allCases {
      let names = fields.filter { $0.parent == parent }.map(\.name).sorted()
      if names.isEmpty { continue }
      let set =
        (hasParents ? [JSONValue.Member(key: ".", value: .object([]))] : [])
        + names.map { JSONValue.Member(key: "f:\($0)", value: .object([])) }
      let member = JSONValue.Member(key: "f:\(parent.rawValue)", value: .object(set))
      switch parent {
      case .data, .binaryData: top.append(member)
      case .labels, .annotations: metadata.append(member)
      case .immutable: top.append(.init(key: "f:immutable", value: .object([])))
      }
    }
    if !metadata.isEmpty { top.append(.init(key: "f:metadata", value: .object(metadata))) }
    return .object(top)
  }

  static func fields(_ json: JSONValue?) -> Set<FieldPath> {
    var fields: Set<FieldPath> = []
    for parent in Parent.allCases {
      if parent == .immutable {
        if json?["f:immutable"] != nil { fields.insert(FieldPath(.immutable, "")) }
        continue
      }
      let isTop = parent == .data || parent == .binaryData
      let set = (isTop ? json : json?["f:metadata"])?["f:\(parent.rawValue)"]
      for member in set?.members ?? [] where member.key.hasPrefix("f:") {
        fields.insert(FieldPath(parent, String(member.key.dropFirst(2))))
      }
    }
    return fields
  }
}
