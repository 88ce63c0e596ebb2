internal import CEL
internal import Diagnostics
internal import Prow
internal import YAML

/// Judges all subjects of one policy.
final class PolicyJudge {
  /// Cost units of the evaluations of one policy, over all its subjects: a few seconds.
  static let costLimit: UInt64 = 50_000_000
  /// Findings of one policy from which on no more are kept.
  static let findingLimit = 10_000

  private let world: PolicyWorld
  private let policy: CompiledPolicy
  private let activation: PolicyActivation
  private let run: Run
  private let today: String
  private(set) var outcome: PolicyOutcome

  /// `today`: As 2027-03-31.
  init(_ world: PolicyWorld, _ policy: CompiledPolicy, today: String) {
    self.world = world
    self.policy = policy
    self.today = today
    activation = PolicyActivation(world, policy)
    run = Run(limit: PolicyJudge.costLimit)
    outcome = PolicyOutcome(policy)
  }

  func judge() {
    do throws(PolicyFault) {
      if policy.groupBy == nil { try judgeEach() } else { try judgeGroups() }
    } catch {
      outcome.add(error, of: nil)
    }
  }

  private func judgeEach() throws(PolicyFault) {
    try forEachSelected { () throws(PolicyFault) in
      for validation in policy.validations where try !holds(validation.condition) {
        try report(validation, activation.subject)
      }
    }
  }

  /// Calls the body for each subject that the conditions take, in `activation`.
  private func forEachSelected(
    _ body: () throws(PolicyFault) -> Void
  ) throws(PolicyFault) {
    var stop: PolicyFault?
    func visit(_ subject: Subject) -> Bool {
      activation.subject = subject
      do throws(PolicyFault) {
        for condition in policy.conditions where try !holds(condition) { return true }
        outcome.selects += 1
        try body()
      } catch {
        if error.isLimit { stop = error } else { outcome.add(error, of: subject) }
      }
      return stop == nil
    }
    let walk = SubjectWalk(world: world, policy: policy)
    try walk.forEach(params: entries, report: { outcome.add($0, of: nil) }, visit)
    // Groups of some of the subjects would be judged by what is missing.
    if let stop { throw stop }
  }

  private func entries() throws(PolicyFault) -> Value {
    try policy.entries?.evaluate(activation, run) ?? policy.params
  }

  private func holds(_ condition: LocatedProgram) throws(PolicyFault) -> Bool {
    if case .bool(let holds) = try condition.evaluate(activation, run) { return holds }
    return false
  }

  // MARK: Groups

  private func judgeGroups() throws(PolicyFault) {
    guard let groupBy = policy.groupBy else { return }
    var order: [ValueKey] = []
    var groups: [ValueKey: (key: Value, subjects: [Subject])] = [:]
    try forEachSelected { () throws(PolicyFault) in
      let value = try groupBy.evaluate(activation, run)
      let key = ValueKey(value)
      if groups[key] == nil { order.append(key) }
      groups[key, default: (value, [])].subjects.append(activation.subject)
    }
    for key in order {
      guard let group = groups[key] else { continue }
      try judge(group.key, group.subjects)
    }
  }

  private func judge(_ key: Value, _ subjects: [Subject]) throws(PolicyFault) {
    activation.group = .map(
      GroupObject(key: key, members: subjects.map(policy.source.subject.member))
    )
    do throws(PolicyFault) {
      for validation in policy.validations where try !holds(validation.condition) {
        for subject in subjects {
          activation.subject = subject
          let other = subjects.first { $0.place != nil && !$0.isAtPlace(of: subject) }
          try report(validation, subject, related: other?.place)
        }
      }
    } catch {
      if error.isLimit { throw error }
      outcome.add(error, of: subjects.first)
    }
  }

  // MARK: Findings

  private func report(
    _ validation: CompiledPolicy.Validation,
    _ subject: Subject,
    related other: Place? = nil
  ) throws(PolicyFault) {
    if try isExcepted(subject) { return }
    outcome.violations += 1
    guard outcome.diagnostics.count < PolicyJudge.findingLimit else { return }
    let written = validation.places.lazy.compactMap { [activation, run] in $0.place(activation, run)
    }.first
    var related: [RelatedPlace] = []
    var place = written.map(\.shown.place)
    if let written, let job = subject.job {
      place = job.place(of: written)
      related += job.related(written).map { [$0] } ?? []
    }
    if let other {
      related.append(RelatedPlace(place: other, message: "another one of the group is here"))
    }
    outcome.diagnostics.append(
      Diagnostic(
        rule: policy.source.id,
        severity: policy.source.severity,
        message: try message(validation),
        place: place ?? subject.place ?? policy.source.nameNode.place,
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
      case .string(let text) = try program.evaluate(activation, run)
    else { return validation.message }
    return text.string
  }

  private func isExcepted(_ subject: Subject) throws(PolicyFault) -> Bool {
    for (index, exception) in policy.exceptions.enumerated() {
      if let expires = exception.expires, expires < today { continue }
      let match = exception.source.match
      guard match.takes(path: subject.path), subject.job.map({ match.takes($0.resolved) }) ?? true
      else { continue }
      if let condition = exception.condition, try !holds(condition) { continue }
      outcome.exceptions[index] += 1
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
    case .job, .container, .initContainer, .volume, .mount, .env, .preset, .repository, .plugin,
      .document, .param, .all:
      subject.value
    }
  }
}
