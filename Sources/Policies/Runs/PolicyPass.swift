internal import CEL
internal import Diagnostics
internal import Machine
internal import Prow

/// Judges a configuration by policies.
///
/// First comes what is the same for all subjects of a policy; then job after job, each by all policies
/// while it is in the processor's cache; then groups, which need all of their members. Jobs are judged
/// in parts of fixed bounds, and what comes of the parts is joined in their order: so the findings don't
/// depend on how many tasks work at a time.
struct PolicyPass: Sendable {
  let world: PolicyWorld
  /// As 2027-03-31.
  let today: String
  let workers: Int

  /// Jobs of a part: enough work to be worth handing out.
  private static let partSize = 128

  /// Something that one task does at a time.
  private enum Piece: Sendable {
    /// All subjects of a policy that are no jobs.
    case subjects(PreparedPolicy)
    /// Some of all jobs.
    case jobs(Range<Int>)
  }

  /// - Returns: What came of each policy, in their order.
  func judge(_ policies: [CompiledPolicy]) async -> [PolicyOutcome] {
    let numbered = Array(policies.enumerated())
    let prepared = await ParallelMap.map(numbered, workers: workers) { [world] in
      PreparedPolicy(world, $0.element, index: $0.offset, among: numbered.count)
    }
    let ofJobs = prepared.filter(\.policy.source.subject.isOfJob)
    let others = prepared.filter { !$0.policy.source.subject.isOfJob }
    let pieces = others.map { Piece.subjects($0) } + (ofJobs.isEmpty ? [] : partsOfJobs)
    let parts = await ParallelMap.map(pieces, workers: workers) { piece in
      switch piece {
      case .subjects(let policy): [judge(policy)]
      case .jobs(let range): judge(range, by: ofJobs)
      }
    }
    var byPolicy: [[PolicyPart]] = Array(repeating: [], count: policies.count)
    for part in parts.joined() { byPolicy[part.index].append(part) }
    return await ParallelMap.map(prepared, workers: workers) { [byPolicy] policy in
      PolicyJudge(world, policy, today: today).join(byPolicy[policy.index])
    }
  }

  private var partsOfJobs: [Piece] {
    let count = world.jobs.count
    return stride(from: 0, to: count, by: PolicyPass.partSize).map {
      .jobs($0..<min($0 + PolicyPass.partSize, count))
    }
  }

  private func judge(_ policy: PreparedPolicy) -> PolicyPart {
    let judge = PolicyJudge(world, policy, today: today)
    let start = ContinuousClock.now
    judge.judgeSubjects()
    return judge.finished(.now - start)
  }

  private func judge(_ range: Range<Int>, by policies: [PreparedPolicy]) -> [PolicyPart] {
    let start = ContinuousClock.now
    let judges = policies.map { PolicyJudge(world, $0, today: today) }
    var file: SourceFile?
    for job in world.jobs[range] {
      let subject = Subject(job)
      let isInNewFile = file !== job.file.file
      if isInNewFile { file = job.file.file }
      for judge in judges { judge.judge(job, subject, isInNewFile: isInNewFile) }
    }
    // A clock that is read for each policy and job would take longer than many a policy.
    let time = ContinuousClock.now - start
    let cost = judges.reduce(1.0) { $0 + Double($1.cost) }
    return judges.map { $0.finished(time * (Double($0.cost) / cost)) }
  }
}
