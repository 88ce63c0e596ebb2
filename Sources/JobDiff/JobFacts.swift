internal import Prow
internal import YAML

/// A resolved job as a list of values, each under the name that people know it by.
struct JobFacts {
  /// In the order in which they are told, each name once.
  private(set) var fields: [(name: String, value: FactValue)] = []
  private var names: [String: Int] = [:]
  let powers: JobPowers

  init(_ job: ResolvedJob) {
    let tree = job.tree
    var leaves = SpecLeaves()
    leaves.add(tree)
    powers = JobPowers(job, leaves)
    addResolved(job, tree)
    if !powers.secrets.isEmpty { add("secrets", powers.secrets.sorted().joined(separator: ", ")) }
    for entry in tree.entries where !JobFacts.told.contains(entry.label) {
      add(entry.name, entry.value)
    }
    for entry in tree[.decorationConfig]?.entries ?? [] {
      add("decoration_config.\(entry.name)", entry.value)
    }
    for leaf in leaves.all { add(leaf.name, leaf.value) }
  }

  func value(_ name: String) -> FactValue? { names[name].map { fields[$0].value } }

  /// Fields that tell one job from another: not those that have the job's name in them, nor those
  /// that most jobs have by default.
  var ownFields: [(name: String, value: FactValue)] {
    let shared = ["agent", "namespace", "decorate", "context", "trigger", "rerun_command"]
    return fields.filter { !shared.contains($0.name) && !$0.name.hasPrefix("decoration_config.") }
  }

  private mutating func add(_ name: String, _ text: String) { add(name, FactValue(text)) }

  /// A mapping is told field by field.
  private mutating func add(_ name: String, _ value: ResolvedValue, depth: Int = 0) {
    guard value.isMapping, !value.isEmpty, depth < JobFacts.deepest else {
      return add(name, FactValue(value))
    }
    for entry in value.entries { add("\(name).\(entry.name)", entry.value, depth: depth + 1) }
  }

  /// Deeper values are told as a whole.
  private static let deepest = 8

  private mutating func add(_ name: String, _ value: FactValue) {
    guard names[name] == nil else { return }
    names[name] = fields.count
    fields.append((name, value))
  }

  /// What people look for first.
  private mutating func addResolved(_ job: ResolvedJob, _ tree: ResolvedValue) {
    add("cluster", job.job.cluster.string)
    add("runs", JobFacts.trigger(of: job.job))
    if job.job.kind == .presubmit { add("merging", JobFacts.merging(job.job)) }
    add("agent", job.agentName)
    if let namespace = tree[.namespace]?.text, !namespace.isEmpty { add("namespace", namespace) }
    add("decorate", "\(job.isDecorated)")
    if job.job.kind != .periodic { add("context", job.job.context.string) }
    if job.job.kind == .presubmit {
      add("trigger", job.job.resolvedTrigger)
      add("rerun_command", job.job.rerunCommand)
    }
  }

  /// When a job runs, in words.
  static func trigger(of job: Job) -> String {
    func text(_ field: Field) -> String? {
      job[field].map(\.convertedText).flatMap { $0.isEmpty ? nil : $0 }
    }
    if job.kind == .periodic {
      if let cron = text(.cron) { return "at \(cron)" }
      if let interval = text(.interval) { return "every \(interval)" }
      return text(.minimumInterval).map { "\($0) after the last run" } ?? "never"
    }
    if let pattern = text(.runIfChanged) { return "if \(pattern) changes" }
    if let pattern = text(.skipIfOnlyChanged) { return "unless only \(pattern) changes" }
    let isAlways = job[.alwaysRun]?.bool
    return switch job.kind {
    case .presubmit: isAlways == true ? "always" : "on command"
    default: isAlways == false ? "never" : "always"
    }
  }

  /// What a presubmit means for merging.
  private static func merging(_ job: Job) -> String {
    if job.isTrue(.optional) { return "optional" }
    return job.isTrue(.skipReport) ? "not reported" : "required"
  }

  /// Fields that are told elsewhere, and by other names.
  private static let told = Set<Field.RawValue>(
    [
      Field.name, .spec, .cluster, .agent, .namespace, .decorate, .context, .trigger, .rerunCommand,
      .decorationConfig, .alwaysRun, .runIfChanged, .skipIfOnlyChanged, .optional, .skipReport,
      .cron, .interval, .minimumInterval,
    ].map(\.rawValue)
  )
}
