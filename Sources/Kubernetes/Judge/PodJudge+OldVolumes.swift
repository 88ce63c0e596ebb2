internal import YAML

extension PodJudge {
  /// Sources that Kubernetes has deprecated, moved to drivers or dropped.
  mutating func checkOldSource(_ source: PodObject, _ kind: PodField) {
    warnOfSource(source, kind)
    switch kind {
    case .gitRepo: checkGitRepo(source)
    case .gcePersistentDisk: checkDisk(source, .pdName, calledBy: "persistentDisk")
    case .awsElasticBlockStore: checkDisk(source, .volumeID, calledBy: nil)
    case .glusterfs:
      require(source, .endpoints, .volume, of: "a glusterfs volume")
      require(source, .path, .volume, of: "a glusterfs volume")
    case .rbd:
      requireMonitors(source, "an rbd volume")
      require(source, .image, .volume, of: "an rbd volume")
    case .cephfs: requireMonitors(source, "a cephfs volume")
    case .cinder:
      require(source, .volumeID, .volume, of: "a cinder volume")
      requireSecretName(source)
    case .flocker: checkFlocker(source)
    case .quobyte: checkQuobyte(source)
    case .flexVolume: checkFlexVolume(source)
    case .azureFile:
      require(source, .secretName, .volume, of: "an azureFile volume")
      require(source, .shareName, .volume, of: "an azureFile volume")
    case .azureDisk: checkAzureDisk(source)
    case .vsphereVolume: require(source, .volumePath, .volume, of: "a vsphereVolume")
    case .photonPersistentDisk: require(source, .pdID, .volume, of: "a photonPersistentDisk")
    case .portworxVolume: require(source, .volumeID, .volume, of: "a portworxVolume")
    case .scaleIO:
      for field in [PodField.gateway, .system, .volumeName] {
        require(source, field, .volume, of: "a scaleIO volume")
      }
    default: checkStorageOS(source)
    }
  }

  /// Source: `warningsForPodSpecAndMeta` in pkg/api/pod/warnings.go.
  private mutating func warnOfSource(_ source: PodObject, _ kind: PodField) {
    let deprecated: [PodField] = [
      .photonPersistentDisk, .gitRepo, .scaleIO, .flocker, .storageos, .quobyte, .glusterfs,
      .cephfs, .rbd,
    ]
    guard deprecated.contains(kind) else { return }
    report(.deprecatedVolume, "volumes of kind \(kind.name) are deprecated", at: source.anchor)
  }

  /// Source: `validateGitRepoVolumeSource` in pkg/apis/core/validation/validation.go.
  private mutating func checkGitRepo(_ source: PodObject) {
    require(source, .repository, .volume, of: "a gitRepo volume")
    checkForm(source, .directory, .volume, PathFormat.descendingFault)
  }

  /// Sources: `validateGCEPersistentDiskVolumeSource` and
  /// `validateAWSElasticBlockStoreVolumeSource` in pkg/apis/core/validation/validation.go.
  private mutating func checkDisk(
    _ source: PodObject,
    _ name: PodField,
    calledBy odd: StaticString?
  ) {
    if let odd, path.popLast() != nil {
      // The field's own name comes back with the caller's step.
      path.append(.name(odd))
    }
    require(source, name, .volume, of: "a disk")
    checkRange(source, .partition, .volume, 0...255)
  }

  private mutating func requireMonitors(_ source: PodObject, _ noun: String) {
    guard source.count(.monitors) == 0,
      source[.monitors]?.isSequence ?? !source.hasUnknownKeys
    else { return }
    report(.volume, "\(noun) has no monitors", at: source.place(.monitors), "monitors")
  }

  private mutating func requireSecretName(_ source: PodObject) {
    guard let node = source[.secretRef], node.isMapping else { return }
    require(object(node), .name, .volume, of: "secretRef", "secretRef.name")
  }

  /// Source: `validateFlockerVolumeSource` in pkg/apis/core/validation/validation.go.
  private mutating func checkFlocker(_ source: PodObject) {
    let name = source.filled(.datasetName)
    let id = source.filled(.datasetUUID)
    if name == nil, id == nil, !source.hasUnknownKeys {
      report(.volume, "flocker names neither datasetName nor datasetUUID", at: source.anchor)
    } else if name != nil, id != nil {
      report(.volume, "flocker names datasetName and datasetUUID", at: source.anchor)
    }
    if let name, name.bytes.contains(UInt8(ascii: "/")) {
      report(
        .volume,
        "datasetName \(name.quoted) has a \"/\"",
        at: source.place(.datasetName),
        "datasetName"
      )
    }
  }

  /// Source: `validateQuobyteVolumeSource` in pkg/apis/core/validation/validation.go.
  private mutating func checkQuobyte(_ source: PodObject) {
    if let registry = require(source, .registry, .volume, of: "a quobyte volume") {
      if let tenant = source.given(.tenant), tenant.count > 64 {
        report(.volume, "tenant is longer than 64 bytes", at: source.place(.tenant), "tenant")
      } else if !registry.string.split(separator: ",", omittingEmptySubsequences: false)
        .allSatisfy({ HostPort.isValid($0) })
      {
        report(
          .volume,
          "registry \(registry.quoted) is not a list of host:port",
          at: source.place(.registry),
          "registry"
        )
      }
    }
    require(source, .volume, .volume, of: "a quobyte volume")
  }

  /// Source: `validateFlexVolumeSource` in pkg/apis/core/validation/validation.go.
  private mutating func checkFlexVolume(_ source: PodObject) {
    require(source, .driver, .volume, of: "a flexVolume")
    for entry in source[.options].map({ Array($0.entries) }) ?? [] {
      let key = entry.key.text.string
      let slash = key.firstIndex(of: "/") ?? key.endIndex
      let domain = "." + key[..<slash].lowercased()
      guard domain.hasSuffix(".kubernetes.io") || domain.hasSuffix(".k8s.io") else { continue }
      report(
        .volume,
        "option \(entry.key.text.quoted) is of a domain that Kubernetes keeps",
        at: entry.key,
        "options[\(key)]"
      )
    }
  }

  /// Source: `validateAzureDisk` in pkg/apis/core/validation/validation.go.
  private mutating func checkAzureDisk(_ source: PodObject) {
    require(source, .diskName, .volume, of: "an azureDisk volume")
    let uri = require(source, .diskURI, .volume, of: "an azureDisk volume")
    checkChoice(
      source,
      .cachingMode,
      .volume,
      ["None", "ReadOnly", "ReadWrite"],
      allowsEmpty: false
    )
    checkChoice(source, .kind, .volume, ["Dedicated", "Managed", "Shared"], allowsEmpty: false)
    guard let uri else { return }
    let isManaged = source.given(.kind).map { $0 == "Managed" } ?? false
    let start: StaticString = isManaged ? "/subscriptions/" : "https://"
    if uri.starts(with: start) { return }
    report(
      .volume,
      "diskURI \(uri.quoted) does not start with \(start)",
      at: source.place(.diskURI),
      "diskURI"
    )
  }

  /// Source: `validateStorageOSVolumeSource` in pkg/apis/core/validation/validation.go.
  private mutating func checkStorageOS(_ source: PodObject) {
    if let name = require(source, .volumeName, .volume, of: "a storageos volume") {
      checkForm(
        name,
        NameFormat.dns1123LabelFault,
        .volume,
        "volumeName",
        at: source.place(.volumeName),
        "volumeName"
      )
    }
    checkForm(source, .volumeNamespace, .volume, NameFormat.dns1123LabelFault)
    requireSecretName(source)
  }
}

/// A host and a port as Go splits them.
///
/// Source: Go, `SplitHostPort` in net/ipsock.go.
private enum HostPort {
  static func isValid(_ text: Substring) -> Bool {
    guard let colon = text.lastIndex(of: ":") else { return false }
    let host = text[..<colon]
    let port = text[text.index(after: colon)...]
    if port.contains(where: { $0 == "[" || $0 == "]" }) { return false }
    guard host.first == "[" else { return !host.contains { $0 == ":" || $0 == "[" || $0 == "]" } }
    let inner = host.dropFirst()
    return inner.last == "]" && !inner.dropLast().contains { $0 == "[" || $0 == "]" }
  }
}
