internal import YAML

extension PodJudge {
  /// Everything below `spec`.
  mutating func checkSpec(_ spec: PodObject) {
    checkVolumes(spec)
    if spec.has(.resourceClaims) { checkResourceClaims(spec) }
    checkContainers(spec)
    checkSidecarMounts(spec)
    if spec.has(.initContainers) { checkInitContainers(spec) }
    if spec.has(.ephemeralContainers) { checkEphemeralContainers(spec) }
    if spec.has(.resources) { checkPodResources(spec) }
    if spec.has(.overhead) { checkOverhead(spec) }
    checkPodFields(spec)
    checkNames(spec)
    if spec.has(.dnsPolicy) || spec.has(.dnsConfig) { checkDNS(spec) }
    if spec.has(.securityContext) { checkPodSecurity(spec) }
    checkHostNamespaces(spec)
    if facts.hasWindowsOptions { checkHostProcesses(spec) }
    if spec.has(.affinity) { checkAffinity(spec) }
    checkTolerations(spec)
    if spec.has(.topologySpreadConstraints) { checkTopologySpread(spec) }
    if spec.has(.os) { checkOperatingSystem(spec) }
  }

  /// Sources: `ValidatePodSpec` and `ValidatePodCreate` in pkg/apis/core/validation/validation.go;
  /// `warningsForPodSpecAndMeta` in pkg/api/pod/warnings.go.
  private mutating func checkPodFields(_ spec: PodObject) {
    if !facts.isOfJob {
      checkChoice(spec, .restartPolicy, .podField, ["Always", "Never", "OnFailure"])
    }
    checkRange(spec, .activeDeadlineSeconds, .podField, 1...2_147_483_647)
    if let seconds = spec.integer(.terminationGracePeriodSeconds), seconds < 0 {
      report(
        .negativeGracePeriod,
        "terminationGracePeriodSeconds \(seconds) counts as 1",
        at: spec.place(.terminationGracePeriodSeconds),
        "terminationGracePeriodSeconds",
        repair: .number("1")
      )
    }
    if let selector = spec[.nodeSelector] { checkNodeSelector(selector) }
    checkChoice(
      spec,
      .preemptionPolicy,
      .podField,
      ["Never", "PreemptLowerPriority"],
      allowsEmpty: false
    )
    if spec.has(.imagePullSecrets) { checkPullSecrets(spec) }
    if spec.has(.readinessGates) { checkReadinessGates(spec) }
    if spec.has(.schedulingGates) { checkSchedulingGates(spec) }
    _ = gated(.schedulingGroup, of: spec, .genericWorkload)
  }

  private mutating func checkNodeSelector(_ selector: Node) {
    checkLabels(selector, .podField, "nodeSelector")
    for entry in selector.entries {
      checkNodeLabelAge(entry.key.text, at: entry.key, "nodeSelector[\(entry.key.text.string)]")
    }
  }

  private mutating func checkPullSecrets(_ spec: PodObject) {
    seen.removeAll()
    forEach(.imagePullSecrets, of: spec) { judge, secret in
      guard let name = secret.text(.name) else { return }
      if name.isEmpty {
        judge.report(.repeatedEntry, "a pull secret has no name", at: secret.place(.name), "name")
      } else if let first = judge.seen.firstPlace(of: name, at: secret.place(.name)) {
        judge.report(
          .repeatedEntry,
          "pull secret \(name.quoted) is named twice",
          at: secret.place(.name),
          "name",
          related: [(first, "the first one")],
          repair: .removal
        )
      }
    }
  }

  private mutating func checkReadinessGates(_ spec: PodObject) {
    forEach(.readinessGates, of: spec) { judge, gate in
      guard let type = gate.text(.conditionType) else { return }
      judge.checkForm(
        type,
        NameFormat.qualifiedNameFault,
        .podField,
        "conditionType",
        at: gate.place(.conditionType),
        "conditionType"
      )
    }
  }

  private mutating func checkSchedulingGates(_ spec: PodObject) {
    seen.removeAll()
    forEach(.schedulingGates, of: spec) { judge, gate in
      guard let name = gate.text(.name) else { return }
      let place = gate.place(.name)
      judge.checkForm(name, NameFormat.qualifiedNameFault, .podField, "name", at: place, "")
      if let first = judge.seen.firstPlace(of: name, at: place) {
        judge.report(
          .podField,
          "scheduling gate \(name.quoted) is listed twice",
          at: place,
          related: [(first, "the first one")]
        )
      }
    }
    if spec.filled(.nodeName) != nil, spec.count(.schedulingGates) > 0 {
      report(
        .podField,
        "nodeName is set while schedulingGates hold the pod back",
        at: spec.place(.nodeName),
        "nodeName"
      )
    }
  }

  /// Sources: `ValidatePodSpec` and `ValidateHostAliases` in
  /// pkg/apis/core/validation/validation.go.
  private mutating func checkNames(_ spec: PodObject) {
    checkForm(spec, .serviceAccountName, .podField, NameFormat.dns1123SubdomainFault)
    if spec.filled(.serviceAccountName) == nil, let name = spec.filled(.serviceAccount) {
      checkForm(
        name,
        NameFormat.dns1123SubdomainFault,
        .podField,
        "serviceAccount",
        at: spec.place(.serviceAccount),
        "serviceAccountName"
      )
    }
    checkForm(spec, .nodeName, .podField, NameFormat.dns1123SubdomainFault)
    checkForm(spec, .priorityClassName, .podField, NameFormat.dns1123SubdomainFault)
    checkForm(spec, .hostname, .podField, NameFormat.dns1123LabelFault)
    checkForm(spec, .subdomain, .podField, NameFormat.dns1123LabelFault)
    if let name = spec.given(.runtimeClassName) {
      checkForm(
        name,
        NameFormat.dns1123SubdomainFault,
        .podField,
        "runtimeClassName",
        at: spec.place(.runtimeClassName),
        "runtimeClassName"
      )
    }
    if spec.has(.hostnameOverride) { checkHostnameOverride(spec) }
    if spec.has(.hostAliases) { checkHostAliases(spec) }
  }

  private mutating func checkHostnameOverride(_ spec: PodObject) {
    guard let node = gated(.hostnameOverride, of: spec, .hostnameOverride) else { return }
    func fault(_ name: Text) -> String? {
      if spec.isTrue(.setHostnameAsFQDN) { return "can\'t be set with setHostnameAsFQDN: true" }
      if facts.hostNetwork { return "can\'t be set with hostNetwork: true" }
      if name.count > 64 { return "is longer than 64 bytes" }
      return NameFormat.dns1123SubdomainFault(name.bytes)
    }
    guard let name = node.string, let fault = fault(name) else { return }
    report(.podField, "hostnameOverride \(name.quoted) \(fault)", at: node, "hostnameOverride")
  }

  private mutating func checkHostAliases(_ spec: PodObject) {
    seen.removeAll()
    forEach(.hostAliases, of: spec) { judge, alias in
      if let ip = alias.text(.ip) {
        judge.checkIP(ip, .podField, "ip", at: alias.place(.ip), "ip")
        if !ip.isEmpty, let first = judge.seen.firstPlace(of: ip, at: alias.place(.ip)) {
          judge.report(
            .repeatedEntry,
            "\(ip.quoted) has two host aliases",
            at: alias.place(.ip),
            "ip",
            related: [(first, "the first one")],
            repair: .removal
          )
        }
      }
      for (index, name) in alias.items(.hostnames) {
        guard let text = name.stringOrNull else { continue }
        judge.checkForm(
          text,
          NameFormat.dns1123SubdomainFault,
          .podField,
          "host name",
          at: name,
          "hostnames[\(index)]"
        )
      }
    }
  }

  /// Checks an address, strictly from 1.36 on, and warns of an unusual spelling.
  ///
  /// Sources: `IsValidIP` and `GetWarningsForIP` in apimachinery's pkg/util/validation/ip.go.
  mutating func checkIP(
    _ text: Text,
    _ rule: PodRule,
    _ noun: String,
    at node: Node,
    _ suffix: String
  ) {
    let isStrict = version.has(.strictIPCIDRValidation)
    guard let address = IPAddress(text.bytes, lenient: !isStrict),
      !isStrict || !address.isMappedIPv4
    else {
      let words = text.isEmpty ? "is empty" : "is not an IP address"
      return report(rule, "\(noun) \(text.quoted) \(words)", at: node, suffix)
    }
    if !text.equals(address.description) {
      report(
        .unusualIP,
        "\(noun) \(text.quoted) is usually written \(address)",
        at: node,
        suffix,
        repair: .value(address.description)
      )
    }
  }
}

extension Node {
  /// A string, or empty for null: an item of a list of strings.
  var stringOrNull: Text? { isNull ? Text.none : string }
}
