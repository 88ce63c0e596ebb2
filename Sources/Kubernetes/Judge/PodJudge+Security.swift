internal import YAML

extension PodJudge {
  /// Source: `ValidateSecurityContext` in pkg/apis/core/validation/validation.go.
  mutating func checkSecurityContext(_ container: PodObject) {
    guard let node = container[.securityContext], node.isMapping else { return }
    let context = object(node)
    path.append(.field(.securityContext))
    checkRange(context, .runAsUser, .securityContext, .ids)
    checkRange(context, .runAsGroup, .securityContext, .ids)
    if context.isFalse(.allowPrivilegeEscalation) { checkEscalation(context) }
    if context.has(.procMount) { checkProcMount(context) }
    checkProfiles(context)
    path.removeLast()
  }

  private mutating func checkEscalation(_ context: PodObject) {
    if context.isTrue(.privileged) {
      report(
        .securityContext,
        "allowPrivilegeEscalation: false and privileged: true can't both be set",
        at: context.place(.allowPrivilegeEscalation)
      )
    }
    guard let capabilities = context[.capabilities].map(object),
      let added = capabilities[.add]?.items.first(where: {
        $0.string.map { $0 == "CAP_SYS_ADMIN" } ?? false
      })
    else { return }
    report(
      .securityContext,
      "allowPrivilegeEscalation: false and the capability CAP_SYS_ADMIN can't both be set",
      at: context.place(.allowPrivilegeEscalation),
      related: [(added, "added here")]
    )
  }

  private mutating func checkProcMount(_ context: PodObject) {
    guard gated(.procMount, of: context, .procMountType) != nil else { return }
    checkChoice(
      context,
      .procMount,
      .securityContext,
      ["Default", "Unmasked"],
      allowsEmpty: false
    )
    guard let text = context.given(.procMount), text == "Unmasked", !facts.isInUserNamespace else {
      return
    }
    report(
      .securityContext,
      "procMount: Unmasked needs hostUsers: false",
      at: context.place(.procMount),
      "procMount",
      dependsOnPod: true
    )
  }

  /// The profiles and options that pods and containers have alike.
  private mutating func checkProfiles(_ context: PodObject) {
    if let profile = context[.seccompProfile] { checkSeccomp(object(profile)) }
    if let profile = context[.appArmorProfile] { checkAppArmor(object(profile)) }
    if let options = context[.windowsOptions] { checkWindowsOptions(object(options)) }
  }

  private static let profileTypes: Choices = ["Localhost", "RuntimeDefault", "Unconfined"]

  /// Source: `validateSeccompProfileField` in pkg/apis/core/validation/validation.go.
  private mutating func checkSeccomp(_ profile: PodObject) {
    path.append(.field(.seccompProfile))
    defer { path.removeLast() }
    guard let type = checkProfileType(profile) else { return }
    if type == "Localhost" {
      guard profile.has(.localhostProfile) else { return reportNoLocalhost(profile) }
      checkForm(profile, .localhostProfile, .securityContext, PathFormat.descendingFault)
    } else {
      reportUnusedLocalhost(profile, type)
    }
  }

  /// Source: `ValidateAppArmorProfileField` in pkg/apis/core/validation/validation.go.
  private mutating func checkAppArmor(_ profile: PodObject) {
    path.append(.field(.appArmorProfile))
    defer { path.removeLast() }
    guard let type = checkProfileType(profile) else { return }
    if type == "Localhost" {
      guard profile.has(.localhostProfile) else { return reportNoLocalhost(profile) }
      guard let text = profile.given(.localhostProfile) else { return }
      if text.isEmpty { return reportNoLocalhost(profile) }
      let fault =
        text.hasBlankEnds
        ? "has white space at an end" : text.count > 4095 ? "is longer than 4095 bytes" : nil
      if let fault {
        report(
          .securityContext,
          "localhostProfile \(text.quoted) \(fault)",
          at: profile.place(.localhostProfile),
          "localhostProfile"
        )
      }
    } else if type == "RuntimeDefault" || type == "Unconfined" {
      reportUnusedLocalhost(profile, type)
    }
  }

  /// - Returns: The type as written, known or not.
  private mutating func checkProfileType(_ profile: PodObject) -> Text? {
    guard profile.node.isMapping, let type = profile.text(.type) else { return nil }
    if !PodJudge.profileTypes.contains(where: { type == $0 }) {
      reportChoice(
        type,
        "type",
        .securityContext,
        PodJudge.profileTypes,
        at: profile.place(.type),
        "type"
      )
    }
    return type
  }

  private mutating func reportNoLocalhost(_ profile: PodObject) {
    if profile.hasUnknownKeys { return }
    report(
      .securityContext,
      "a profile of type Localhost has no localhostProfile",
      at: profile.place(.localhostProfile),
      "localhostProfile"
    )
  }

  private mutating func reportUnusedLocalhost(_ profile: PodObject, _ type: Text) {
    guard profile.has(.localhostProfile) else { return }
    report(
      .securityContext,
      "localhostProfile can't be set with type \(type.quoted)",
      at: profile.place(.localhostProfile),
      "localhostProfile"
    )
  }
}

// MARK: - The pod

extension PodJudge {
  /// Source: `validatePodSpecSecurityContext` in pkg/apis/core/validation/validation.go.
  mutating func checkPodSecurity(_ spec: PodObject) {
    guard let node = spec[.securityContext], node.isMapping else { return }
    let context = object(node)
    path.append(.field(.securityContext))
    for field in [PodField.runAsUser, .runAsGroup, .fsGroup] {
      checkRange(context, field, .securityContext, .ids)
    }
    for (index, group) in context.items(.supplementalGroups) {
      guard let id = group.isNull ? 0 : group.integer, !ClosedRange<Int64>.ids.contains(id) else {
        continue
      }
      reportRange(id, "group", .securityContext, .ids, at: group, "supplementalGroups[\(index)]")
    }
    checkChoice(
      context,
      .fsGroupChangePolicy,
      .securityContext,
      ["Always", "OnRootMismatch"],
      allowsEmpty: false
    )
    if gated(.supplementalGroupsPolicy, of: context, .supplementalGroupsPolicy) != nil {
      checkChoice(
        context,
        .supplementalGroupsPolicy,
        .securityContext,
        ["Merge", "Strict"],
        allowsEmpty: false
      )
    }
    if gated(.seLinuxChangePolicy, of: context, .seLinuxChangePolicy) != nil {
      let mayMount = version.has(.seLinuxMount)
      checkChoice(
        context,
        .seLinuxChangePolicy,
        .securityContext,
        mayMount ? ["MountOption", "Recursive"] : ["Recursive"],
        allowsEmpty: false
      )
    }
    checkProfiles(context)
    if context.has(.sysctls) { checkSysctls(context) }
    path.removeLast()
  }

  /// Source: `validateSysctls` in pkg/apis/core/validation/validation.go.
  private mutating func checkSysctls(_ context: PodObject) {
    seen.removeAll()
    forEach(.sysctls, of: context) { judge, sysctl in
      guard let name = judge.require(sysctl, .name, .securityContext, of: "a sysctl") else {
        return
      }
      judge.checkSysctl(name, at: sysctl.place(.name))
    }
  }

  private mutating func checkSysctl(_ name: Text, at place: Node) {
    if let fault = NameFormat.sysctlNameFault(name.bytes) {
      report(.securityContext, "sysctl \(name.quoted) \(fault)", at: place, "name")
    } else if let first = seen.firstPlace(of: name, at: place) {
      report(
        .securityContext,
        "sysctl \(name.quoted) is set twice",
        at: place,
        "name",
        related: [(first, "the first one")]
      )
    }
    let space = SysctlNamespace(name)
    if space == .network && facts.hostNetwork || space == .ipc && facts.hostIPC {
      report(
        .securityContext,
        "sysctl \(name.quoted) would be set for the whole node",
        at: place,
        "name",
        help: space == .network ? "remove hostNetwork: true" : "remove hostIPC: true",
        dependsOnPod: true
      )
    }
  }

  /// Sources: `validatePodSpecSecurityContext` and `validateHostUsers` in
  /// pkg/apis/core/validation/validation.go.
  mutating func checkHostNamespaces(_ spec: PodObject) {
    if facts.hostPID, spec.isTrue(.shareProcessNamespace) {
      report(
        .hostNamespace,
        "shareProcessNamespace and hostPID are both set",
        at: spec.place(.shareProcessNamespace),
        "securityContext.shareProcessNamespace"
      )
    }
    guard spec.has(.hostUsers), gated(.hostUsers, of: spec, .userNamespacesSupport) != nil,
      facts.isInUserNamespace
    else { return }
    let refused: [(Bool, PodField, String)] = [
      (
        facts.hostNetwork && !version.has(.userNamespacesHostNetworkSupport), .hostNetwork,
        "hostNetwork"
      ),
      // The API server writes these two with a capital.
      (facts.hostPID, .hostPID, "HostPID"), (facts.hostIPC, .hostIPC, "HostIPC"),
    ]
    for (isSet, field, suffix) in refused where isSet {
      report(
        .hostNamespace,
        "\(field.name): true and hostUsers: false can't both be set",
        at: spec.place(field),
        suffix
      )
    }
  }
}

/// Which namespace of the kernel a setting belongs to.
///
/// Source: `GetNamespace` in node/util/sysctl/namespace.go of component-helpers.
private enum SysctlNamespace {
  case network, ipc, other

  init(_ name: Text) {
    var text = name.string
    // With slashes the dots inside of names are kept: only the first separator tells.
    if let first = text.utf8.first(where: { $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "/") }),
      first == UInt8(ascii: "/")
    {
      text = String(text.map { $0 == "/" ? "." : $0 == "." ? "/" : $0 })
    }
    if text.hasPrefix("net.") {
      self = .network
    } else if text.hasPrefix("fs.mqueue.") || SysctlNamespace.ipcNames.contains(text) {
      self = .ipc
    } else {
      self = .other
    }
  }

  private static let ipcNames: Set<String> = [
    "kernel.sem", "kernel.shmall", "kernel.shmmax", "kernel.shmmni", "kernel.shm_rmid_forced",
    "kernel.shm", "kernel.msgmax", "kernel.msgmnb", "kernel.msgmni", "kernel.msg",
  ]
}
