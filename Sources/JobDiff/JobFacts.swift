internal import Prow
internal import YAML

/// A resolved job as a list of values, each under the name that people know it by.
struct JobFacts {
  /// In the order in which they are told, each name once.
  private(set) var fields: [(name: String, value: FactValue)] = []
  private var names: [String: Int] = [:]
  let powers: JobPowers

  init(_ job: ResolvedJob) {
    var leaves = SpecLeaves()
    leaves.add(job)
    powers = JobPowers(job, leaves)
    addResolved(job)
    if !powers.secrets.isEmpty { add("secrets", powers.secrets.sorted().joined(separator: ", ")) }
    addOwnFields(job)
    if let decoration = job.decoration { addDecoration(decoration) }
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
  private mutating func add(_ name: String, _ node: Node, depth: Int = 0) {
    guard node.isMapping, !node.isEmpty, depth < JobFacts.deepest else {
      return add(name, FactValue(node))
    }
    for entry in node.entries where !entry.value.isNull {
      add("\(name).\(entry.key.text.string)", entry.value, depth: depth + 1)
    }
  }

  /// Deeper values are told as a whole.
  private static let deepest = 8

  private mutating func add(_ name: String, _ value: FactValue) {
    guard names[name] == nil else { return }
    names[name] = fields.count
    fields.append((name, value))
  }

  /// What defaults set where the job says nothing.
  ///
  /// Source: Prow, `finalizeJobConfig` in pkg/config/config.go and what it calls.
  private mutating func addResolved(_ job: ResolvedJob) {
    add("cluster", job.job.cluster.string)
    add("runs", JobFacts.trigger(of: job.job))
    if job.job.kind == .presubmit { add("merging", JobFacts.merging(job.job)) }
    add("agent", job.agentName)
    let namespace = job.job.text(.namespace).flatMap { $0.isEmpty ? nil : $0 }
    if let name = namespace ?? job.config?.podNamespace { add("namespace", name.string) }
    add("decorate", "\(job.isDecorated)")
    if job.job.kind != .periodic { add("context", job.job.context.string) }
    if job.job.kind == .presubmit {
      add("trigger", job.job.resolvedTrigger)
      add("rerun_command", job.job.rerunCommand)
    }
  }

  /// When a job runs, in words.
  private static func trigger(of job: Job) -> String {
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

  private mutating func addOwnFields(_ job: ResolvedJob) {
    let told: Set<Field.RawValue> = [
      Field.name, .spec, .cluster, .agent, .namespace, .decorate, .context, .trigger, .rerunCommand,
      .decorationConfig, .alwaysRun, .runIfChanged, .skipIfOnlyChanged, .optional, .skipReport,
      .cron, .interval, .minimumInterval,
    ].reduce(into: []) { $0.insert($1.rawValue) }
    for entry in job.job.node.entries
    where !told.contains(entry.key.label) && !entry.value.isNull {
      add(entry.key.text.string, entry.value)
    }
  }

  /// Settings after all layers are merged.
  ///
  /// Source: Prow, `mergeDefaultDecorationConfig` in pkg/config/config.go.
  private mutating func addDecoration(_ decoration: Decoration) {
    for layer in decoration.layers {
      for entry in layer.entries where !entry.value.isNull {
        add("decoration_config.\(entry.key.text.string)", entry.value)
      }
    }
  }
}
