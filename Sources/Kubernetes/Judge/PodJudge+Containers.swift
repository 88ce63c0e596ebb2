internal import YAML

/// The lists of containers differ in what they allow.
enum ContainerKind { case regular, initial, ephemeral }

extension PodJudge {
  /// Sources: `validateContainers` and `validateContainerCommon` in
  /// pkg/apis/core/validation/validation.go.
  mutating func checkContainers(_ spec: PodObject) {
    guard let list = spec[.containers], !list.isSequence || list.itemCount > 0 else {
      if spec.hasUnknownKeys, spec.key(.containers) == nil { return }
      return report(
        .container,
        "the pod spec has no container",
        at: spec.key(.containers) ?? spec.anchor,
        "containers"
      )
    }
    if facts.isOfJob, facts.containerCount == 1 {
      _ = facts.containerNames.firstPlace(of: PodJudge.onlyContainer, at: list)
    }
    path.append(.field(.containers))
    forEachItem(of: list, from: 0) { judge, item in
      judge.checkContainer(judge.object(item), .regular)
    }
    checkHostPorts(of: list)
    path.removeLast()
  }

  /// What Prow calls a single container.
  private static let onlyContainer = Text(
    UnsafeBufferPointer(start: ("test" as StaticString).utf8Start, count: 4)
  )

  /// Init containers may not have the name of another container.
  ///
  /// Source: `validateInitContainers` in pkg/apis/core/validation/validation.go.
  mutating func checkInitContainers(_ spec: PodObject) {
    forEach(.initContainers, of: spec) { judge, container in
      judge.checkContainer(container, .initial)
    }
    for (_, item) in spec.items(.initContainers) {
      path.append(.field(.initContainers))
      checkHostPorts(ofInitContainer: item)
      path.removeLast()
    }
  }

  private mutating func checkContainer(_ container: PodObject, _ kind: ContainerKind) {
    // Prow calls a single container of a job itself.
    if !facts.isOfJob || kind != .regular || facts.containerCount > 1 {
      checkContainerName(container, kind)
    }
    checkImage(container)
    if container.has(.ports) { checkPorts(container) }
    checkEnvironment(container, isAppended: kind == .regular)
    if container.has(.envFrom) { checkEnvFrom(container) }
    checkMounts(container, isAppended: kind == .regular)
    if container.has(.volumeDevices) { checkDevices(container, isAppended: kind == .regular) }
    if container.has(.resources) { checkResources(container, kind) }
    if container.has(.securityContext) { checkSecurityContext(container) }
    checkContainerChoices(container)
    checkRestarts(container, kind)
    checkHandlers(container, kind)
  }

  private mutating func checkContainerName(_ container: PodObject, _ kind: ContainerKind) {
    guard let name = container.text(.name) else { return }
    let place = container.place(.name)
    if name.isEmpty {
      report(.container, "a container has no name", at: place, "name")
    } else {
      checkForm(
        name,
        NameFormat.dns1123LabelFault,
        .container,
        "container name",
        at: place,
        "name"
      )
    }
    if let first = facts.containerNames.firstPlace(of: name, at: place) {
      report(
        .container,
        name.isEmpty
          ? "two containers have no name" : "two containers are called \(name.quoted)",
        at: place,
        "name",
        related: [(first, "the first one")],
        dependsOnPod: true
      )
    } else if facts.decoration?.addsContainer(name) == true {
      report(
        .container,
        "decoration adds a container called \(name.quoted) as well",
        at: place,
        "name",
        dependsOnPod: true
      )
    }
  }

  private mutating func checkImage(_ container: PodObject) {
    guard let image = require(container, .image, .container, of: "a container") else { return }
    if image.hasBlankEnds {
      report(
        .container,
        "image \(image.quoted) has white space at an end",
        at: container.place(.image),
        "image"
      )
    }
  }

  private mutating func checkContainerChoices(_ container: PodObject) {
    checkChoice(container, .imagePullPolicy, .container, ["Always", "IfNotPresent", "Never"])
    checkChoice(
      container,
      .terminationMessagePolicy,
      .container,
      ["File", "FallbackToLogsOnError"]
    )
  }

  /// Lifecycle and probes, which only containers that stay may have.
  ///
  /// Sources: `validateContainers` and `validateInitContainers` in
  /// pkg/apis/core/validation/validation.go.
  private mutating func checkHandlers(_ container: PodObject, _ kind: ContainerKind) {
    guard
      container.has(.lifecycle) || container.has(.livenessProbe) || container.has(.readinessProbe)
        || container.has(.startupProbe)
    else { return }
    let isSidecar = container.given(.restartPolicy).map { $0 == "Always" } ?? false
    if kind == .regular || kind == .initial && isSidecar {
      checkLifecycle(container)
      checkProbes(container)
    } else if kind == .initial {
      let refused: [PodField] = [.lifecycle, .livenessProbe, .readinessProbe, .startupProbe]
      for field in refused where container.has(field) {
        report(
          .container,
          "an init container without restartPolicy: Always has a \(field.name)",
          at: container.key(field) ?? container.anchor,
          field.name
        )
      }
    }
  }
}

// MARK: - Ephemeral containers

extension PodJudge {
  private static let notEphemeral: [PodField] = [
    .ports, .lifecycle, .livenessProbe, .readinessProbe, .startupProbe, .resizePolicy,
    .restartPolicy, .restartPolicyRules,
  ]

  /// No pod is created with one.
  ///
  /// Sources: `ValidatePodCreate` and `validateEphemeralContainers` in
  /// pkg/apis/core/validation/validation.go.
  mutating func checkEphemeralContainers(_ spec: PodObject) {
    guard spec.count(.ephemeralContainers) > 0 else { return }
    report(
      .container,
      "ephemeral containers can't be there when a pod is created",
      at: spec.key(.ephemeralContainers) ?? spec.anchor,
      "ephemeralContainers"
    )
    let others = facts.containerNames
    forEach(.ephemeralContainers, of: spec) { judge, container in
      judge.checkContainer(container, .ephemeral)
      if let target = container.filled(.targetContainerName), others.place(of: target) == nil {
        judge.report(
          .container,
          "there is no container \(target.quoted)",
          at: container.place(.targetContainerName),
          "targetContainerName"
        )
      }
      judge.checkEphemeralLimits(container)
    }
  }

  private mutating func checkEphemeralLimits(_ container: PodObject) {
    var refused = PodJudge.notEphemeral.filter(container.has)
    if let resources = container[.resources], !resources.isEmpty { refused.append(.resources) }
    for field in refused {
      report(
        .container,
        "an ephemeral container can't have \(field.name)",
        at: container.key(field) ?? container.anchor,
        field.name
      )
    }
    forEach(.volumeMounts, of: container) { judge, mount in
      for field in [PodField.subPath, .subPathExpr] where mount.filled(field) != nil {
        judge.report(
          .mount,
          "a mount of an ephemeral container can't have \(field.name)",
          at: mount.place(field),
          field.name
        )
      }
    }
  }
}

extension Text {
  /// Whether white space, that of Unicode included, is at an end.
  var hasBlankEnds: Bool {
    guard let first = bytes.first, let last = bytes.last else { return false }
    // Most strings start and end with a visible character of ASCII.
    if (0x21...0x7E).contains(first), (0x21...0x7E).contains(last) { return false }
    let scalars = string.unicodeScalars
    return [scalars.first, scalars.last].contains { $0?.properties.isWhitespace == true }
  }
}
