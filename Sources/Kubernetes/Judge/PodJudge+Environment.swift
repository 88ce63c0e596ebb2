internal import YAML

extension PodJudge {
  /// Sources: `ValidateEnv` in pkg/apis/core/validation/validation.go; `warningsForPodSpecAndMeta`
  /// in pkg/api/pod/warnings.go.
  mutating func checkEnvironment(_ container: PodObject, isAppended: Bool) {
    if !container.has(.env), !isAppended || additions.isEmpty { return }
    seen.removeAll()
    facts.appendsVariables = isAppended && facts.decoration != nil
    if isAppended {
      forEachAppended(.env, of: container) { judge, item in judge.checkVariable(item) }
    } else if let list = container[.env] {
      path.append(.field(.env))
      forEachItem(of: list, from: 0) { judge, item in judge.checkVariable(item) }
      path.removeLast()
    }
  }

  /// Most variables are a new name with a value or a source, so that nothing else needs a look.
  private mutating func checkVariable(_ node: Node) {
    var name: Node?
    var value: Node?
    var source: Node?
    for entry in node.entries {
      switch fields.rawField(of: entry.key) {
      case PodField.name.rawValue: name = entry.value
      case PodField.value.rawValue: value = entry.value
      case PodField.valueFrom.rawValue: source = entry.value
      default: return checkVariable(object(node))
      }
    }
    guard let name, let text = name.string, !text.isEmpty, variableNameFault(text) == nil,
      seen.firstPlace(of: text, at: name) == nil
    else { return checkVariable(object(node)) }
    if facts.appendsVariables { checkDecorated(text, at: name, value) }
    if let source { checkSource(source, value) }
  }

  private mutating func checkVariable(_ variable: PodObject) {
    if let name = variable.text(.name) {
      if let fault = variableNameFault(name) {
        let words = name.isEmpty ? "a variable has no name" : "variable \(name.quoted) \(fault)"
        report(.environment, words, at: variable.place(.name), "name")
      }
      let place = variable.place(.name)
      if let first = seen.firstPlace(of: name, at: place), first.index != place.index,
        !name.isEmpty
      {
        reportRepeat(of: name, variable, first)
      } else if facts.appendsVariables {
        checkDecorated(name, at: place, variable[.value])
      }
    }
    if let source = variable[.valueFrom] { checkSource(source, variable[.value]) }
  }

  /// Variables of decoration come after those of the pod, and the last one counts.
  private mutating func checkDecorated(_ name: Text, at place: Node, _ value: Node?) {
    guard let set = facts.decoration?.variable(name) else { return }
    guard case .value(let text) = set else {
      return report(
        .repeatedVariable,
        "variable \(name.quoted) has no effect: decoration sets it for its own use",
        at: place,
        repair: .omission(isSafe: false)
      )
    }
    if let own = value?.string, own.is(text) {
      return report(
        .redundantVariable,
        "variable \(name.quoted) is not needed: decoration sets it to \"\(text)\" anyway",
        at: place,
        repair: .omission(isSafe: true)
      )
    }
    report(
      .repeatedVariable,
      "variable \(name.quoted) has no effect: decoration sets it to \"\(text)\" afterwards",
      at: place,
      help: "remove it, or set it in the command of the container",
      repair: .omission(isSafe: false)
    )
  }

  /// From 1.32 on all printable ASCII but `=`.
  ///
  /// Source: `ValidateEnv` in pkg/apis/core/validation/validation.go.
  func variableNameFault(_ name: Text) -> String? {
    version.has(.relaxedEnvironmentVariableValidation)
      ? NameFormat.envVarNameFault(name.bytes) : NameFormat.strictEnvVarNameFault(name.bytes)
  }

  /// A later variable may extend an earlier one: `$(PATH):/more`.
  private mutating func reportRepeat(of name: Text, _ variable: PodObject, _ first: Node) {
    // A name that is there already keeps Prow from adding a preset at all, and it says so.
    if addition != nil { return }
    let value = variable.given(.value)?.string ?? ""
    let reference = "$(\(name.string))"
    if !variable.has(.valueFrom), value != reference, value.contains(reference) { return }
    report(
      .repeatedVariable,
      "variable \(name.quoted) hides an earlier one of this name",
      at: variable.place(.name),
      related: [(first, "the first one")],
      dependsOnPod: true
    )
  }

  /// Source: `validateEnvVarValueFrom` in pkg/apis/core/validation/validation.go.
  private mutating func checkSource(_ node: Node, _ value: Node?) {
    guard node.isMapping else { return }
    let source = object(node)
    path.append(.field(.valueFrom))
    defer { path.removeLast() }
    var count = 0
    if let field = source[.fieldRef] {
      count += 1
      checkFieldRef(object(field), PodFieldPaths.environment)
    }
    if let resource = source[.resourceFieldRef] {
      count += 1
      checkResourceFieldRef(object(resource), isOfVolume: false)
    }
    if let key = source[.configMapKeyRef] {
      count += 1
      checkKeyRef(object(key), .configMapKeyRef)
    }
    if let key = source[.secretKeyRef] {
      count += 1
      checkKeyRef(object(key), .secretKeyRef)
    }
    if let file = gated(.fileKeyRef, of: source, .envFiles) {
      count += 1
      checkFileKeyRef(object(file))
    }
    if count == 0 {
      if source.hasUnknownKeys { return }
      report(.environment, "valueFrom names no source", at: source.anchor)
    } else if let value, value.string?.isEmpty == false {
      report(.environment, "a variable has a value and valueFrom", at: value)
    } else if count > 1 {
      report(.environment, "valueFrom names \(count) sources", at: source.anchor)
    }
  }

  /// Sources: `validateConfigMapKeySelector` and `validateSecretKeySelector` in
  /// pkg/apis/core/validation/validation.go.
  private mutating func checkKeyRef(_ key: PodObject, _ field: PodField) {
    within(field) { judge in
      if let name = key.text(.name) {
        judge.checkForm(
          name,
          NameFormat.dns1123SubdomainFault,
          .environment,
          "name",
          at: key.place(.name),
          "name"
        )
      }
      if let text = judge.require(key, .key, .environment, of: field.name) {
        judge.checkForm(
          text,
          NameFormat.configMapKeyFault,
          .environment,
          "key",
          at: key.place(.key),
          "key"
        )
      }
    }
  }

  /// Source: `validateEnvVarValueFrom` in pkg/apis/core/validation/validation.go.
  private mutating func checkFileKeyRef(_ file: PodObject) {
    path.append(.field(.fileKeyRef))
    defer { path.removeLast() }
    if let key = require(file, .key, .environment, of: "fileKeyRef"),
      let fault = variableNameFault(key)
    {
      report(.environment, "key \(key.quoted) \(fault)", at: file.place(.key), "key")
    }
    if let path = require(file, .path, .environment, of: "fileKeyRef") {
      checkForm(
        path,
        PathFormat.backstepFault,
        .environment,
        "path",
        at: file.place(.path),
        "path"
      )
    }
    if let name = require(file, .volumeName, .environment, of: "fileKeyRef") {
      checkFileVolume(name, at: file.place(.volumeName))
    }
  }

  private mutating func checkFileVolume(_ name: Text, at place: Node) {
    func fault() -> String? {
      if let fault = NameFormat.dns1123LabelFault(name.bytes) { return fault }
      switch volume(name) {
      case .found(let volume): return volume.kind == .emptyDir ? nil : "is not an emptyDir volume"
      case .missing: return "is not a volume of the pod"
      case .unknown: return nil
      }
    }
    if let fault = fault() {
      report(
        .environment,
        "volumeName \(name.quoted) \(fault)",
        at: place,
        "volumeName",
        dependsOnPod: true
      )
    }
  }

  /// Source: `ValidateEnvFrom` in pkg/apis/core/validation/validation.go.
  mutating func checkEnvFrom(_ container: PodObject) {
    path.append(.field(.envFrom))
    for (index, node) in container.items(.envFrom) {
      let source = object(node)
      if let prefix = source.filled(.prefix), let fault = variableNameFault(prefix) {
        report(
          .environment,
          "prefix \(prefix.quoted) \(fault)",
          at: source.place(.prefix),
          "[\(index)].prefix"
        )
      }
      let fields = [PodField.configMapRef, .secretRef].filter(source.has)
      for field in fields { checkEnvSource(source, field, index) }
      if fields.count == 1 || fields.isEmpty && source.hasUnknownKeys { continue }
      report(
        .environment,
        fields.isEmpty
          ? "an item of envFrom names no source" : "an item of envFrom names two sources",
        at: source.anchor
      )
    }
    path.removeLast()
  }

  private mutating func checkEnvSource(_ source: PodObject, _ field: PodField, _ index: Int) {
    guard let node = source[field] else { return }
    let object = object(node)
    let suffix = "[\(index)].\(field.name).name"
    guard let name = require(object, .name, .environment, of: field.name, suffix) else { return }
    checkForm(
      name,
      NameFormat.generatedSubdomainFault,
      .environment,
      "name",
      at: object.place(.name),
      suffix
    )
  }
}
