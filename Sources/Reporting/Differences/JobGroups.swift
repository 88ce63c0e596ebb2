internal import JobDiff

/// Jobs that change alike, as all do that a preset or a default reaches.
enum JobGroups {
  /// - Returns: Groups in the order of their first job; a job that is like no other is alone.
  static func grouped(_ changes: [JobChange]) -> [[JobChange]] {
    struct Likeness: Hashable {
      var fields: [JobChange.FieldChange]
      var gains: [JobGain]
    }
    var positions: [Likeness: Int] = [:]
    var groups: [[JobChange]] = []
    for change in changes {
      let likeness = Likeness(fields: change.fields, gains: change.gains)
      if change.kind == .changed, let position = positions[likeness] {
        groups[position].append(change)
      } else {
        if change.kind == .changed { positions[likeness] = groups.count }
        groups.append([change])
      }
    }
    return groups
  }
}
