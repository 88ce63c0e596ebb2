internal import YAML

extension PodJudge {
  enum FoundVolume {
    case found(PodVolume)
    /// Why it does not count, if there is one.
    case missing(PodVolume?)
    /// Decoration adds it, or `volumes` can't be read.
    case unknown
  }

  /// A valid volume of the pod by name.
  func volume(_ name: Text) -> FoundVolume {
    let volume = facts.volumes.named(name)
    if let volume, volume.isUnknown { return .unknown }
    if let volume, volume.isValid { return .found(volume) }
    if !facts.knowsVolumes || facts.decoration?.addsVolume(name) == true { return .unknown }
    return .missing(volume)
  }

  private mutating func reportMissing(_ name: Text, _ broken: PodVolume?, at place: Node) {
    report(
      .missingVolume,
      broken == nil
        ? "there is no volume \(name.quoted)"
        : "volume \(name.quoted) is malformed, so that it does not count",
      at: place,
      "name",
      help: broken == nil ? nil : "fix the volume",
      related: broken.map { [($0.node.anchorKey, "the malformed volume")] } ?? [],
      dependsOnPod: true
    )
  }

  /// Source: `ValidateVolumeMounts` in pkg/apis/core/validation/validation.go.
  mutating func checkMounts(_ container: PodObject, isAppended: Bool) {
    if !container.has(.volumeMounts), !isAppended || additions.isEmpty { return }
    seen.removeAll()
    if isAppended {
      forEachAppended(.volumeMounts, of: container) { judge, item in
        if judge.isPlainMount(item, of: container) { return }
        judge.checkMount(judge.object(item), of: container, isAppended: true)
      }
    } else {
      forEach(.volumeMounts, of: container) { judge, mount in
        judge.checkMount(mount, of: container, isAppended: false)
      }
    }
  }

  /// Whether a mount is a volume of the pod at a new path and nothing more, as most are.
  private mutating func isPlainMount(_ node: Node, of container: PodObject) -> Bool {
    var name: Text?
    var pathNode: Node?
    for entry in node.entries {
      switch fields.rawField(of: entry.key) {
      case PodField.name.rawValue: name = entry.value.string
      case PodField.mountPath.rawValue: pathNode = entry.value
      case PodField.readOnly.rawValue: break
      default: return false
      }
    }
    guard let name, let pathNode, let path = pathNode.string, !path.isEmpty,
      !container.has(.volumeDevices),
      facts.volumes.named(name)?.isValid == true,
      seen.firstPlace(of: path, at: pathNode) == nil
    else { return false }
    return facts.decoration?.addsMount(at: path) != true
  }

  private mutating func checkMount(
    _ mount: PodObject,
    of container: PodObject,
    isAppended: Bool
  ) {
    if let name = mount.text(.name) {
      if name.isEmpty { report(.mount, "a mount has no name", at: mount.place(.name), "name") }
      if case .missing(let broken) = volume(name) {
        reportMissing(name, broken, at: mount.place(.name))
      }
    }
    if let path = mount.text(.mountPath) { checkMountPath(path, mount, isAppended: isAppended) }
    if container.has(.volumeDevices) { checkAgainstDevices(mount, container) }
    // Where nothing else is set, nothing else can be wrong.
    if mount.has(.subPath) || mount.has(.subPathExpr) { checkSubPaths(mount) }
    if mount.has(.mountPropagation) { checkPropagation(mount, container) }
    if mount.has(.recursiveReadOnly) { checkRecursiveReadOnly(mount) }
  }

  private mutating func checkMountPath(_ path: Text, _ mount: PodObject, isAppended: Bool) {
    let place = mount.place(.mountPath)
    if path.isEmpty { report(.mount, "a mount has no mountPath", at: place, "mountPath") }
    if let first = seen.firstPlace(of: path, at: place), first.index != place.index {
      report(
        .mount,
        "two volumes are mounted at \(path.quoted)",
        at: place,
        "mountPath",
        related: [(first, "the first one")],
        dependsOnPod: true
      )
    } else if isAppended, facts.decoration?.addsMount(at: path) == true {
      report(
        .mount,
        "decoration mounts a volume of its own at \(path.quoted)",
        at: place,
        "mountPath",
        dependsOnPod: true
      )
    }
  }

  private mutating func checkAgainstDevices(_ mount: PodObject, _ container: PodObject) {
    for (_, node) in container.items(.volumeDevices) {
      let device = object(node)
      if let name = mount.given(.name), name == device.given(.name) {
        report(
          .mount,
          "volume \(name.quoted) is a device of this container as well",
          at: mount.place(.name),
          "name"
        )
      }
      if let path = mount.given(.mountPath), path == device.given(.devicePath) {
        report(
          .mount,
          "\(path.quoted) is a device of this container as well",
          at: mount.place(.mountPath),
          "mountPath"
        )
      }
    }
  }

  /// The API server names these two without the position of the mount.
  private mutating func checkSubPaths(_ mount: PodObject) {
    if mount.filled(.subPath) != nil, mount.filled(.subPathExpr) != nil {
      report(
        .mount,
        "a mount has subPath and subPathExpr",
        at: mount.place(.subPathExpr),
        "subPathExpr"
      )
    }
    withoutPosition { judge in
      judge.checkForm(mount, .subPath, .mount, PathFormat.descendingFault)
      judge.checkForm(mount, .subPathExpr, .mount, PathFormat.descendingFault)
    }
  }

  private mutating func checkPropagation(_ mount: PodObject, _ container: PodObject) {
    withoutPosition { judge in
      judge.checkChoice(
        mount,
        .mountPropagation,
        .mount,
        ["Bidirectional", "HostToContainer", "None"],
        allowsEmpty: false
      )
      guard let text = mount.given(.mountPropagation), text == "Bidirectional" else { return }
      let security = container[.securityContext].map(judge.object)
      if security?.isTrue(.privileged) == true { return }
      judge.report(
        .mount,
        "mountPropagation: Bidirectional needs a privileged container",
        at: mount.place(.mountPropagation),
        "mountPropagation"
      )
    }
  }

  private mutating func checkRecursiveReadOnly(_ mount: PodObject) {
    guard gated(.recursiveReadOnly, of: mount, .recursiveReadOnlyMounts) != nil else { return }
    withoutPosition { judge in
      judge.checkChoice(
        mount,
        .recursiveReadOnly,
        .mount,
        ["Disabled", "Enabled", "IfPossible"],
        allowsEmpty: false
      )
      guard let text = mount.given(.recursiveReadOnly), text == "Enabled" || text == "IfPossible"
      else { return }
      let propagation = mount.given(.mountPropagation)
      if mount.isTrue(.readOnly), propagation.map({ $0 == "None" }) ?? true { return }
      judge.report(
        .mount,
        "recursiveReadOnly needs readOnly: true, and no mountPropagation",
        at: mount.place(.recursiveReadOnly),
        "recursiveReadOnly"
      )
    }
  }

  private mutating func withoutPosition(_ body: (inout PodJudge) -> Void) {
    guard let position = path.popLast() else { return }
    body(&self)
    path.append(position)
  }

  /// Source: `ValidateVolumeDevices` in pkg/apis/core/validation/validation.go.
  mutating func checkDevices(_ container: PodObject, isAppended: Bool) {
    var names = FirstPlaces()
    var paths = FirstPlaces()
    forEach(.volumeDevices, of: container) { judge, device in
      if let name = device.text(.name) {
        judge.checkDeviceName(name, device.place(.name), &names)
        judge.checkAgainstMounts(name, .name, device, container)
      }
      if let path = device.text(.devicePath) {
        judge.checkDevicePath(path, device.place(.devicePath), &paths)
        judge.checkAgainstMounts(path, .devicePath, device, container)
      }
    }
    if facts.isInUserNamespace, container.count(.volumeDevices) > 0 {
      report(
        .hostNamespace,
        "block devices can't be used with hostUsers: false",
        at: container.key(.volumeDevices) ?? container.anchor,
        "volumeDevices",
        dependsOnPod: true
      )
    }
  }

  private mutating func checkDeviceName(_ name: Text, _ place: Node, _ names: inout FirstPlaces) {
    if name.isEmpty { report(.mount, "a device has no name", at: place, "name") }
    switch volume(name) {
    case .found(let volume) where volume.kind != .claim && volume.kind != .ephemeral:
      report(
        .mount,
        "volume \(name.quoted) is neither a persistentVolumeClaim nor ephemeral",
        at: place,
        "name",
        dependsOnPod: true
      )
    case .missing(let broken): reportMissing(name, broken, at: place)
    case .found, .unknown: break
    }
    if !name.isEmpty, let first = names.firstPlace(of: name, at: place) {
      report(
        .mount,
        "two devices are volume \(name.quoted)",
        at: place,
        "name",
        related: [(first, "the first one")]
      )
    }
  }

  private mutating func checkDevicePath(_ path: Text, _ place: Node, _ paths: inout FirstPlaces) {
    if path.isEmpty {
      report(.mount, "a device has no devicePath", at: place, "devicePath")
    } else if let fault = PathFormat.backstepFault(path.bytes) {
      report(.mount, "devicePath \(path.quoted) \(fault)", at: place, "devicePath")
    } else if let first = paths.firstPlace(of: path, at: place) {
      report(
        .mount,
        "two devices are at \(path.quoted)",
        at: place,
        "devicePath",
        related: [(first, "the first one")]
      )
    }
  }

  private mutating func checkAgainstMounts(
    _ text: Text,
    _ field: PodField,
    _ device: PodObject,
    _ container: PodObject
  ) {
    let other: PodField = field == .name ? .name : .mountPath
    for (_, node) in container.items(.volumeMounts)
    where object(node).given(other) == text && !text.isEmpty {
      report(
        .mount,
        "\(text.quoted) is mounted in this container as well",
        at: device.place(field),
        field.name
      )
    }
  }
}
