internal import Cluster
internal import ConfigMaps
internal import Kubernetes

/// Computes the changes to one ConfigMap that exists.
struct TargetPlan {
  private let work: TargetWork
  private let live: ConfigMapObject
  private let options: ApplyOptions
  private let manager: String
  /// What the manager has applied, and what others own.
  private let own: Set<ConfigMapField>
  private let others: [ConfigMapField: [String]]

  enum Step {
    case nothing
    /// Apply; the fields are first to be taken from the other managers that own them.
    case apply(AppliedConfigMap, taking: Set<ConfigMapField>)
    case refuse(ClusterError.Kind)
  }

  /// - Parameters:
  ///   - work: What the ConfigMap should hold.
  ///   - live: What it holds; `nil` if there is none.
  ///   - manager: The field manager.
  ///   - options: How to apply.
  /// - Returns: What to do.
  static func step(
    _ work: TargetWork,
    live: ConfigMapObject?,
    manager: String,
    options: ApplyOptions
  ) -> Step {
    guard let live else { return work.hasFiles ? creation(work.desired) : .nothing }
    return TargetPlan(work, live, manager, options).step
  }

  private init(
    _ work: TargetWork,
    _ live: ConfigMapObject,
    _ manager: String,
    _ options: ApplyOptions
  ) {
    self.work = work
    self.live = live
    self.options = options
    self.manager = manager
    own = live.managedFields.applied(by: manager)
    others =
      live.managedFields.isCleared
      ? live.values.mapValues { _ in [ManagedFields.nobody] }
      : live.managedFields.others(than: manager)
  }

  static let versionField = ConfigMapField(.data, DesiredConfigMap.versionKey)

  private static func creation(_ desired: DesiredConfigMap) -> Step {
    var values = desired.values
    if let version = desired.version { values[versionField] = Array(version.utf8) }
    let applied = AppliedConfigMap(
      name: desired.name,
      labels: Dictionary(uniqueKeysWithValues: DesiredConfigMap.labels.map { ($0.name, $0.value) }),
      values: values
    )
    return SizeJudge.problem(applied, beside: .none).map { .refuse($0) }
      ?? .apply(applied, taking: [])
  }

  private var step: Step {
    let ownFiles = own.subtracting([TargetPlan.versionField])
    // An empty partition that has nothing of ours is not touched either.
    if work.desired.entries.isEmpty, ownFiles.isEmpty || !options.prunes && !work.hasFiles {
      return .nothing
    }
    let wanted = wanted(keeping: options.prunes ? [] : ownFiles)
    if let words = removalObjection(ownFiles, wanted) {
      return .refuse(.withheld("\(words); --allow-removals removes them"))
    }
    let moved = moved(wanted)
    if !options.takesOver, !moved.isEmpty { return .refuse(.conflict(conflicts(moved))) }
    let version = version
    let taking = options.takesOver ? moved.union(shared(wanted, version)) : []
    if taking.isEmpty, isSettled(wanted, version) { return .nothing }
    var values = wanted
    if let version {
      values[TargetPlan.versionField] = Array(version.utf8)
    } else if own.contains(TargetPlan.versionField), wanted[TargetPlan.versionField] == nil {
      // Files that are not a commit leave what the last commit wrote, by which the bot goes.
      values[TargetPlan.versionField] = live.values[TargetPlan.versionField]
    }
    let applied = AppliedConfigMap(name: work.desired.name, labels: labels, values: values)
    let foreign = foreign(beside: applied, taking: taking)
    return SizeJudge.problem(applied, beside: foreign).map { .refuse($0) }
      ?? .apply(applied, taking: taking)
  }

  /// Why so many keys must not go; `nil` if they may.
  private func removalObjection(
    _ ownFiles: Set<ConfigMapField>,
    _ wanted: [ConfigMapField: [UInt8]]
  ) -> String? {
    let kept = options.keptKeys[work.desired.target.namespaceAlone] ?? []
    let going = ownFiles.filter {
      wanted[$0] == nil && wanted[$0.counterpart] == nil && !kept.contains($0.key)
    }
    return options.removals?.objection(going.map(\.key), of: ownFiles.count)
  }

  /// The values of the files, and those that stay because nothing is pruned.
  private func wanted(keeping fields: Set<ConfigMapField>) -> [ConfigMapField: [UInt8]] {
    var wanted = work.desired.values
    for field in fields where wanted[field] == nil && wanted[field.counterpart] == nil {
      wanted[field] = live.values[field]
    }
    return wanted
  }

  /// Each commit has its own VERSION; alone it is not a reason to write, unless asked for.
  private func isSettled(_ wanted: [ConfigMapField: [UInt8]], _ version: String?) -> Bool {
    let versionField = TargetPlan.versionField
    let judged = wanted[versionField] == nil ? own.subtracting([versionField]) : own
    let held = own.contains(versionField) ? live.values[versionField] : nil
    let hasVersion =
      version.map { version in
        if options.renewsVersion { return held == Array(version.utf8) }
        guard let held else { return false }
        return !options.isOutdated(work.desired.target, String(decoding: held, as: UTF8.self))
      } ?? true
    return hasVersion && judged == Set(wanted.keys)
      && wanted.allSatisfy { live.values[$0.key] == $0.value }
      && labels.allSatisfy { live.labels[$0.key] == $0.value }
  }

  /// Prow's labels go to a ConfigMap without any, and stay where the manager put them.
  ///
  /// Source: the README of the updater scenarios, "The config map".
  private var labels: [String: String] {
    let own = live.managedFields.labels(appliedBy: manager)
    let labels = DesiredConfigMap.labels.filter { live.labels.isEmpty || own.contains($0.name) }
    return Dictionary(uniqueKeysWithValues: labels.map { ($0.name, $0.value) })
  }

  /// The commit that goes to `VERSION`; `nil` if that key is another's business.
  ///
  /// Several repositories may feed one ConfigMap, each with commits of its own: the first of them
  /// keeps the key.
  private var version: String? {
    guard let version = work.desired.version else { return nil }
    let owners = others[TargetPlan.versionField] ?? []
    let isFree = owners.isEmpty || own.contains(TargetPlan.versionField)
    let isTaken = options.takesOver && !owners.contains { $0.hasPrefix(FieldManager.prefix) }
    return isFree || isTaken ? version : nil
  }

  // MARK: What is in the way

  /// Wanted fields that others own, too: the manager could neither change nor remove them later.
  private func shared(
    _ wanted: [ConfigMapField: [UInt8]],
    _ version: String?
  ) -> Set<ConfigMapField> {
    let fields = Set(wanted.keys).union(version == nil ? [] : [TargetPlan.versionField])
    return fields.filter { others[$0] != nil }
  }

  /// The other place of wanted keys where that is not the manager's alone: the server would not
  /// take the same key twice, and only its owners could remove it.
  private func moved(_ wanted: [ConfigMapField: [UInt8]]) -> Set<ConfigMapField> {
    Set(
      wanted.keys.map(\.counterpart).filter {
        live.values[$0] != nil && (others[$0] != nil || !own.contains($0))
      }
    )
  }

  private func conflicts(_ fields: Set<ConfigMapField>) -> [FieldConflict] {
    fields.flatMap { field in
      // What nobody owns was there before anybody applied.
      (others[field] ?? [ManagedFields.nobody]).map {
        FieldConflict(manager: $0, field: ".\(field.map.rawValue).\(field.key)")
      }
    }.sorted()
  }

  /// What stays and is not the manager's.
  private func foreign(
    beside applied: AppliedConfigMap,
    taking: Set<ConfigMapField>
  ) -> SizeJudge.Foreign {
    var foreign = SizeJudge.Foreign.none
    for (field, value) in live.values {
      let isForeign =
        applied.values[field] == nil && !taking.contains(field)
        && (!own.contains(field) || others[field] != nil)
      guard isForeign else { continue }
      foreign.values += value.count
      foreign.stored += ConfigMapWeight.stored(key: field.key, bytes: value.count)
    }
    let texts = live.annotations.merging(live.labels) { first, _ in first }
    foreign.stored += texts.reduce(0) { $0 + $1.key.utf8.count + $1.value.utf8.count }
    foreign.stored += live.managedFields.bytes(besides: manager)
    return foreign
  }
}

extension DesiredConfigMap {
  var name: ObjectName { ObjectName(namespace: target.namespace, name: target.name) }

  /// All values but that of `VERSION`.
  var values: [ConfigMapField: [UInt8]] {
    var values: [ConfigMapField: [UInt8]] = [:]
    for entry in entries {
      values[ConfigMapField(entry.isText ? .data : .binaryData, entry.key)] = entry.value
    }
    return values
  }
}
