internal import CEL
internal import Diagnostics
internal import Prow
internal import Synchronization
internal import YAML

/// A preset, the file that defines it, and the jobs that get it.
final class PresetObject: PlacedMap {
  let preset: Preset
  let users: PresetUsers

  init(preset: Preset, users: PresetUsers) {
    self.preset = preset
    self.users = users
  }

  private var plain: NodeObject {
    NodeObject(node: preset.node, shape: .preset, origin: .job)
  }

  var typeName: String? { plain.typeName }

  /// Presets are equal if they are the same preset.
  var identity: ObjectIdentifier? { ObjectIdentifier(preset) }

  var count: Int { plain.count }
  var keys: any ListSource { plain.keys }

  func value(_ key: FieldKey) -> Value? {
    guard let tag = ObjectShape.preset.tag(of: key) else { return nil }
    switch PresetTag(rawValue: tag) {
    case .file: return .string(users.path(of: preset))
    case .line: return .int(users.lines.line(of: preset.place))
    case .jobs: return .list(JobList(users.jobs(of: preset)))
    case nil: break
    }
    return plain.value(FieldKey(key.name, tag: tag))
  }

  func isSet(_ key: FieldKey) -> Bool {
    guard let tag = ObjectShape.preset.tag(of: key) else { return false }
    return PresetTag(rawValue: tag) != nil || plain.isSet(FieldKey(key.name, tag: tag))
  }

  func place(of key: FieldKey) -> WrittenPlace? {
    guard let tag = ObjectShape.preset.tag(of: key), PresetTag(rawValue: tag) == nil else {
      return nil
    }
    return plain.place(of: FieldKey(key.name, tag: tag))
  }

  var ownPlace: WrittenPlace? { WrittenPlace(node: preset.place, key: nil, origin: .job) }
}

/// Presets, in the order in which Prow reads them.
final class PresetList: PlacedList {
  private let presets: [Preset]
  private let users: PresetUsers

  init(_ presets: [Preset], _ users: PresetUsers) {
    self.presets = presets
    self.users = users
  }

  var count: Int { presets.count }

  subscript(_ index: Int) -> Value { .map(PresetObject(preset: presets[index], users: users)) }

  func place(at index: Int) -> WrittenPlace? {
    presets.indices.contains(index)
      ? PresetObject(preset: presets[index], users: users).ownPlace : nil
  }
}

/// What a preset has for expressions besides its fields.
enum PresetTag: Int {
  case file = 0x1_0200
  case jobs, line
}

/// Which jobs get a preset.
///
/// Jobs know it, and it knows jobs: the owner clears it at its own end.
final class PresetUsers: Sendable {
  private let users = Mutex<[ObjectIdentifier: [PolicyJob]]>([:])
  private let folder: String
  /// Of the files that jobs and presets are in.
  let lines = FileLines()
  let patterns = CompiledPatterns()

  init(folder: String) {
    self.folder = folder
  }

  func set(_ jobs: [PolicyJob]) {
    var all: [ObjectIdentifier: [PolicyJob]] = [:]
    for job in jobs {
      for preset in job.resolved.presets { all[ObjectIdentifier(preset), default: []].append(job) }
    }
    users.withLock { $0 = all }
  }

  func clear() { users.withLock { $0 = [:] } }

  func jobs(of preset: Preset) -> [PolicyJob] {
    users.withLock { $0[ObjectIdentifier(preset)] ?? [] }
  }

  func path(of preset: Preset) -> String {
    PolicyWorld.path(preset.node.file.path, in: folder)
  }
}

/// Jobs, which keep their documents alive.
final class JobList: PlacedList {
  private let jobs: [PolicyJob]
  private let knownTabs = Mutex<TestgridTabs?>(nil)

  init(_ jobs: [PolicyJob]) {
    self.jobs = jobs
  }

  var count: Int { jobs.count }

  subscript(_ index: Int) -> Value { .map(jobs[index]) }

  func text(of key: FieldKey, at index: Int) -> StringValue? {
    if case .string(let text) = jobs[index].value(key) { return text }
    return nil
  }

  /// Worked out when something asks first.
  var tabs: TestgridTabs {
    knownTabs.withLock { known in
      let tabs = known ?? TestgridTabs(jobs)
      known = tabs
      return tabs
    }
  }

  func place(at index: Int) -> WrittenPlace? {
    jobs.indices.contains(index) ? jobs[index].ownPlace : nil
  }
}
