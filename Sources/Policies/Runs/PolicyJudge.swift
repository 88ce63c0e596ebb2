internal import CEL
internal import Diagnostics
internal import Prow
internal import YAML

/// Judges subjects of one policy.
final class PolicyJudge {
  private let world: PolicyWorld
  private let prepared: PreparedPolicy
  private let policy: CompiledPolicy
  private let match: PolicyMatch
  private let judgesJobs: Bool
  private let activation: PolicyActivation
  private let run: Run
  private let startCost: UInt64
  private let today: String
  // One task uses a judge, and hands out no reference to these.
  @exclusivity(unchecked)
  private var part: PolicyPart
  /// Whether the policy takes jobs in the file of the job before.
  @exclusivity(unchecked)
  private var takesFile = false

  /// `today`: As 2027-03-31.
  init(_ world: PolicyWorld, _ prepared: PreparedPolicy, today: String) {
    self.world = world
    self.prepared = prepared
    policy = prepared.policy
    match = prepared.policy.match
    judgesJobs = prepared.policy.source.subject == .job
    self.today = today
    activation = PolicyActivation(world, prepared.policy, prepared.constants)
    startCost = prepared.cost
    run = Run(limit: prepared.costLimit, cost: startCost, surroundings: world)
    run.activation = activation
    part = PolicyPart(index: prepared.index, outcome: PolicyOutcome(prepared.policy))
  }

  /// Judges all subjects that are no jobs.
  func judgeSubjects() {
    let walk = SubjectWalk(world: world, policy: policy)
    do throws(PolicyFault) {
      try walk.forEach(params: entries, report: { part.outcome.add($0, of: nil) }, judge)
    } catch {
      part.outcome.add(error, of: nil)
    }
  }

  /// Judges a job, or its parts, if the policy takes it.
  ///
  /// - Parameters:
  ///   - job: The job.
  ///   - subject: The same as a subject.
  ///   - isInNewFile: Whether it is in another file than the job before.
  func judge(_ job: PolicyJob, _ subject: Subject, isInNewFile: Bool) {
    guard part.limit == nil else { return }
    if isInNewFile { takesFile = match.takes(path: job.path) }
    guard takesFile, match.takes(job.resolved) else { return }
    if judgesJobs {
      _ = judge(subject)
    } else {
      _ = policy.source.subject.forEach(of: job, judge)
    }
  }

  /// - Returns: Whether the next one may be judged.
  private func judge(_ subject: Subject) -> Bool {
    activation.subject = subject
    do throws(PolicyFault) {
      for (index, condition) in policy.conditions.enumerated() {
        part.outcome.conditions[index].asked += 1
        if try condition.holds(run) { continue }
        part.outcome.conditions[index].leftOut += 1
        return true
      }
      part.outcome.selects += 1
      if let groupBy = policy.groupBy {
        part.groups.add(subject, under: try key(groupBy))
      } else {
        for validation in policy.validations where try !validation.condition.holds(run) {
          try report(validation, subject)
        }
      }
    } catch {
      if error.isLimit { part.limit = error } else { part.outcome.add(error, of: subject) }
    }
    return part.limit == nil
  }

  /// What was spent since this judge began.
  var cost: UInt64 { run.cost - startCost }

  /// What came of the subjects so far; nothing is judged after this.
  ///
  /// `time`: What judging them took.
  func finished(_ time: Duration) -> PolicyPart {
    prepared.add(cost: cost)
    part.outcome.time = time
    return part
  }

  private func entries() throws(PolicyFault) -> Value {
    try policy.entries?.evaluate(run) ?? policy.params
  }

  /// The key of the subject at hand, with what comparing it costs.
  private func key(_ groupBy: LocatedProgram) throws(PolicyFault) -> Value {
    let before = run.cost
    let value = try groupBy.evaluate(run)
    do throws(CELError) {
      try run.charge(key: value)
      part.kept += run.cost - before
      try checkKept()
    } catch {
      throw groupBy.fault(error)
    }
    return value
  }

  private func checkKept() throws(CELError) {
    if prepared.constants.kept + part.kept > PolicyCost.kept { throw PolicyCost.keptTooMuch }
  }

  // MARK: Parts

  /// Takes over what came of all parts, and judges the groups.
  func join(_ parts: [PolicyPart]) -> PolicyOutcome {
    let start = ContinuousClock.now
    for other in parts {
      part.outcome.add(other.outcome, findingLimit: prepared.findingLimit)
      part.groups.add(other.groups)
      part.kept += other.kept
      part.limit = part.limit ?? other.limit
    }
    do throws(PolicyFault) {
      // Groups of some of the subjects would be judged by what is missing.
      if let limit = part.limit { throw limit }
      try checkTogether()
      for group in part.groups.groups { try judge(group.key.value, group.subjects) }
    } catch {
      part.outcome.stop(error)
    }
    part.outcome.cost = run.cost
    part.outcome.time += .now - start
    return part.outcome
  }

  /// Parts that went on side by side may have spent, or kept, too much together.
  private func checkTogether() throws(PolicyFault) {
    do throws(CELError) {
      try run.charge(0)
      try checkKept()
    } catch {
      throw PolicyFault(error, in: "", at: policy.source.nameNode)
    }
  }

  private func judge(_ key: Value, _ subjects: [Subject]) throws(PolicyFault) {
    activation.group = .map(
      GroupObject(key: key, members: subjects.map(policy.source.subject.member))
    )
    do throws(PolicyFault) {
      for validation in policy.validations where try !validation.condition.holds(run) {
        if validation.reportsGroup {
          try reportGroup(validation, subjects)
          continue
        }
        let places = subjects.map { $0.place(in: world) }
        let known = places.compactMap(\.self)
        let second = known.first { !$0.isSame(as: known[0]) }
        for (subject, place) in zip(subjects, places) {
          activation.subject = subject
          let isFirst = place.map { known[0].isSame(as: $0) } ?? false
          let other = isFirst ? second : known.first
          try report(validation, subject, related: other.map { [$0] } ?? [])
        }
      }
    } catch {
      if error.isLimit { throw error }
      part.outcome.add(error, of: subjects.first)
    }
  }

  /// One finding at the first member that no exception covers, with the places of the others.
  private func reportGroup(
    _ validation: CompiledPolicy.Validation,
    _ subjects: [Subject]
  ) throws(PolicyFault) {
    var left: [Subject] = []
    for subject in subjects {
      activation.subject = subject
      if try !isExcepted(subject) { left.append(subject) }
    }
    guard let first = left.first else { return }
    activation.subject = first
    let place = first.place(in: world)
    let others = left.dropFirst().compactMap { $0.place(in: world) }
    try add(
      validation,
      first,
      related: others.filter { other in place.map { !$0.isSame(as: other) } ?? true }
    )
  }

  // MARK: Findings

  private func report(
    _ validation: CompiledPolicy.Validation,
    _ subject: Subject,
    related others: [Place] = []
  ) throws(PolicyFault) {
    if try isExcepted(subject) { return }
    try add(validation, subject, related: others)
  }

  private func add(
    _ validation: CompiledPolicy.Validation,
    _ subject: Subject,
    related others: [Place]
  ) throws(PolicyFault) {
    part.outcome.violations += 1
    guard part.outcome.diagnostics.count < prepared.findingLimit else { return }
    let written = validation.places.lazy.compactMap { [activation, run] in
      $0.place(activation, run)
    }.first
    var related: [RelatedPlace] = []
    var place = written.map(\.shown.place)
    if let written, let job = subject.job {
      place = job.place(of: written)
      related += job.related(written).map { [$0] } ?? []
    }
    related += RelatedPlace.members(others)
    part.outcome.diagnostics.append(
      Diagnostic(
        rule: policy.source.id,
        severity: policy.source.severity,
        message: try message(validation),
        place: place ?? subject.place(in: world) ?? policy.source.nameNode.place,
        help: policy.source.help,
        related: related,
        job: subject.job.map { $0.job.name.string }
      )
    )
  }

  private func message(
    _ validation: CompiledPolicy.Validation
  ) throws(PolicyFault) -> String {
    guard let program = validation.messageProgram,
      case .string(let text) = try program.evaluate(run)
    else { return validation.message }
    return FindingText.line(text.string) ?? validation.message
  }

  private func isExcepted(_ subject: Subject) throws(PolicyFault) -> Bool {
    for (index, exception) in policy.exceptions.enumerated() {
      if let expires = exception.expires, expires < today { continue }
      let match = exception.match
      guard match.takes(path: subject.path), subject.job.map({ match.takes($0.resolved) }) ?? true
      else { continue }
      if let condition = exception.condition, try !condition.holds(run) { continue }
      part.outcome.exceptions[index] += 1
      return true
    }
    return false
  }
}

extension SubjectKind {
  /// What a group holds of a subject.
  fileprivate func member(_ subject: Subject) -> Value {
    switch self {
    case .file: .string(subject.path)
    case .job, .container, .initContainer, .volume, .mount, .env, .preset, .repository, .branch,
      .plugin, .configMap, .document, .param, .all:
      subject.value
    }
  }
}
