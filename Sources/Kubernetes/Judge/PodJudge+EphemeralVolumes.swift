internal import YAML

extension PodJudge {
  /// A claim that is made for the pod.
  ///
  /// Sources: `validateEphemeralVolumeSource` and `ValidatePersistentVolumeClaimTemplate` in
  /// pkg/apis/core/validation/validation.go.
  mutating func checkEphemeral(_ source: PodObject, _ volume: PodObject) {
    if let name = volume.filled(.name), !facts.name.isEmpty {
      let claim = facts.name.string + "-" + name.string
      if let fault = NameFormat.dns1123SubdomainFault(claim) {
        reportAtVolume("the claim would be called \"\(claim)\", which \(fault)", volume)
      }
    }
    guard let node = source[.volumeClaimTemplate] else {
      if source.hasUnknownKeys { return }
      return report(
        .volume,
        "an ephemeral volume has no volumeClaimTemplate",
        at: source.anchor,
        "volumeClaimTemplate"
      )
    }
    guard node.isMapping else { return }
    let template = object(node)
    path.append(.field(.volumeClaimTemplate))
    if let metadata = template[.metadata] { checkClaimMetadata(object(metadata)) }
    path.append(.field(.spec))
    if let spec = template[.spec] {
      if spec.isMapping { checkClaim(object(spec)) }
    } else if !template.hasUnknownKeys {
      report(.volume, "a claim has no accessModes", at: template.anchor, "accessModes")
      report(.volume, "a claim has no storage request", at: template.anchor, "resources[storage]")
    }
    path.removeLast(2)
  }

  private mutating func checkClaimMetadata(_ metadata: PodObject) {
    path.append(.field(.metadata))
    if let labels = metadata[.labels] { checkLabels(labels, .volume, "labels") }
    if let annotations = metadata[.annotations] { checkAnnotations(annotations, .volume) }
    for field in PodJudge.claimIdentity where metadata.has(field) {
      if metadata[field]?.isEmpty == true { continue }
      report(
        .volume,
        "metadata of a claim template has labels and annotations only",
        at: metadata.key(field) ?? metadata.anchor,
        // The API server writes Go's name with its first letter in lower case.
        field == .uid ? "uID" : field.name
      )
    }
    path.removeLast()
  }

  private static let claimIdentity: [PodField] = [
    .name, .generateName, .namespace, .selfLink, .uid, .resourceVersion, .generation,
    .creationTimestamp, .deletionTimestamp, .deletionGracePeriodSeconds, .ownerReferences,
    .finalizers, .managedFields,
  ]

  /// Source: `ValidatePersistentVolumeClaimSpec` in pkg/apis/core/validation/validation.go.
  private mutating func checkClaim(_ claim: PodObject) {
    checkAccessModes(claim)
    checkLabelSelector(claim, .selector, .volume)
    checkStorage(claim)
    checkForm(claim, .storageClassName, .volume, NameFormat.dns1123SubdomainFault)
    if gated(.volumeAttributesClassName, of: claim, .volumeAttributesClass) != nil {
      checkForm(claim, .volumeAttributesClassName, .volume, NameFormat.dns1123SubdomainFault)
    }
    checkChoice(claim, .volumeMode, .volume, ["Block", "Filesystem"], allowsEmpty: false)
    checkDataSources(claim)
  }

  private static let accessModes: Choices = [
    "ReadWriteOnce", "ReadOnlyMany", "ReadWriteMany", "ReadWriteOncePod",
  ]

  private mutating func checkAccessModes(_ claim: PodObject) {
    let count = claim.count(.accessModes)
    let place = claim.place(.accessModes)
    if count == 0 {
      if claim[.accessModes]?.isSequence ?? !claim.hasUnknownKeys {
        report(.volume, "a claim has no accessModes", at: place, "accessModes")
      }
      return
    }
    var isExclusive = false
    for (_, mode) in claim.items(.accessModes) {
      guard let text = mode.stringOrNull else { continue }
      if text == "ReadWriteOncePod" { isExclusive = true }
      if !PodJudge.accessModes.contains(where: { text == $0 }) {
        reportChoice(text, "access mode", .volume, PodJudge.accessModes, at: mode, "accessModes")
      }
    }
    if isExclusive, count > 1 {
      report(
        .volume,
        "ReadWriteOncePod can't be combined with another access mode",
        at: place,
        "accessModes"
      )
    }
  }

  private mutating func checkStorage(_ claim: PodObject) {
    let resources = claim[.resources].map(object)
    for field in [PodField.requests, .limits] {
      for entry in (resources?[field]).map({ Array($0.entries) }) ?? []
      where entry.key.text == "storage" {
        if let amount = PodQuantity(entry.value), amount.thousandths % 1000 != 0 {
          reportFraction(entry, "resources.\(field.name)[storage]")
        }
      }
    }
    guard let storage = resources?[.requests]?.value(of: "storage") else {
      if claim.hasUnknownKeys || resources?.hasUnknownKeys == true { return }
      return report(
        .volume,
        "a claim has no storage request",
        at: claim.place(.resources),
        "resources[storage]"
      )
    }
    if let amount = PodQuantity(storage), amount.thousandths <= 0 {
      report(
        .volume,
        "storage \(storage.text.quoted) is not above zero",
        at: storage,
        "resources[storage]"
      )
    }
  }

  private mutating func checkDataSources(_ claim: PodObject) {
    let source = claim[.dataSource].map(object)
    let reference = claim[.dataSourceRef].map(object)
    if let source { checkDataSource(source, .dataSource) }
    if let reference {
      checkDataSource(reference, .dataSourceRef)
      if let namespace = reference.filled(.namespace) {
        checkForm(
          namespace,
          NameFormat.dns1123LabelFault,
          .volume,
          "namespace",
          at: reference.place(.namespace),
          "dataSourceRef.namespace"
        )
      }
    }
    guard let source, let reference else { return }
    if reference.filled(.namespace) != nil {
      report(
        .volume,
        "dataSource and a dataSourceRef with a namespace can't both be set",
        at: source.anchor
      )
    } else if [PodField.name, .kind, .apiGroup].contains(where: {
      source.text($0) != reference.text($0)
    }) {
      report(
        .volume,
        "dataSource and dataSourceRef differ",
        at: source.anchor,
        related: [(reference.anchor, "dataSourceRef")]
      )
    }
  }

  private mutating func checkDataSource(_ source: PodObject, _ field: PodField) {
    path.append(.field(field))
    require(source, .name, .volume, of: field.name)
    require(source, .kind, .volume, of: field.name)
    if let group = source.filled(.apiGroup) {
      checkForm(
        group,
        NameFormat.dns1123SubdomainFault,
        .volume,
        "apiGroup",
        at: source.place(.apiGroup),
        "apiGroup"
      )
    } else if let kind = source.filled(.kind), kind != "PersistentVolumeClaim" {
      report(
        .volume,
        "kind \(kind.quoted) needs an apiGroup",
        at: source.place(.kind)
      )
    }
    path.removeLast()
  }
}
