internal import YAML

extension PodJudge {
  /// One source of a volume; the path leads to it.
  mutating func checkSource(_ source: PodObject, _ kind: PodField, _ volume: PodObject) {
    switch kind {
    case .emptyDir: checkEmptyDir(source)
    case .hostPath: checkHostPath(source)
    case .secret:
      require(source, .secretName, .volume, of: "a secret volume")
      checkKeyFiles(source)
    case .configMap:
      require(source, .name, .volume, of: "a config map volume")
      checkKeyFiles(source)
    case .persistentVolumeClaim:
      require(source, .claimName, .volume, of: "a persistentVolumeClaim")
    case .downwardAPI: checkDownwardAPI(source, mode: .defaultMode)
    case .projected: checkProjected(source)
    case .ephemeral: checkEphemeral(source, volume)
    case .csi: checkCSI(source)
    case .image: checkImageVolume(source, volume)
    case .nfs: checkNFS(source)
    case .iscsi: checkISCSI(source, volume)
    case .fc: checkFibreChannel(source)
    default: checkOldSource(source, kind)
    }
  }

  /// Source: `validateVolumeSource` in pkg/apis/core/validation/validation.go.
  private mutating func checkEmptyDir(_ source: PodObject) {
    guard let node = source[.sizeLimit], let limit = PodQuantity(node), limit.isNegative else {
      return
    }
    report(.volume, "sizeLimit \(node.text.quoted) is below zero", at: node, "sizeLimit")
  }

  /// Source: `validateHostPathVolumeSource` in pkg/apis/core/validation/validation.go.
  private mutating func checkHostPath(_ source: PodObject) {
    if let text = require(source, .path, .volume, of: "a hostPath") {
      checkForm(
        text,
        PathFormat.backstepFault,
        .volume,
        "path",
        at: source.place(.path),
        "path"
      )
    }
    checkChoice(
      source,
      .type,
      .volume,
      [
        "BlockDevice", "CharDevice", "Directory", "DirectoryOrCreate", "File", "FileOrCreate",
        "Socket",
      ]
    )
  }

  /// Keys of secrets and config maps as files.
  ///
  /// Sources: `validateSecretVolumeSource` and `validateConfigMapVolumeSource` in
  /// pkg/apis/core/validation/validation.go; `warningsForOverlappingVirtualPaths` in
  /// pkg/api/pod/warnings.go.
  mutating func checkKeyFiles(_ source: PodObject) {
    checkRange(source, .defaultMode, .volume, .modes)
    if !source.has(.items) { return }
    forEach(.items, of: source) { judge, item in judge.checkKeyFile(item) }
    checkOverlaps(source.items(.items).compactMap { object($0.node).filledPlace(.path) })
  }

  mutating func checkKeyFile(_ item: PodObject) {
    require(item, .key, .volume, of: "an item")
    if let text = require(item, .path, .volume, of: "an item") {
      checkForm(
        text,
        PathFormat.volumeFileFault,
        .volume,
        "path",
        at: item.place(.path),
        "path"
      )
    }
    checkRange(item, .mode, .volume, .modes)
  }

  /// Files at the same path, or one in the other.
  mutating func checkOverlaps(_ places: [Node]) {
    if places.count < 2 { return }
    func isWithin(_ inner: Text, _ outer: Text) -> Bool {
      inner == outer
        || inner.count > outer.count && inner.bytes[outer.count] == UInt8(ascii: "/")
          && inner.bytes.starts(with: outer.bytes)
    }
    let sorted = places.sorted { $0.text.bytes.lexicographicallyPrecedes($1.text.bytes) }
    for (first, second) in zip(sorted, sorted.dropFirst()) where isWithin(second.text, first.text) {
      report(
        .overlappingPaths,
        "path \(second.text.quoted) clashes with path \(first.text.quoted)",
        at: second,
        related: [(first, "the other path")]
      )
    }
  }

  /// Source: `validateNFSVolumeSource` in pkg/apis/core/validation/validation.go.
  private mutating func checkNFS(_ source: PodObject) {
    require(source, .server, .volume, of: "an nfs volume")
    guard let text = require(source, .path, .volume, of: "an nfs volume"),
      text.bytes.first != UInt8(ascii: "/")
    else { return }
    report(.volume, "path \(text.quoted) is not absolute", at: source.place(.path), "path")
  }

  /// Source: `validateISCSIVolumeSource` in pkg/apis/core/validation/validation.go.
  private mutating func checkISCSI(_ source: PodObject, _ volume: PodObject) {
    require(source, .targetPortal, .volume, of: "an iscsi volume")
    if let text = require(source, .iqn, .volume, of: "an iscsi volume") {
      checkForm(
        text,
        NameFormat.iscsiNameFault,
        .volume,
        "iqn",
        at: source.place(.iqn),
        "iqn"
      )
    }
    checkRange(source, .lun, .volume, 0...255)
    if source.isTrue(.chapAuthDiscovery) || source.isTrue(.chapAuthSession),
      !source.has(.secretRef), !source.hasUnknownKeys
    {
      report(.volume, "CHAP needs a secretRef", at: source.anchor, "secretRef")
    }
    guard let name = source.given(.initiatorName) else { return }
    // The API server's spelling.
    checkForm(
      name,
      NameFormat.iscsiNameFault,
      .volume,
      "initiatorName",
      at: source.place(.initiatorName),
      "initiatorname"
    )
    let length = (volume.given(.name)?.count ?? 0) + 1 + (source.given(.targetPortal)?.count ?? 0)
    if length > 64 {
      reportAtVolume("volume name and targetPortal come to more than 64 bytes", volume)
    }
  }

  /// Reports at the name of the volume that the path leads into.
  mutating func reportAtVolume(_ message: String, _ volume: PodObject) {
    let step = path.removeLast()
    report(.volume, message, at: volume.place(.name), "name")
    path.append(step)
  }

  /// Source: `validateFCVolumeSource` in pkg/apis/core/validation/validation.go.
  private mutating func checkFibreChannel(_ source: PodObject) {
    let names = source.count(.targetWWNs)
    let ids = source.count(.wwids)
    if names == 0, ids == 0, !source.hasUnknownKeys {
      report(.volume, "fc names neither targetWWNs nor wwids", at: source.anchor, "targetWWNs")
    }
    if names > 0, ids > 0 {
      report(
        .volume,
        "fc names targetWWNs and wwids",
        at: source.place(.targetWWNs),
        "targetWWNs"
      )
    }
    if names == 0 { return }
    if source.has(.lun) {
      checkRange(source, .lun, .volume, 0...255)
    } else if !source.hasUnknownKeys {
      report(.volume, "targetWWNs need a lun", at: source.place(.targetWWNs), "lun")
    }
  }

  /// Source: `validateCSIVolumeSource` in pkg/apis/core/validation/validation.go.
  private mutating func checkCSI(_ source: PodObject) {
    if let driver = require(source, .driver, .volume, of: "a csi volume") {
      let fault =
        driver.count > 63
        ? "is longer than 63 bytes"
        : driver.lowercased.withUnsafeBufferPointer(NameFormat.dns1123SubdomainFault)
      if let fault {
        report(.volume, "driver \(driver.quoted) \(fault)", at: source.place(.driver), "driver")
      }
    }
    guard let node = source[.nodePublishSecretRef], node.isMapping else { return }
    let reference = object(node)
    guard
      let name = require(
        reference,
        .name,
        .volume,
        of: "nodePublishSecretRef",
        "nodePublishSecretRef.name"
      )
    else { return }
    // The API server leaves the name of the reference out.
    checkForm(
      name,
      NameFormat.dns1123SubdomainFault,
      .volume,
      "name",
      at: reference.place(.name),
      "name"
    )
  }

  /// Source: `validateImageVolumeSource` in pkg/apis/core/validation/validation.go.
  private mutating func checkImageVolume(_ source: PodObject, _ volume: PodObject) {
    guard version.has(.imageVolume) else {
      return reportDropped(.image, of: volume, .imageVolume)
    }
    require(source, .reference, .volume, of: "an image volume")
    checkChoice(source, .pullPolicy, .volume, ["Always", "IfNotPresent", "Never"])
  }
}

extension PodObject {
  /// The value of a string field that is there and not empty.
  func filledPlace(_ field: PodField) -> Node? {
    filled(field) == nil ? nil : self[field]
  }
}
