internal import Files

/// What differs in one ConfigMap.
package struct ConfigMapDiff: Sendable {
  package let target: ConfigMapTarget
  package let kind: Kind
  /// In the order of the keys.
  package internal(set) var keys: [KeyChange]
  /// The ConfigMap before and after; `nil` where it is not made.
  package let old: DesiredConfigMap?
  package let new: DesiredConfigMap?

  package enum Kind: Sendable, Hashable { case added, removed, changed }

  package var oldSize: Int { old?.size ?? 0 }
  package var newSize: Int { new?.size ?? 0 }
  /// Bytes by which it grows; only what differs is zipped for it.
  package var growth: Int { keys.reduce(0) { $0 + $1.growth } }

  init(_ target: ConfigMapTarget, from old: DesiredConfigMap?, to new: DesiredConfigMap?) {
    self.target = target
    self.old = old
    self.new = new
    kind = old == nil ? .added : new == nil ? .removed : .changed
    keys = ConfigMapDiff.changes(from: old?.entries ?? [], to: new?.entries ?? [])
  }

  private static func changes(
    from old: [DesiredConfigMap.Entry],
    to new: [DesiredConfigMap.Entry]
  ) -> [KeyChange] {
    let before = Dictionary(uniqueKeysWithValues: old.map { ($0.key, $0) })
    let after = Dictionary(uniqueKeysWithValues: new.map { ($0.key, $0) })
    var changes: [KeyChange] = []
    for entry in new {
      guard let was = before[entry.key], !was.hasSameValue(as: entry) else { continue }
      changes.append(KeyChange(kind: .changed, key: entry.key, old: was, new: entry))
    }
    var gone = old.filter { after[$0.key] == nil }
    for entry in new where before[entry.key] == nil {
      if let index = Similarity.best(for: entry, among: gone) {
        let was = gone.remove(at: index)
        changes.append(
          KeyChange(kind: .renamed(from: was.key), key: entry.key, old: was, new: entry)
        )
      } else {
        changes.append(KeyChange(kind: .added, key: entry.key, old: nil, new: entry))
      }
    }
    changes += gone.map { KeyChange(kind: .removed, key: $0.key, old: $0, new: nil) }
    return changes.sorted { TreePaths.precedes($0.key, $1.key) }
  }

  struct Identity: Hashable {
    var name: String
    var kind: Kind
    var keys: [Key]

    struct Key: Hashable {
      var key: String
      var kind: KeyChange.Kind
      var old: ObjectIdentifier?
      var new: ObjectIdentifier?
      var isZipped: Bool?
    }
  }

  var identity: Identity {
    Identity(
      name: target.name,
      kind: kind,
      keys: keys.map { change in
        Identity.Key(
          key: change.key,
          kind: change.kind,
          old: change.old.map { ObjectIdentifier($0.content) },
          new: change.new.map { ObjectIdentifier($0.content) },
          isZipped: change.new?.isZipped
        )
      }
    )
  }
}

extension DesiredConfigMap.Entry {
  func hasSameValue(as other: DesiredConfigMap.Entry) -> Bool {
    isZipped == other.isZipped
      && (content === other.content || content.bytes == other.content.bytes)
  }
}
