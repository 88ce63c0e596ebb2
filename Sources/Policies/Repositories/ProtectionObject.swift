internal import CEL
internal import Prow
internal import YAML

/// The branch protection of a branch, with the fields of Prow's policies, and what comes of it.
final class ProtectionObject: PlacedMap {
  private let protection: EffectiveProtection
  private let merged: MergedObject

  init(_ protection: EffectiveProtection) {
    self.protection = protection
    merged = MergedObject(nodes: protection.policy.levels.flatMap(\.nodes), shape: .protection)
  }

  var typeName: String? { merged.typeName }
  var count: Int { keys.count }

  var keys: any ListSource {
    let set = merged.shape.names.filter { tag, name in
      isSet(FieldKey(StringValue(name), tag: tag))
    }
    return StringsList(set.map(\.value).sorted())
  }

  func value(_ key: FieldKey) -> Value? {
    guard let tag = merged.shape.tag(of: key) else { return nil }
    if tag == ProtectionTag.outcome.rawValue { return .string(protection.outcome.rawValue) }
    switch Field(rawValue: UInt16(tag)) {
    case .protect: return .bool(protection.isProtected ?? false)
    case .requiredStatusChecks:
      guard case .map(let checks) = merged.value(FieldKey(key.name, tag: tag)),
        let written = checks as? any PlacedMap
      else { return nil }
      return .map(ChecksObject(written: written, contexts: protection.contexts))
    default: return merged.value(FieldKey(key.name, tag: tag))
    }
  }

  func isSet(_ key: FieldKey) -> Bool {
    guard let tag = merged.shape.tag(of: key) else { return false }
    if tag == ProtectionTag.outcome.rawValue { return true }
    let isSetByJobs =
      switch Field(rawValue: UInt16(tag)) {
      case .protect: protection.isProtected != nil
      case .requiredStatusChecks: !protection.contexts.isEmpty
      default: false
      }
    return isSetByJobs || merged.isSet(FieldKey(key.name, tag: tag))
  }

  func place(of key: FieldKey) -> WrittenPlace? {
    key.name.string == ProtectionTag.name ? ownPlace : merged.place(of: key)
  }

  /// Where it is said whether to protect the branch, or else what belongs to the strongest level.
  var ownPlace: WrittenPlace? {
    protection.policy.node(.protect).map { WrittenPlace(node: $0, key: nil, origin: .job) }
      ?? merged.ownPlace
  }
}

/// The required status checks, with the contexts of jobs.
private final class ChecksObject: PlacedMap {
  let written: any PlacedMap
  let contexts: [(text: Text, node: Node)]

  init(written: any PlacedMap, contexts: [(text: Text, node: Node)]) {
    self.written = written
    self.contexts = contexts
  }

  var typeName: String? { written.typeName }
  var count: Int { keys.count }

  var keys: any ListSource {
    StringsList(["contexts", "strict"].filter { isSet(FieldKey(StringValue($0))) })
  }

  func value(_ key: FieldKey) -> Value? {
    key.name.string == "contexts" ? .list(NamedPlaces(contexts)) : written.value(key)
  }

  func isSet(_ key: FieldKey) -> Bool {
    key.name.string == "contexts" ? !contexts.isEmpty : written.isSet(key)
  }

  func place(of key: FieldKey) -> WrittenPlace? { written.place(of: key) }
  var ownPlace: WrittenPlace? { written.ownPlace }
}

/// What branch protection has for expressions besides its fields.
enum ProtectionTag: Int {
  case outcome = 0x1_0300

  static let name = "outcome"
}
