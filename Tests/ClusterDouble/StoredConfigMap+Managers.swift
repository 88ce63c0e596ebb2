internal import Cluster

/// What writers own, as server-side apply keeps account of it.
///
/// Source: Kubernetes, "Server-Side Apply" in its reference documentation.
extension StoredConfigMap {
  struct Conflict {
    var manager: String
    var isApply: Bool
    var field: FieldPath

    /// As a refusal names it.
    var owner: String { isApply ? "\"\(manager)\"" : "\"\(manager)\" using v1" }
  }

  /// Applies fields as one manager.
  ///
  /// - Returns: Conflicts, with which nothing is done; empty if it was done.
  mutating func apply(
    _ applied: [FieldPath: String],
    as manager: String,
    isForced: Bool
  ) -> [Conflict] {
    adoptOwnerless()
    let conflicts = managers.filter { !($0.isApply && $0.name == manager) }.flatMap { other in
      other.fields.filter { applied[$0] != nil && applied[$0] != fields[$0] }.map {
        Conflict(manager: other.name, isApply: other.isApply, field: $0)
      }
    }
    if !conflicts.isEmpty, !isForced { return conflicts.sorted { $0.field < $1.field } }
    let own = managers.first { $0.isApply && $0.name == manager }?.fields ?? []
    managers.removeAll { $0.isApply && $0.name == manager }
    for conflict in conflicts {
      for index in managers.indices
      where managers[index].name == conflict.manager && managers[index].isApply == conflict.isApply
      {
        managers[index].fields.remove(conflict.field)
      }
    }
    let owned = managers.reduce(into: Set<FieldPath>()) { $0.formUnion($1.fields) }
    for field in own where applied[field] == nil && !owned.contains(field) { fields[field] = nil }
    fields.merge(applied) { _, new in new }
    managers.append(Manager(name: manager, isApply: true, fields: Set(applied.keys)))
    finish()
    return []
  }

  /// Replaces all fields in the way of an update: what changes belongs to whoever changed it.
  ///
  /// Where nobody is known to own anything, nobody is noted.
  mutating func update(_ new: [FieldPath: String], as manager: String) {
    let isOwnerless = managers.isEmpty && !fields.isEmpty
    let changed = Set(new.filter { fields[$0.key] != $0.value }.keys)
    fields = new
    if isOwnerless { return }
    for index in managers.indices { managers[index].fields.subtract(changed) }
    if !changed.isEmpty {
      if let index = managers.firstIndex(where: { !$0.isApply && $0.name == manager }) {
        managers[index].fields.formUnion(changed)
      } else {
        managers.append(Manager(name: manager, isApply: false, fields: changed))
      }
    }
    finish()
  }

  /// What nobody owns belongs to a manager of this name as soon as anybody applies.
  ///
  /// Source: Kubernetes, `skipNonAppliedManager` in
  /// staging/src/k8s.io/apimachinery/pkg/util/managedfields/internal/skipnonapplied.go.
  private mutating func adoptOwnerless() {
    if managers.isEmpty, !fields.isEmpty {
      managers = [Manager(name: "before-first-apply", isApply: false, fields: Set(fields.keys))]
    }
  }

  /// Nobody owns what is not there, and who owns nothing is not listed.
  private mutating func finish() {
    for index in managers.indices { managers[index].fields.formIntersection(fields.keys) }
    managers.removeAll { $0.fields.isEmpty }
    managers.sort { ($0.isApply ? 0 : 1, $0.name) < ($1.isApply ? 0 : 1, $1.name) }
  }
}
