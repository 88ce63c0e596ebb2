package import YAML

/// Something in a job's pod, and the preset that brought it if the job did not.
package struct PodItem: Sendable {
  package let node: Node
  /// Index into the job's presets.
  package let preset: Int?

  /// The text field `name`.
  package var name: Text? { node.text(.name) }
}

/// Items of a list in a pod: the job's own, then those of each preset.
package struct PodItems: Sequence, IteratorProtocol {
  private let field: Field
  private let presets: [Preset]
  private var items: Node.Items?
  private var preset = -1

  fileprivate init(field: Field, own: Node?, presets: [Preset]) {
    self.field = field
    self.presets = presets
    items = own?.items
  }

  package mutating func next() -> PodItem? {
    while true {
      if let node = items?.next() { return PodItem(node: node, preset: preset < 0 ? nil : preset) }
      preset += 1
      guard preset < presets.count else { return nil }
      items = presets[preset].node[field]?.items
    }
  }
}

extension ResolvedJob {
  package var spec: Node? { job[.spec] }

  /// The volumes of the job and those of its presets.
  package var volumes: PodItems { items(.volumes, of: spec) }

  /// The mounts of a container, and those that presets add to every container.
  package func mounts(of container: Node) -> PodItems { items(.volumeMounts, of: container) }

  /// The variables of a container, and those that presets add to every container.
  package func environment(of container: Node) -> PodItems { items(.env, of: container) }

  private func items(_ field: Field, of owner: Node?) -> PodItems {
    PodItems(field: field, own: owner?[field], presets: presets)
  }

  /// Names of volumes that decoration adds, so that a job can't have its own (Prow J040).
  package func isReservedVolume(_ name: Text) -> Bool {
    if ReservedNames.volumes.contains(where: { name == $0 }) { return true }
    guard let decoration else { return false }
    if decoration.value(.oauthTokenSecret)?.text(.name) == name { return true }
    let secrets = decoration.value(.sshKeySecrets)
    return secrets?.items.contains { $0.string == name } ?? false
  }
}

/// Names that Prow keeps for what it adds to a pod.
package enum ReservedNames {
  /// Prow J040.
  package static let volumes: [StaticString] = [
    "logs", "code", "tools", "gcs-credentials", "s3-credentials",
  ]
  /// Prow J041.
  package static let mounts: [StaticString] = ["logs", "code", "tools"]
  /// Prow J041.
  package static let mountPaths: [StaticString] = ["/logs", "/home/prow/go", "/tools"]
  /// Prow J038.
  package static let containers: [StaticString] = [
    "clonerefs", "initupload", "place-entrypoint", "sidecar",
  ]
  /// Prow J043.
  package static let labels: [StaticString] = [
    "created-by-prow", "prow.k8s.io/type", "prow.k8s.io/id",
  ]

  /// Whether Prow sets this variable for jobs of a kind (Prow J039).
  package static func isVariable(_ name: Text, of kind: Job.Kind) -> Bool {
    // All of them start with one of these letters.
    guard let first = name.bytes.first else { return false }
    switch first {
    case UInt8(ascii: "B"), UInt8(ascii: "C"), UInt8(ascii: "J"): break
    case UInt8(ascii: "P"), UInt8(ascii: "R"), UInt8(ascii: "S"): break
    default: return false
    }
    if everyJob.contains(where: { name == $0 }) { return true }
    if kind == .periodic { return false }
    if withRepository.contains(where: { name == $0 }) { return true }
    return kind == .presubmit && withPull.contains { name == $0 }
  }

  private static let everyJob: [StaticString] = [
    "CI", "JOB_NAME", "JOB_SPEC", "JOB_TYPE", "PROW_JOB_ID", "BUILD_ID", "BUILD_NUMBER",
  ]
  private static let withRepository: [StaticString] = [
    "REPO_OWNER", "REPO_NAME", "SRC_BASE", "SRC_HOST", "PULL_BASE_REF", "PULL_BASE_SHA",
    "PULL_REFS",
  ]
  private static let withPull: [StaticString] = [
    "PULL_NUMBER", "PULL_PULL_SHA", "PULL_HEAD_REF", "PULL_TITLE",
  ]
}
