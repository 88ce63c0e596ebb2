internal import YAML

extension PodJudge {
  /// Source: `validateWindowsSecurityContextOptions` in pkg/apis/core/validation/validation.go.
  mutating func checkWindowsOptions(_ options: PodObject) {
    facts.hasWindowsOptions = true
    path.append(.field(.windowsOptions))
    if let name = options.given(.gmsaCredentialSpecName) {
      checkForm(
        name,
        NameFormat.dns1123SubdomainFault,
        .securityContext,
        "gmsaCredentialSpecName",
        at: options.place(.gmsaCredentialSpecName),
        "gmsaCredentialSpecName"
      )
    }
    if let spec = options.given(.gmsaCredentialSpec), spec.isEmpty || spec.count > 65536 {
      report(
        .securityContext,
        "gmsaCredentialSpec is \(spec.isEmpty ? "empty" : "longer than 65536 bytes")",
        at: options.place(.gmsaCredentialSpec),
        "gmsaCredentialSpec"
      )
    }
    if let name = options.given(.runAsUserName) {
      checkForm(
        name,
        WindowsUserName.fault,
        .securityContext,
        "runAsUserName",
        at: options.place(.runAsUserName),
        "runAsUserName"
      )
    }
    path.removeLast()
  }

  /// Source: `validateWindowsHostProcessPod` in pkg/apis/core/validation/validation.go.
  mutating func checkHostProcesses(_ spec: PodObject) {
    let ofPod = hostProcess(of: spec)
    var count = 0
    var all = 0
    for list in [PodField.initContainers, .containers, .ephemeralContainers] {
      for (index, node) in spec.items(list) {
        all += 1
        let own = hostProcess(of: object(node))
        if let ofPod, let own, own.bool != ofPod.bool {
          report(
            .securityContext,
            "hostProcess is not the same as for the pod",
            at: own,
            "\(list.name)[\(index)].securityContext.windowsOptions.hostProcess",
            related: [(ofPod, "for the pod")]
          )
        }
        if (own ?? ofPod)?.bool == true { count += 1 }
      }
    }
    if count == 0 { return }
    if count != all {
      report(.securityContext, "only some containers are host processes", at: spec.anchor)
    }
    if !facts.hostNetwork {
      report(
        .securityContext,
        "host processes need hostNetwork: true",
        at: spec.place(.hostNetwork),
        "hostNetwork"
      )
    }
  }

  private func hostProcess(of owner: PodObject) -> Node? {
    guard let context = owner[.securityContext], let options = object(context)[.windowsOptions],
      let value = object(options)[.hostProcess], value.bool != nil
    else { return nil }
    return value
  }

  // MARK: Operating system

  /// Sources: `validateOS`, `validateLinux` and `validateWindows` in
  /// pkg/apis/core/validation/validation.go.
  mutating func checkOperatingSystem(_ spec: PodObject) {
    guard let node = spec[.os], node.isMapping else { return }
    let system = object(node)
    guard let name = system.text(.name) else { return }
    if name.isEmpty {
      return report(.operatingSystem, "os has no name", at: system.place(.name), "os.name")
    }
    switch facts.system {
    case .unknown:
      reportChoice(
        name,
        "os",
        .operatingSystem,
        ["linux", "windows"],
        at: system.place(.name),
        "os"
      )
    case .linux: refuse([], of: [.windowsOptions], and: [.windowsOptions], in: spec, "linux")
    case .windows:
      refuse(
        [.hostUsers, .hostPID, .hostIPC, .shareProcessNamespace],
        of: PodJudge.linuxPodFields,
        and: PodJudge.linuxContainerFields,
        in: spec,
        "windows"
      )
      if spec.has(.resources), version.has(.podLevelResources) {
        report(
          .operatingSystem,
          "a windows pod can't have resources for the whole pod",
          at: spec.key(.resources) ?? spec.anchor,
          "resources"
        )
      }
    }
  }

  private static let linuxPodFields: [PodField] = [
    .appArmorProfile, .seLinuxOptions, .seccompProfile, .fsGroup, .fsGroupChangePolicy, .sysctls,
    .runAsUser, .runAsGroup, .supplementalGroups, .supplementalGroupsPolicy, .seLinuxChangePolicy,
  ]
  private static let linuxContainerFields: [PodField] = [
    .appArmorProfile, .seLinuxOptions, .seccompProfile, .capabilities, .readOnlyRootFilesystem,
    .privileged, .allowPrivilegeEscalation, .procMount, .runAsUser, .runAsGroup,
  ]

  /// Fields that the operating system has no use for: of the pod, of its security context, and of
  /// those of its containers.
  private mutating func refuse(
    _ ofPod: [PodField],
    of context: [PodField],
    and ofContainers: [PodField],
    in spec: PodObject,
    _ system: String
  ) {
    for field in ofPod where spec.has(field) {
      // Of these two only `true` can be told from absent.
      if field == .hostPID || field == .hostIPC, !spec.isTrue(field) { continue }
      refuse(field, of: spec, system)
    }
    refuse(context, inContextOf: spec, system)
    for list in [PodField.initContainers, .containers, .ephemeralContainers] {
      forEach(list, of: spec) { judge, container in
        judge.refuse(ofContainers, inContextOf: container, system)
      }
    }
  }

  private mutating func refuse(
    _ fields: [PodField],
    inContextOf owner: PodObject,
    _ system: String
  ) {
    guard let node = owner[.securityContext] else { return }
    let context = object(node)
    path.append(.field(.securityContext))
    for field in fields where context.has(field) {
      if field == .sysctls, context.count(.sysctls) == 0 { continue }
      refuse(field, of: context, system)
    }
    path.removeLast()
  }

  private mutating func refuse(_ field: PodField, of owner: PodObject, _ system: String) {
    report(
      .operatingSystem,
      "a \(system) pod can't have \(field.name)",
      at: owner.key(field) ?? owner.anchor,
      field.name
    )
  }
}
