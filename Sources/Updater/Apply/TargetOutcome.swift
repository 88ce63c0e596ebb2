package import Cluster
package import ConfigMaps

/// What became of one ConfigMap.
package struct TargetOutcome: Sendable {
  package var target: ConfigMapTarget
  package let result: Result
  /// Of the ConfigMap as it is now; `nil` if there is none, or it is not known.
  package var base: AppliedConfigMap.Base?
  /// The bytes of all values in it, others' included.
  package var bytes: Int
  /// All values before and after, where something changed or would.
  package var preview: Preview?
  /// The text of the key `VERSION` before the run, if the manager owned it.
  package var heldRevision: String?
  /// The same after the run; `nil` if that is not known.
  package var version: String?
  /// Which other manager last wrote a key that was changed or removed, by key.
  package var writers: [String: Writer] = [:]

  package struct Writer: Sendable, Hashable, CustomStringConvertible {
    package var manager: String
    /// As RFC 3339 has it.
    package var time: String?

    /// `written by "kubectl-edit" at 2026-03-01T09:05:07Z`.
    package var description: String {
      "written by \"\(manager)\"" + (time.map { " at \($0)" } ?? "")
    }
  }

  package enum Result: Sendable, Hashable {
    /// It holds what it should; nothing was written.
    case unchanged
    case created(KeyChanges)
    /// Without any changed key if only ownership or labels changed.
    case updated(KeyChanges)
    /// It was left as it was.
    case failed(ClusterError)
  }

  package struct Preview: Sendable {
    package var before: [ConfigMapField: [UInt8]]
    package var after: [ConfigMapField: [UInt8]]
  }

  package init(
    target: ConfigMapTarget,
    result: Result,
    base: AppliedConfigMap.Base? = nil,
    bytes: Int = 0,
    preview: Preview? = nil,
    heldRevision: String? = nil,
    writers: [String: Writer] = [:]
  ) {
    self.target = target
    self.result = result
    self.base = base
    self.bytes = bytes
    self.preview = preview
    self.heldRevision = heldRevision
    self.writers = writers
  }

  package var error: ClusterError? {
    guard case .failed(let error) = result else { return nil }
    return error
  }

  /// The keys that came, changed or went; `nil` if nothing was done.
  package var changes: KeyChanges? {
    switch result {
    case .created(let changes), .updated(let changes): changes
    case .unchanged, .failed: nil
    }
  }
}

/// Keys of a ConfigMap, each list in the order of their bytes.
package struct KeyChanges: Sendable, Hashable {
  package var added: [String]
  /// With another value, or in the other of `data` and `binaryData`.
  package var changed: [String]
  package var removed: [String]

  package init(added: [String] = [], changed: [String] = [], removed: [String] = []) {
    self.added = added
    self.changed = changed
    self.removed = removed
  }

  init(from old: [ConfigMapField: [UInt8]], to new: [ConfigMapField: [UInt8]]) {
    let (before, after) = (Set(old.keys.map(\.key)), Set(new.keys.map(\.key)))
    let differing = new.filter { old[$0.key] != $0.value }.map(\.key.key)
    added = after.subtracting(before).sorted(by: KeyChanges.precedes)
    changed = before.intersection(differing).sorted(by: KeyChanges.precedes)
    removed = before.subtracting(after).sorted(by: KeyChanges.precedes)
  }

  package var isEmpty: Bool { added.isEmpty && changed.isEmpty && removed.isEmpty }

  private static func precedes(_ left: String, _ right: String) -> Bool {
    left.utf8.lexicographicallyPrecedes(right.utf8)
  }
}
