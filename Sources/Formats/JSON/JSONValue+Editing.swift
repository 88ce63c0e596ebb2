extension JSONValue {
  /// An object with a value under a key, in the place of the former one or at the end; `nil` takes the
  /// key away.
  ///
  /// What is no object stays as it is.
  package func setting(_ key: String, to value: JSONValue?) -> JSONValue {
    guard case .object(var members) = self else { return self }
    guard let value else { return .object(members.filter { $0.key != key }) }
    if let index = members.lastIndex(where: { $0.key == key }) {
      members[index].value = value
    } else {
      members.append(Member(key: key, value: value))
    }
    return .object(members)
  }

  /// An object whose value under a key is what `change` makes of it.
  ///
  /// `change`: Gets an empty object where there is no such value.
  package func changing(_ key: String, _ change: (JSONValue) -> JSONValue) -> JSONValue {
    setting(key, to: change(self[key] ?? .object([])))
  }
}
