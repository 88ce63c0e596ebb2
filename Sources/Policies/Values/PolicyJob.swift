internal import CEL
internal import Prow
internal import Synchronization
internal import YAML

/// A job as expressions see it.
///
/// A class, since joins hand thousands of them around.
final class PolicyJob: Sendable {
  let resolved: ResolvedJob
  let file: LoadedFile
  /// The path of the file from the root of the repository.
  let path: String
  /// The same for expressions.
  let pathText: StringValue
  let users: PresetUsers
  private let admission = Mutex<BranchFilter.Admission?>(nil)

  init(
    _ resolved: ResolvedJob,
    in file: LoadedFile,
    path: String,
    _ pathText: StringValue,
    _ users: PresetUsers
  ) {
    self.resolved = resolved
    self.file = file
    self.path = path
    self.pathText = pathText
    self.users = users
  }

  var job: Job { resolved.job }

  /// Whether `branches` and `skip_branches` let it run on a branch; their patterns are compiled once.
  func runs(on branch: String) -> Bool {
    let filter = admission.withLock { admission in
      let known = admission ?? users.patterns.admission(of: job)
      admission = known
      return known
    }
    return filter.admits(branch)
  }
}

/// The fields of a job after defaults, presets and decoration.
///
/// Source: Prow, `finalizeJobConfig` in pkg/config/config.go.
extension PolicyJob: PlacedMap {
  var typeName: String? { ObjectShape.job.type.name }

  /// Jobs are equal if they are the same job.
  var identity: ObjectIdentifier? { ObjectIdentifier(self) }

  var count: Int { keys.count }

  func value(_ key: FieldKey) -> Value? {
    guard let tag = ObjectShape.job.tag(of: key) else { return nil }
    if tag > Int(UInt16.max) { return JobTag(rawValue: tag).map { value($0) } }
    guard let shape = ObjectShape.job.shape(tag) else { return nil }
    if let field = Field(rawValue: UInt16(tag)), let value = resolvedValue(of: field, shape) {
      return value
    }
    guard let node = written(tag) else { return shape.zero }
    return shape.value(node, .job)
  }

  func isSet(_ key: FieldKey) -> Bool {
    guard let tag = ObjectShape.job.tag(of: key) else { return false }
    if JobTag(rawValue: tag) != nil { return true }
    if let field = Field(rawValue: UInt16(tag)) {
      switch field {
      case .cluster, .agent, .decorate: return true
      case .context: return job.kind != .periodic
      case .trigger, .rerunCommand: return job.kind == .presubmit
      case .decorationConfig: return resolved.decoration != nil
      default: break
      }
    }
    return written(tag) != nil
  }

  var keys: any ListSource {
    let names = ObjectShape.job.names.sorted { $0.value < $1.value }
    return StringsList(
      names.compactMap { tag, name in
        isSet(FieldKey(StringValue(name), tag: tag)) && JobTag(rawValue: tag) == nil ? name : nil
      }
    )
  }

  func place(of key: FieldKey) -> WrittenPlace? {
    guard let tag = ObjectShape.job.tag(of: key) else { return nil }
    if tag == JobTag.repo.rawValue || tag == JobTag.org.rawValue {
      return repoKey.map { WrittenPlace(node: $0, key: nil, origin: .job) }
    }
    guard JobTag(rawValue: tag) == nil,
      let entry = job.node.entry(labelled: UInt16(tag)), !entry.value.isNull
    else { return nil }
    return WrittenPlace(node: entry.value, key: entry.key, origin: .job)
  }

  var ownPlace: WrittenPlace? {
    WrittenPlace(node: job.nameNode, key: nil, origin: .job)
  }
}

extension PolicyJob {
  fileprivate func written(_ tag: Int) -> Node? {
    if tag < 48, let field = Field(rawValue: UInt16(tag)) { return job[field] }
    guard let value = job.node.entry(labelled: UInt16(tag))?.value, !value.isNull else {
      return nil
    }
    return value
  }

  private func value(_ tag: JobTag) -> Value {
    switch tag {
    case .kind: .string(job.kind.text)
    case .repo: .string(job.repo)
    case .org: .string(org)
    case .file: .string(pathText)
    case .line: .int(users.lines.line(of: job.nameNode))
    case .written: .map(WrittenMap(node: job.node))
    case .presets: .list(PresetList(resolved.presets, users))
    }
  }

  /// The value of a field that Prow sets or joins; `nil` for all others.
  private func resolvedValue(of field: Field, _ shape: FieldShape) -> Value? {
    switch field {
    case .cluster: return .string(job.cluster)
    case .context where job.kind != .periodic: return .string(job.context)
    case .agent: return .string(resolved.agentName)
    case .decorate: return .bool(resolved.isDecorated)
    case .namespace:
      guard job[.namespace]?.isEmpty ?? true, let namespace = resolved.config?.podNamespace else {
        return nil
      }
      return .string(namespace)
    case .trigger where job.kind == .presubmit: return .string(job.resolvedTrigger)
    case .rerunCommand where job.kind == .presubmit: return .string(job.rerunCommand)
    case .decorationConfig:
      guard let decoration = resolved.decoration, case .object(let shape) = shape else {
        return nil
      }
      return .map(LayeredObject(layers(decoration), shape: shape, mergesParts: true))
    case .spec:
      guard let spec = job[.spec], spec.isMapping else { return nil }
      return .map(SpecObject(owner: self, spec: spec))
    default: return nil
    }
  }
}

extension PolicyJob {
  var org: String {
    let repo = job.repo.string
    return repo.split(separator: "/", maxSplits: 1).first.map(String.init) ?? repo
  }

  /// The key that the job is under.
  var repoKey: Node? {
    guard job.isUnderKey, let field = file.root?[job.kind.field] else { return nil }
    for entry in field.entries where entry.key.text == job.repo { return entry.key }
    return nil
  }

  func layers(_ decoration: Decoration) -> [(node: Node, origin: ResolvedValue.Origin)] {
    let hasOwn = job[.decorationConfig] != nil
    return decoration.layers.enumerated().map { index, node in
      (node, index == 0 && hasOwn ? .job : .decorationDefault(index))
    }
  }
}

extension Job.Kind {
  /// The name of the kind, without a copy.
  var text: Text {
    switch self {
    case .presubmit: Text("presubmit")
    case .postsubmit: Text("postsubmit")
    case .periodic: Text("periodic")
    }
  }
}

/// What a job has for expressions besides its fields in Prow: numbers over all labels.
enum JobTag: Int, CaseIterable {
  case kind = 0x1_0000
  case repo, org, file, line, written, presets
}
