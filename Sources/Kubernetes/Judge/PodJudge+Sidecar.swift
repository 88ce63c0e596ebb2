internal import YAML

extension PodJudge {
  /// The sidecar that censors secrets mounts every secret that the pod's own containers mount, at
  /// the same path, and a path can hold one mount.
  ///
  /// Source: Prow, `decorate` and `Sidecar` in pkg/pod-utils/decorate/podspec.go.
  mutating func checkSidecarMounts(_ spec: PodObject) {
    guard let censoring = facts.decoration?.censoring else { return }
    let secrets = secretVolumes(of: spec)
    if secrets.isEmpty { return }
    var mounts = SidecarMounts(secrets: secrets, censoring: censoring)
    path.append(.field(.containers))
    for (index, node) in spec.items(.containers) {
      path.append(.index(index))
      mounts.container = index
      forEachAppended(.volumeMounts, of: object(node)) { judge, mount in
        judge.checkSidecarMount(judge.object(mount), &mounts)
      }
      path.removeLast()
    }
    path.removeLast()
  }

  /// What the sidecar mounts so far.
  private struct SidecarMounts {
    let secrets: Set<Text>
    let censoring: Node
    /// The container that the walk is at.
    var container = 0
    var byPath: [Text: (place: Node, volume: Text, container: Int)] = [:]
  }

  private func secretVolumes(of spec: PodObject) -> Set<Text> {
    var names: Set<Text> = []
    for list in [spec[.volumes]] + additions.map(\.volumes) {
      for item in list.map({ Array($0.items) }) ?? [] where item.isMapping {
        let volume = object(item)
        if volume.has(.secret), let name = volume.given(.name) { names.insert(name) }
      }
    }
    return names
  }

  private mutating func checkSidecarMount(_ mount: PodObject, _ mounts: inout SidecarMounts) {
    guard let volume = mount.given(.name), mounts.secrets.contains(volume),
      let path = mount.given(.mountPath)
    else { return }
    let place = mount.place(.mountPath)
    if facts.decoration?.addsSidecarMount(at: path) == true {
      return reportSidecarMount(
        "the sidecar has credentials of its own at \(path.quoted), where censor_secrets mounts "
          + "volume \(volume.quoted)",
        at: place,
        mounts,
        first: nil
      )
    }
    guard let first = mounts.byPath[path] else {
      mounts.byPath[path] = (place, volume, mounts.container)
      return
    }
    // Two mounts of one container at one path are wrong without a sidecar.
    guard first.container != mounts.container else { return }
    let volumes =
      first.volume == volume
      ? "volume \(volume.quoted)" : "volumes \(first.volume.quoted) and \(volume.quoted)"
    let times = first.volume == volume ? "twice" : "both"
    reportSidecarMount(
      "two containers mount the secret \(volumes) at \(path.quoted), and censor_secrets mounts "
        + "\(first.volume == volume ? "it" : "them") \(times) in the sidecar",
      at: place,
      mounts,
      first: first.place
    )
  }

  private mutating func reportSidecarMount(
    _ message: String,
    at place: Node,
    _ mounts: SidecarMounts,
    first: Node?
  ) {
    var related = [(node: mounts.censoring, message: "secrets are censored because of this")]
    if let first, first.index != place.index || first.storage != place.storage {
      related.insert((first, "the first mount"), at: 0)
    }
    report(
      .sidecarMount,
      message,
      at: place,
      "mountPath",
      related: related,
      dependsOnPod: true
    )
  }
}
