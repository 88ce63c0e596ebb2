internal import CEL
internal import Synchronization

/// A policy that is being run, by several tasks.
final class PreparedPolicy: Sendable {
  let policy: CompiledPolicy
  let constants: PolicyConstants
  /// Its place among the policies of the run.
  let index: Int
  let costLimit: UInt64
  /// Findings from which on no more are kept.
  let findingLimit: Int
  private let spent: Atomic<UInt64>

  /// Works out what is the same for all subjects.
  ///
  /// - Parameters:
  ///   - world: What it looks at.
  ///   - policy: What must hold.
  ///   - index: Its place among the policies of the run.
  ///   - count: How many policies share what the run may cost.
  init(_ world: PolicyWorld, _ policy: CompiledPolicy, index: Int, among count: Int) {
    self.policy = policy
    self.index = index
    costLimit = PolicyCost.limit(policies: count)
    findingLimit = PolicyCost.findings(policies: count)
    constants = PolicyConstants(world, policy, limit: costLimit)
    spent = Atomic(constants.cost)
  }

  /// The cost of the parts that are done: one that starts now may spend the rest.
  var cost: UInt64 { spent.load(ordering: .relaxed) }

  func add(cost: UInt64) { spent.add(cost, ordering: .relaxed) }
}

/// What came of judging some subjects of a policy.
struct PolicyPart: Sendable {
  /// The place of the policy among those of the run.
  let index: Int
  var outcome: PolicyOutcome
  /// The subjects of a policy that judges groups.
  var groups = SubjectGroups()
  /// What the keys of the groups have cost, which stay in memory.
  var kept: UInt64 = 0
  /// Set where the policy has spent all that it may, so that subjects are left that nobody judged.
  var limit: PolicyFault?
}

/// Subjects by the value of `groupBy`, in the order in which they came.
struct SubjectGroups: Sendable {
  private(set) var groups: [(key: GroupKey, subjects: [Subject])] = []
  private var places: [GroupKey: Int] = [:]

  mutating func add(_ subject: Subject, under key: Value) { add([subject], under: GroupKey(key)) }

  private mutating func add(_ subjects: [Subject], under key: GroupKey) {
    let place = places[key, default: groups.count]
    if place < groups.count {
      groups[place].subjects += subjects
    } else {
      places[key] = place
      groups.append((key, subjects))
    }
  }

  mutating func add(_ other: SubjectGroups) {
    if groups.isEmpty {
      self = other
    } else {
      for group in other.groups { add(group.subjects, under: group.key) }
    }
  }
}

/// A value of `groupBy`, which may be a long list: its hash is worked out once.
struct GroupKey: Hashable, Sendable {
  let value: Value
  private let hash: Int

  init(_ value: Value) {
    self.value = value
    hash = ValueKey(value).hashValue
  }

  static func == (left: GroupKey, right: GroupKey) -> Bool {
    left.hash == right.hash && left.value.equals(right.value) == true
  }

  func hash(into hasher: inout Hasher) { hasher.combine(hash) }
}
