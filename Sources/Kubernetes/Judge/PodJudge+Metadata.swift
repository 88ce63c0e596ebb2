internal import YAML

extension PodJudge {
  /// Sources: `ValidateObjectMeta` in pkg/apis/core/validation/validation.go;
  /// `warningsForPodSpecAndMeta` in pkg/api/pod/warnings.go.
  mutating func checkMetadata(_ metadata: PodObject, _ spec: PodObject) {
    guard metadata.node.isMapping else { return }
    root = "metadata"
    defer { root = "spec" }
    if let name = metadata.filled(.name) {
      checkPodName(name, at: metadata.place(.name))
    } else if !metadata.has(.generateName), metadata.text(.name) != nil {
      report(.metadata, "the pod has no name", at: metadata.anchor, "name")
    }
    checkForm(metadata, .namespace, .metadata, NameFormat.dns1123LabelFault)
    if let labels = metadata[.labels] { checkLabels(labels, .metadata, "labels") }
    if let annotations = metadata[.annotations] {
      checkAnnotations(annotations, .metadata)
      checkPodAnnotations(annotations, spec)
      root = "metadata"
    }
    for (_, node) in metadata.items(.finalizers) {
      guard let name = node.string else { continue }
      checkFinalizer(name, at: node)
    }
  }

  private mutating func checkPodName(_ name: Text, at place: Node) {
    if let fault = NameFormat.dns1123SubdomainFault(name.bytes) {
      report(.metadata, "name \(name.quoted) \(fault)", at: place, "name")
    } else if let fault = NameFormat.dns1123LabelFault(name.bytes) {
      report(
        .unusualPodName,
        "name \(name.quoted) \(fault), so that it is not a host name",
        at: place,
        "name"
      )
    }
  }

  private mutating func checkFinalizer(_ name: Text, at place: Node) {
    let standard: Choices = ["kubernetes", "orphan", "foregroundDeletion"]
    if standard.contains(where: { name == $0 }) { return }
    let fault =
      NameFormat.qualifiedNameFault(name.bytes)
      ?? (name.bytes.contains(UInt8(ascii: "/")) ? nil : "has no domain")
    if let fault { report(.metadata, "finalizer \(name.quoted) \(fault)", at: place, "finalizers") }
  }

  /// The API server names the map as a whole.
  ///
  /// Source: `ValidateAnnotations` in apimachinery's pkg/api/validation/objectmeta.go.
  mutating func checkAnnotations(_ annotations: Node, _ rule: PodRule) {
    var size = 0
    for entry in annotations.entries {
      let key = entry.key.text
      size += key.count + (entry.value.string?.count ?? 0)
      let fault = key.lowercased.withUnsafeBufferPointer(NameFormat.qualifiedNameFault)
      if let fault {
        report(rule, "annotation \(key.quoted) \(fault)", at: entry.key, "annotations")
      }
    }
    if size > 262_144 {
      report(
        rule,
        "the annotations come to \(size) bytes, more than 262144",
        at: annotations.firstKey ?? annotations,
        "annotations"
      )
    }
  }
}

// MARK: - Annotations with a meaning

extension PodJudge {
  /// Sources: `ValidatePodSpecificAnnotations` in pkg/apis/core/validation/validation.go;
  /// `warningsForPodSpecAndMeta` in pkg/api/pod/warnings.go.
  mutating func checkPodAnnotations(_ annotations: Node, _ spec: PodObject) {
    root = "metadata"
    defer { root = "spec" }
    for entry in annotations.entries {
      let key = entry.key.text
      // Annotations with a meaning start with container, controller, kubernetes, scheduler, seccomp
      // or security.
      guard let first = key.bytes.first, "cks".utf8.contains(first), let value = entry.value.string
      else { continue }
      if key == "kubernetes.io/config.mirror" {
        checkMirror(entry, spec)
      } else if key == "controller.kubernetes.io/pod-deletion-cost" {
        let cost = value.string
        if Int32(cost).map({ String($0) == cost }) != true {
          reportAnnotation(entry, "the deletion cost is not a whole number in plain form")
        }
      } else if key == "scheduler.alpha.kubernetes.io/critical-pod"
        || key.starts(with: "security.alpha.kubernetes.io/")
          && (key.string.hasSuffix("/sysctls") || key.string.hasSuffix("/unsafe-sysctls"))
      {
        report(
          .deprecatedAnnotation,
          "annotation \(key.quoted) no longer has an effect",
          at: entry.key,
          "annotations[\(key.string)]"
        )
      } else {
        checkProfileAnnotation(entry, spec)
      }
    }
  }

  /// Source: `ValidatePodSpecificAnnotations` in pkg/apis/core/validation/validation.go.
  private mutating func checkMirror(_ entry: Node.Entry, _ spec: PodObject) {
    if spec.filled(.nodeName) == nil { reportAnnotation(entry, "a mirror pod needs a nodeName") }
    guard spec.count(.resourceClaims) > 0 else { return }
    reportInSpec(
      "a mirror pod can't have resource claims",
      at: spec.place(.resourceClaims),
      "resourceClaims",
      related: (entry.value, "this makes it a mirror pod")
    )
  }

  private mutating func reportInSpec(
    _ message: String,
    at node: Node,
    _ suffix: String,
    related: (node: Node, message: String)
  ) {
    root = "spec"
    report(.metadata, message, at: node, suffix, related: [related])
    root = "metadata"
  }

  private mutating func reportAnnotation(_ entry: Node.Entry, _ message: String) {
    report(.metadata, message, at: entry.value, "annotations[\(entry.key.text.string)]")
  }

  /// Sources: `ValidateSeccompPodAnnotations` and `ValidateAppArmorPodAnnotations` in
  /// pkg/apis/core/validation/validation.go.
  private mutating func checkProfileAnnotation(_ entry: Node.Entry, _ spec: PodObject) {
    let key = entry.key.text
    let appArmor: StaticString = "container.apparmor.security.beta.kubernetes.io/"
    let seccomp: StaticString = "container.seccomp.security.alpha.kubernetes.io/"
    if key.starts(with: appArmor) {
      checkAppArmorAnnotation(entry, container: key.dropping(appArmor), spec)
    } else if key.starts(with: seccomp) {
      checkSeccompAnnotation(entry, ofContainer: key.dropping(seccomp), spec)
    } else if key == "seccomp.security.alpha.kubernetes.io/pod" {
      checkSeccompAnnotation(entry, ofContainer: nil, spec)
    }
  }

  private mutating func checkAppArmorAnnotation(
    _ entry: Node.Entry,
    container name: Text,
    _ spec: PodObject
  ) {
    let value = entry.value.text
    let isKnown =
      value.isEmpty || value == "runtime/default" || value == "unconfined"
      || value.starts(with: "localhost/")
    if !isKnown { reportAnnotation(entry, "\(value.quoted) is not an AppArmor profile") }
    guard let (container, place) = container(called: name, spec) else {
      return reportAnnotation(entry, "there is no container \(name.quoted)")
    }
    if facts.system == .windows { return }
    let own = container[.securityContext].flatMap { object($0)[.appArmorProfile] }
    let ofPod = spec[.securityContext].flatMap { object($0)[.appArmorProfile] }
    guard let profile = own ?? ofPod else { return }
    compare(entry, object(profile), place, "appArmorProfile", defaults: ["runtime/default"])
  }

  private mutating func checkSeccompAnnotation(
    _ entry: Node.Entry,
    ofContainer name: Text?,
    _ spec: PodObject
  ) {
    let value = entry.value.text
    let suffix = "annotations.\(entry.key.text.string)"
    if value.starts(with: "localhost/") {
      checkForm(
        value.dropping("localhost/"),
        PathFormat.descendingFault,
        .metadata,
        "seccomp profile",
        at: entry.value,
        suffix
      )
    } else if value != "runtime/default", value != "docker/default", value != "unconfined" {
      report(.metadata, "\(value.quoted) is not a seccomp profile", at: entry.value, suffix)
    }
    let owner: (PodObject, String)?
    if let name { owner = container(called: name, spec) } else { owner = (spec, "spec") }
    guard let (object, place) = owner,
      let context = object[.securityContext].map(self.object),
      let profile = context[.seccompProfile]
    else {
      return report(
        .deprecatedAnnotation,
        "seccomp profiles have a field, and this annotation no effect",
        at: entry.key,
        "annotations[\(entry.key.text.string)]",
        help: "set securityContext.seccompProfile"
      )
    }
    compare(
      entry,
      self.object(profile),
      place,
      "seccompProfile",
      defaults: ["runtime/default", "docker/default"]
    )
  }

  /// Annotation and field must say the same.
  private mutating func compare(
    _ entry: Node.Entry,
    _ profile: PodObject,
    _ owner: String,
    _ field: String,
    defaults: Choices
  ) {
    let value = entry.value.text
    guard let type = profile.given(.type) else { return }
    var isSame = true
    var part = "type"
    if type == "Unconfined" {
      isSame = value == "unconfined"
    } else if type == "RuntimeDefault" {
      isSame = defaults.contains { value == $0 }
    } else if type == "Localhost" {
      isSame = value.starts(with: "localhost/")
      if isSame {
        part = "localhostProfile"
        isSame = profile.given(.localhostProfile) == value.dropping("localhost/")
      }
    }
    if isSame { return }
    reportInSpec(
      "the field \(field) and annotation \(entry.key.text.quoted) differ",
      at: profile.place(part == "type" ? .type : .localhostProfile),
      owner.dropFirst("spec".count).drop { $0 == "." }
        + (owner == "spec" ? "" : ".") + "securityContext.\(field).\(part)",
      related: (entry.value, "the annotation")
    )
  }

  private func container(called name: Text, _ spec: PodObject) -> (PodObject, String)? {
    for list in [PodField.initContainers, .containers] {
      for (index, node) in spec.items(list) {
        let container = object(node)
        let isOnly = facts.isOfJob && list == .containers && facts.containerCount == 1
        if isOnly ? name == "test" : container.given(.name) == name {
          return (container, "spec.\(list.name)[\(index)]")
        }
      }
    }
    return nil
  }
}

extension Text {
  /// Without a prefix that it starts with.
  fileprivate func dropping(_ prefix: StaticString) -> Text {
    Text(UnsafeBufferPointer(rebasing: bytes.dropFirst(prefix.utf8CodeUnitCount)))
  }
}
