package import Formats

/// Who owns which fields of an object, as its `managedFields` say.
///
/// Source: Kubernetes, "Server-Side Apply" in its reference documentation; the form of `fieldsV1`
/// is that of sigs.k8s.io/structured-merge-diff, `fieldpath/serialize.go`.
package struct ManagedFields: Sendable {
  package var entries: [Entry]

  package struct Entry: Sendable {
    package var manager: String
    package var operation: Operation
    package var subresource: String
    package var time: String?
    /// Nested objects whose keys are `f:NAME`.
    package var fields: JSONValue
  }

  package enum Operation: String, Sendable {
    case apply = "Apply"
    case update = "Update"
  }

  package init(entries: [Entry] = []) {
    self.entries = entries
  }

  package init(_ json: JSONValue?) {
    entries = (json?.items ?? []).map { item in
      Entry(
        manager: item["manager"]?.string ?? "",
        operation: item["operation"]?.string.flatMap(Operation.init) ?? .update,
        subresource: item["subresource"]?.string ?? "",
        time: item["time"]?.string,
        fields: item["fieldsV1"] ?? .object([])
      )
    }
  }

  /// The values that a manager has applied.
  package func applied(by manager: String) -> Set<ConfigMapField> {
    Set(entries.filter { $0.isApplied(by: manager) }.flatMap(\.values))
  }

  /// The labels that a manager has applied, by name.
  package func labels(appliedBy manager: String) -> Set<String> {
    Set(
      entries.filter { $0.isApplied(by: manager) }
        .flatMap { $0.fields["f:metadata"]?["f:labels"]?.names ?? [] }
    )
  }

  /// The name that a server gives to the owner of what nobody is known to own.
  ///
  /// Source: Kubernetes, `NewSkipNonAppliedManager` in
  /// staging/src/k8s.io/apimachinery/pkg/util/managedfields/internal/skipnonapplied.go.
  package static let nobody = "before-first-apply"

  /// Whether it is not known who owns anything: somebody has cleared it.
  package var isCleared: Bool { entries.allSatisfy { $0.fields.members.isEmpty } }

  /// When a manager last changed anything, as RFC 3339 has it; `nil` if it is not known.
  package func time(of manager: String) -> String? {
    entries.filter { $0.manager == manager }.compactMap(\.time).max()
  }

  /// The bytes that the account of all others than a manager has in etcd, about.
  package func bytes(besides manager: String) -> Int {
    entries.filter { !$0.isApplied(by: manager) }.reduce(0) {
      $0 + $1.fields.json.count + $1.manager.utf8.count + 60
    }
  }

  /// The managers other than one that own values, in the order of their names.
  ///
  /// What a manager has written in the way of old, by updates, belongs to another than what it has
  /// applied, even under the same name.
  package func others(than manager: String) -> [ConfigMapField: [String]] {
    var owners: [ConfigMapField: Set<String>] = [:]
    for entry in entries where !entry.isApplied(by: manager) {
      for field in entry.values { owners[field, default: []].insert(entry.manager) }
    }
    return owners.mapValues { $0.sorted() }
  }

  /// The same object with some values owned by one manager alone, as if it had applied them.
  package func transferring(_ fields: Set<ConfigMapField>, to manager: String) -> ManagedFields {
    var result = ManagedFields()
    for entry in entries where !entry.isApplied(by: manager) {
      var entry = entry
      entry.fields = entry.fields.removing(fields)
      if !entry.fields.members.isEmpty { result.entries.append(entry) }
    }
    var own =
      entries.first { $0.isApplied(by: manager) }
      ?? Entry(
        manager: manager,
        operation: .apply,
        subresource: "",
        time: nil,
        fields: .object([])
      )
    own.fields = own.fields.adding(fields)
    result.entries.insert(own, at: 0)
    return result
  }

  package var json: JSONValue {
    .array(
      entries.map { entry in
        var members: [JSONValue.Member] = [
          .init(key: "apiVersion", value: "v1"), .init(key: "fieldsType", value: "FieldsV1"),
          .init(key: "fieldsV1", value: entry.fields),
          .init(key: "manager", value: JSONValue(entry.manager)),
          .init(key: "operation", value: JSONValue(entry.operation.rawValue)),
        ]
        if !entry.subresource.isEmpty {
          members.append(.init(key: "subresource", value: JSONValue(entry.subresource)))
        }
        if let time = entry.time { members.append(.init(key: "time", value: JSONValue(time))) }
        return .object(members)
      }
    )
  }
}

extension ManagedFields.Entry {
  func isApplied(by manager: String) -> Bool {
    operation == .apply && self.manager == manager && subresource.isEmpty
  }

  fileprivate var values: [ConfigMapField] {
    ConfigMapField.Map.allCases.flatMap { map in
      (fields["f:\(map.rawValue)"]?.names ?? []).map { ConfigMapField(map, $0) }
    }
  }
}

extension JSONValue {
  /// The names in a set of fields; `.` means the object itself and is left out.
  fileprivate var names: [String] {
    members.compactMap { $0.key.hasPrefix("f:") ? String($0.key.dropFirst(2)) : nil }
  }

  fileprivate func removing(_ fields: Set<ConfigMapField>) -> JSONValue {
    .object(
      members.compactMap { member in
        guard
          let map = ConfigMapField.Map.allCases.first(where: { "f:\($0.rawValue)" == member.key })
        else { return member }
        let left = member.value.members.filter {
          !fields.contains(ConfigMapField(map, String($0.key.dropFirst(2))))
        }
        return left.isEmpty ? nil : Member(key: member.key, value: .object(left))
      }
    )
  }

  fileprivate func adding(_ fields: Set<ConfigMapField>) -> JSONValue {
    var result = removing(fields).members
    for map in ConfigMapField.Map.allCases {
      let added = fields.filter { $0.map == map }.map(\.key).sorted()
        .map { Member(key: "f:\($0)", value: .object([])) }
      if added.isEmpty { continue }
      let name = "f:\(map.rawValue)"
      if let index = result.firstIndex(where: { $0.key == name }) {
        result[index].value = .object(result[index].value.members + added)
      } else {
        result.append(Member(key: name, value: .object(added)))
      }
    }
    return .object(result)
  }
}
