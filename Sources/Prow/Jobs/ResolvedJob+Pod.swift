package import YAML

/// Something in a job's pod, and the preset that brought it if the job did not.
package struct PodItem: Sendable {
  package let node: Node
  /// The string field `name`.
  package let name: Text?
  /// Index into the job's presets.
  package let preset: Int?

  package init(node: Node, name: Text?, preset: Int?) {
    self.node = node
    self.name = name
    self.preset = preset
  }
}

/// Items of a list in a pod: the job's own, then those of each preset.
package struct PodItems: Sequence, IteratorProtocol {
  private let list: List
  private let presets: [Preset]
  private var own: Node.Items?
  /// The preset that is at hand, and how many of its items are done.
  private var preset = 0
  private var position = 0

  fileprivate enum List { case volumes, mounts, variables }

  fileprivate init(_ list: List, own: Node?, presets: [Preset]) {
    self.list = list
    self.presets = presets
    self.own = own?.items
  }

  package mutating func next() -> PodItem? {
    if let node = own?.next() { return PodItem(node: node, name: node.text(.name), preset: nil) }
    while preset < presets.count {
      if let item = item(of: presets[preset]) {
        position += 1
        return PodItem(node: item.node, name: item.name, preset: preset)
      }
      preset += 1
      position = 0
    }
    return nil
  }

  /// The next item that a preset adds.
  @inline(__always)
  private func item(of preset: Preset) -> Preset.Item? {
    switch list {
    case .volumes: position < preset.volumes.count ? preset.volumes[position] : nil
    case .mounts: position < preset.mounts.count ? preset.mounts[position] : nil
    case .variables: position < preset.variables.count ? preset.variables[position] : nil
    }
  }
}

extension ResolvedJob {
  package var spec: Node? { job[.spec] }

  /// The volumes of the job and those of its presets.
  package var volumes: PodItems {
    PodItems(.volumes, own: spec?[.volumes], presets: presets)
  }

  /// Whether the job or one of its presets declares a volume of this name.
  package func hasVolume(_ name: Text) -> Bool {
    for volume in volumes where volume.name == name { return true }
    return false
  }

  /// The mounts of a container, and those that presets add to every container.
  package func mounts(of container: Node) -> PodItems {
    PodItems(.mounts, own: container[.volumeMounts], presets: presets)
  }

  /// The variables of a container, and those that presets add to every container.
  package func environment(of container: Node) -> PodItems {
    PodItems(.variables, own: container[.env], presets: presets)
  }
}

/// The names of volumes that decoration adds to a job, so that the job can't have its own.
///
/// Source: Prow, `VolumeMounts` in pkg/pod-utils/decorate/podspec.go.
package struct ReservedVolumes {
  private let tokenSecret: Text?
  private let keySecrets: Node?

  package init(of job: ResolvedJob) {
    tokenSecret = job.decoration?.value(.oauthTokenSecret)?.text(.name)
    keySecrets = job.decoration?.value(.sshKeySecrets)
  }

  package func contain(_ name: Text) -> Bool {
    if ReservedNames.isVolume(name) || tokenSecret == name { return true }
    return keySecrets?.items.contains { $0.string == name } ?? false
  }
}

/// Names that Prow keeps for what it adds to a pod.
package enum ReservedNames {
  /// Source: Prow, `VolumeMounts` in pkg/pod-utils/decorate/podspec.go.
  package static let volumes: [StaticString] = [
    "logs", "code", "tools", "gcs-credentials", "s3-credentials",
  ]
  /// Whether decoration adds a volume of this name to every job.
  package static func isVolume(_ name: Text) -> Bool {
    // Most names differ in their first letter already.
    guard let first = name.bytes.first else { return false }
    return volumes.contains { $0.utf8Start.pointee == first && name == $0 }
  }

  /// Source: Prow, `VolumeMountsOnTestContainer` in pkg/pod-utils/decorate/podspec.go.
  package static let mounts: [StaticString] = ["logs", "code", "tools"]
  /// Source: Prow, `VolumeMountPathsOnTestContainer` in pkg/pod-utils/decorate/podspec.go.
  package static let mountPaths: [StaticString] = ["/logs", "/home/prow/go", "/tools"]
  /// Source: Prow, `PodUtilsContainerNames` in pkg/pod-utils/decorate/podspec.go.
  package static let containers: [StaticString] = [
    "clonerefs", "initupload", "place-entrypoint", "sidecar",
  ]
  /// Source: Prow, `Labels` in pkg/pod-utils/decorate/podspec.go.
  package static let labels: [StaticString] = [
    "created-by-prow", "prow.k8s.io/type", "prow.k8s.io/id",
  ]

  /// Whether Prow sets this variable for jobs of a kind.
  ///
  /// Source: Prow, `EnvForType` in pkg/pod-utils/downwardapi/jobspec.go.
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
