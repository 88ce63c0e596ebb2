/// Finds keys that go from one ConfigMap to another of the same namespace, as they do when the
/// number of partitions changes.
enum MovedKeys {
  static func marked(_ diffs: [ConfigMapDiff]) -> [ConfigMapDiff] {
    struct Place: Hashable {
      var cluster: String
      var namespace: String
      var key: String
    }
    var diffs = diffs
    var gone: [Place: (diff: Int, key: Int)] = [:]
    func place(_ diff: Int, _ key: Int) -> Place {
      let target = diffs[diff].target
      return Place(
        cluster: target.cluster,
        namespace: target.namespace,
        key: diffs[diff].keys[key].key
      )
    }
    for diff in diffs.indices {
      for key in diffs[diff].keys.indices where diffs[diff].keys[key].kind == .removed {
        gone[place(diff, key)] = (diff, key)
      }
    }
    for diff in diffs.indices {
      for key in diffs[diff].keys.indices where diffs[diff].keys[key].kind == .added {
        let change = diffs[diff].keys[key]
        guard let from = gone[place(diff, key)] else { continue }
        let was = diffs[from.diff].keys[from.key]
        guard was.old?.path == change.new?.path else { continue }
        diffs[from.diff].keys[from.key] = KeyChange(
          kind: .movedTo(diffs[diff].target.name),
          key: was.key,
          old: was.old,
          new: nil
        )
        diffs[diff].keys[key] = KeyChange(
          kind: .movedFrom(diffs[from.diff].target.name),
          key: change.key,
          old: was.old,
          new: change.new
        )
      }
    }
    return diffs
  }
}
