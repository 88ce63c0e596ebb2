internal import YAML

/// Judges pods as the API server does when they are created: defaults, gates, all checks, warnings.
///
/// Skips values of the wrong type and what depends on them: the schema check reports those.
///
/// Sources: the functions that each check names, in pkg/apis/core/validation/validation.go and
/// pkg/api/pod/warnings.go; defaults in pkg/apis/core/v1/defaults.go.
package struct PodJudge {
  let fields: PodFieldTable
  let version: KubernetesVersion
  /// Where the walk is, below `spec` or `metadata`.
  var path: [PodStep] = []
  var root: StaticString = "spec"
  /// The addition that the current item belongs to.
  var addition: Int?
  var additions: [PodAddition] = []
  var facts = PodFacts()
  var seen = FirstPlaces()
  /// Lists of variables in additions that were found to be in order, whatever pod they come to,
  /// and whether that goes for decorated pods too.
  var plainEnvironments: [(list: Node, alsoDecorated: Bool)] = []
  private(set) var findings: [PodFinding] = []

  package init(fields: PodFieldTable, version: KubernetesVersion) {
    self.fields = fields
    self.version = version
  }

  /// What the API server has against a pod, in the order of the walk.
  package mutating func judge(_ pod: PodSource) -> [PodFinding] {
    findings.removeAll(keepingCapacity: true)
    guard pod.spec.isMapping || pod.spec.isNull else { return [] }
    additions = pod.additions
    let spec = object(pod.spec)
    let table = fields
    facts.start(pod, spec) { PodObject($0, table) }
    if !version.has(.userNamespacesSupport) { facts.isInUserNamespace = false }
    checkSpec(spec)
    if let metadata = pod.metadata { checkMetadata(object(metadata), spec) }
    if let annotations = pod.annotations { checkPodAnnotations(annotations, spec) }
    return findings
  }

  @inline(__always)
  func object(_ node: Node) -> PodObject { PodObject(node, fields) }
}

/// A step of a field path.
enum PodStep {
  case field(PodField)
  case index(Int)
  /// Something that the API server calls otherwise than the field is called.
  case name(StaticString)
}

// MARK: - Walking

extension PodJudge {
  @inline(__always)
  mutating func within(_ field: PodField, _ body: (inout PodJudge) -> Void) {
    path.append(.field(field))
    body(&self)
    path.removeLast()
  }

  @inline(__always)
  mutating func within(named name: StaticString, _ body: (inout PodJudge) -> Void) {
    path.append(.name(name))
    body(&self)
    path.removeLast()
  }

  /// Each item of a list as an object.
  @inline(__always)
  mutating func forEach(
    _ field: PodField,
    of owner: PodObject,
    _ body: (inout PodJudge, PodObject) -> Void
  ) {
    guard let list = owner[field] else { return }
    path.append(.field(field))
    forEachItem(of: list, from: 0) { judge, item in body(&judge, judge.object(item)) }
    path.removeLast()
  }

  @inline(__always)
  mutating func forEachItem(
    of list: Node,
    from start: Int,
    _ body: (inout PodJudge, Node) -> Void
  ) {
    var index = start
    for item in list.items {
      path.append(.index(index))
      if item.isMapping || item.isNull { body(&self, item) }
      path.removeLast()
      index += 1
    }
  }

  /// Each item of a list that additions append to: first the owner's own, then theirs.
  @inline(__always)
  mutating func forEachAppended(
    _ field: PodField,
    of owner: PodObject,
    _ body: (inout PodJudge, Node) -> Void
  ) {
    path.append(.field(field))
    var count = 0
    if let list = owner[field] {
      forEachItem(of: list, from: 0, body)
      count = list.itemCount
    }
    for (index, added) in additions.enumerated() {
      guard let list = added[field], !isKnownPlain(list) else { continue }
      addition = index
      let before = findings.count
      forEachItem(of: list, from: count, body)
      if field == .env, findings.count == before { notePlain(list) }
      addition = nil
      count += list.itemCount
    }
    path.removeLast()
  }

  /// Remembers variables that were in order and do not refer to volumes of the pod.
  private mutating func notePlain(_ list: Node) {
    let usesVolumes = list.items.contains { item in
      object(item)[.valueFrom].map { object($0).has(.fileKeyRef) } ?? false
    }
    if facts.isOfJob, !usesVolumes {
      plainEnvironments.append((list, alsoDecorated: facts.decoration != nil))
    }
  }

  /// Whether nothing can be wrong with a list that an addition appends.
  ///
  /// A name that the pod has already is Prow's to refuse.
  @inline(__always)
  private func isKnownPlain(_ list: Node) -> Bool {
    plainEnvironments.contains {
      $0.list.index == list.index && $0.list.storage == list.storage
        && ($0.alsoDecorated || facts.decoration == nil)
    }
  }

  /// The value of a field that is dropped where its gate is off.
  mutating func gated(_ field: PodField, of owner: PodObject, _ gate: FeatureGate) -> Node? {
    guard let node = owner[field] else { return nil }
    if version.has(gate) { return node }
    reportDropped(field, of: owner, gate)
    return nil
  }

  mutating func reportDropped(_ field: PodField, of owner: PodObject, _ gate: FeatureGate) {
    let when = gate.onSince.map { "before 1.\($0)" } ?? "unless it is switched on"
    report(
      .disabledField,
      "field \"\(field.name)\" is dropped: feature gate \(gate.rawValue) is off \(when)",
      at: owner.key(field) ?? owner.anchor,
      field.name
    )
  }
}

// MARK: - Reporting

extension PodJudge {
  /// Reports a fault.
  ///
  /// `suffix`: What follows the path of the walk in the API server's words: a field, `[key]`, or
  /// nothing.
  /// `dependsOnPod`: Whether the value would be right in another pod.
  mutating func report(
    _ rule: PodRule,
    _ message: String,
    at node: Node,
    _ suffix: String = "",
    help: String? = nil,
    related: [(node: Node, message: String)] = [],
    dependsOnPod: Bool = false,
    repair: PodFinding.Repair? = nil
  ) {
    findings.append(
      PodFinding(
        rule: rule,
        message: message,
        node: node,
        path: pathText(suffix),
        help: help,
        related: related,
        addition: addition,
        dependsOnPod: dependsOnPod,
        repair: repair
      )
    )
  }

  private func pathText(_ suffix: String) -> String {
    var text = "\(root)"
    for step in path {
      switch step {
      case .field(let field): text += "." + field.name
      case .name(let name): text += ".\(name)"
      case .index(let index): text += "[\(index)]"
      }
    }
    if suffix.isEmpty { return text }
    return text + (suffix.hasPrefix("[") ? "" : ".") + suffix
  }
}
