internal import YAML

extension PodJudge {
  /// Sources: `ValidateVolumes` and `validateVolumeSource` in
  /// pkg/apis/core/validation/validation.go.
  mutating func checkVolumes(_ spec: PodObject) {
    if let list = spec[.volumes], !list.isSequence { facts.knowsVolumes = false }
    if !spec.has(.volumes), additions.isEmpty { return }
    forEachAppended(.volumes, of: spec) { judge, item in judge.checkVolume(judge.object(item)) }
    checkClaimClashes(spec)
  }

  private mutating func checkVolume(_ volume: PodObject) {
    let before = findings.count
    var record = PodVolume(
      name: volume.text(.name) ?? .none,
      node: volume.node,
      isValid: true,
      isUnknown: volume.hasUnknownKeys,
      kind: .other
    )
    let isNew = checkVolumeName(volume)
    checkVolumeSource(volume, &record)
    // Warnings leave a volume valid.
    record.isValid = !findings[before...].contains {
      $0.rule == .volume || $0.rule == .fieldReference
    }
    // A second volume of the same name neither adds nor breaks the first.
    if isNew { facts.volumes.append(record) }
  }

  private mutating func checkVolumeName(_ volume: PodObject) -> Bool {
    guard let name = volume.text(.name) else { return true }
    let place = volume.place(.name)
    if name.isEmpty {
      report(.volume, "a volume has no name", at: place, "name")
      return true
    }
    if let fault = NameFormat.dns1123LabelFault(name.bytes) {
      report(.volume, "volume name \(name.quoted) \(fault)", at: place, "name")
    }
    if let first = facts.volumeNames.firstPlace(of: name, at: place) {
      // A name that is there already keeps Prow from adding a preset at all, and it says so.
      if addition != nil { return false }
      report(
        .volume,
        "two volumes are called \(name.quoted)",
        at: place,
        "name",
        related: [(first, "the first one")],
        dependsOnPod: true
      )
      return false
    }
    if facts.decoration?.addsVolume(name) == true {
      report(
        .volume,
        "decoration adds a volume called \(name.quoted) as well",
        at: place,
        "name",
        dependsOnPod: true
      )
    }
    return true
  }

  /// The first source in the API server's order counts, later ones are too many.
  private mutating func checkVolumeSource(_ volume: PodObject, _ record: inout PodVolume) {
    guard let kind = firstSource(of: volume) else {
      // Without a source it becomes an emptyDir.
      if !volume.hasUnknownKeys { record.kind = .emptyDir }
      return
    }
    if !hasOneSource(volume) { reportOtherSources(than: kind, volume) }
    guard let node = volume[kind] else { return }
    guard node.isMapping else {
      record.isUnknown = true
      return
    }
    record.kind =
      switch kind {
      case .emptyDir: .emptyDir
      case .persistentVolumeClaim: .claim
      case .ephemeral: .ephemeral
      default: .other
      }
    let source = object(node)
    if source.hasUnknownKeys { record.isUnknown = true }
    path.append(.field(kind))
    checkSource(source, kind, volume)
    path.removeLast()
  }

  private func firstSource(of volume: PodObject) -> PodField? {
    guard hasOneSource(volume) else { return VolumeSource.all.first(where: volume.has) }
    // Beside its name a volume has nothing but sources.
    for entry in volume.node.entries where !entry.value.isNull {
      let field = fields.rawField(of: entry.key)
      if field != PodField.name.rawValue, field != 0 { return PodField(rawValue: field) }
    }
    return nil
  }

  /// Whether a volume has its name and one thing more, as nearly all do.
  private func hasOneSource(_ volume: PodObject) -> Bool {
    volume.fieldCount == 2 && volume.has(.name)
  }

  private mutating func reportOtherSources(than kind: PodField, _ volume: PodObject) {
    for field in VolumeSource.all where field != kind && volume.has(field) {
      if field == .image, !version.has(.imageVolume) { continue }
      report(
        .volume,
        "\(kind.name) and \(field.name) can\'t both be set: a volume has one source",
        at: volume.key(field) ?? volume.anchor,
        VolumeSource.odd[field] ?? field.name
      )
    }
  }

  /// A claim that an ephemeral volume of the same pod makes.
  ///
  /// Source: `ValidateVolumes` in pkg/apis/core/validation/validation.go.
  private mutating func checkClaimClashes(_ spec: PodObject) {
    if facts.name.isEmpty || !facts.volumes.hasKind(.ephemeral) { return }
    let made = facts.volumes.ofKind(.ephemeral)
      .map { facts.name.string + "-" + $0.name.string }
    for (index, node) in spec.items(.volumes) {
      guard let claim = object(node)[.persistentVolumeClaim].map(object),
        let name = claim.given(.claimName), made.contains(where: { name.equals($0) })
      else { continue }
      report(
        .volume,
        "claim \(name.quoted) is the one that an ephemeral volume of this pod makes",
        at: claim.place(.claimName),
        "volumes[\(index)].persistentVolumeClaim.claimName"
      )
    }
  }
}

/// The sources of volumes in the order in which the API server looks at them.
///
/// Source: `validateVolumeSource` in pkg/apis/core/validation/validation.go.
enum VolumeSource {
  static let all: [PodField] = [
    .emptyDir, .hostPath, .gitRepo, .gcePersistentDisk, .awsElasticBlockStore, .secret, .nfs,
    .iscsi, .glusterfs, .flocker, .persistentVolumeClaim, .rbd, .cinder, .cephfs, .quobyte,
    .downwardAPI, .fc, .flexVolume, .configMap, .azureFile, .vsphereVolume,
    .photonPersistentDisk, .portworxVolume, .azureDisk, .storageos, .projected, .scaleIO, .csi,
    .ephemeral, .image,
  ]

  /// What the API server calls a source too many, where that is not its name.
  static let odd: [PodField: String] = [.cephfs: "cephFS", .downwardAPI: "downwarAPI"]
}
