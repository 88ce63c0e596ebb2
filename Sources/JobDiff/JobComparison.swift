internal import Prow
internal import YAML

/// Tells what differs between a job and what it was before.
enum JobComparison {
  /// - Returns: `nil` if nothing differs.
  static func change(_ pair: JobPairs.Pair, hasOneCluster: Bool) -> JobChange? {
    switch (pair.old, pair.new) {
    case (let old?, let new?): return change(old, new, hasOneCluster: hasOneCluster)
    case (nil, let new?):
      let gains = JobFacts(new).powers.gains(over: nil, hasOneCluster: hasOneCluster)
      return whole(.added, new, gains: gains)
    case (let old?, nil): return whole(.removed, old, gains: [])
    case (nil, nil): return nil
    }
  }

  private static func whole(
    _ kind: JobChange.Kind,
    _ job: ResolvedJob,
    gains: [JobGain]
  ) -> JobChange {
    JobChange(
      kind: kind,
      job: JobName(job),
      place: place(of: job),
      oldPlace: nil,
      oldName: nil,
      runs: JobFacts.trigger(of: job.job),
      fields: [],
      gains: gains
    )
  }

  private static func change(
    _ old: ResolvedJob,
    _ new: ResolvedJob,
    hasOneCluster: Bool
  ) -> JobChange? {
    let (before, after) = (JobFacts(old), JobFacts(new))
    let fields = differences(before, after)
    let isRenamed = old.job.name != new.job.name
    let isMoved = old.fileName != new.fileName
    if fields.isEmpty, !isRenamed, !isMoved { return nil }
    return JobChange(
      kind: isRenamed ? .renamed : isMoved ? .moved : .changed,
      job: JobName(new),
      place: place(of: new),
      oldPlace: isMoved ? place(of: old) : nil,
      oldName: isRenamed ? old.job.name.string : nil,
      runs: JobFacts.trigger(of: new.job),
      fields: fields,
      gains: after.powers.gains(over: before.powers, hasOneCluster: hasOneCluster)
    )
  }

  private static func differences(_ old: JobFacts, _ new: JobFacts) -> [JobChange.FieldChange] {
    var changes: [JobChange.FieldChange] = []
    for (name, value) in new.fields where old.value(name) != value {
      changes += FactValue.changes(of: name, from: old.value(name), to: value)
    }
    for (name, value) in old.fields where new.value(name) == nil {
      changes += FactValue.changes(of: name, from: value, to: nil)
    }
    return changes
  }

  private static func place(of job: ResolvedJob) -> FileLine { FileLine(job.job.nameNode.place) }

  /// The job that another one was, if they have most values in common.
  static func mostAlike(_ job: ResolvedJob, _ candidates: [ResolvedJob]) -> Int? {
    let own = JobFacts(job).ownFields
    var best: (index: Int, share: Double)?
    for (index, candidate) in candidates.enumerated() {
      let other = JobFacts(candidate)
      let common = own.count { other.value($0.name) == $0.value }
      let share = Double(common) / Double(max(own.count, other.ownFields.count))
      if share >= 0.75, share > best?.share ?? 0 { best = (index, share) }
    }
    return best?.index
  }
}
