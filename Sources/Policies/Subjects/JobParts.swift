internal import CEL
internal import Prow
internal import YAML

extension SubjectKind {
  /// Calls `body` for each subject of this kind that a job is or has, until it returns false.
  ///
  /// - Returns: Whether it never did.
  func forEach(of job: PolicyJob, _ body: (Subject) -> Bool) -> Bool {
    let resolved = job.resolved
    switch self {
    case .job: return body(Subject(job))
    case .container:
      for node in resolved.containers {
        if !body(Subject(.container(job, node, isInit: false), of: job)) { return false }
      }
    case .initContainer:
      for node in resolved.spec?.list(.initContainers) ?? [] {
        if !body(Subject(.container(job, node, isInit: true), of: job)) { return false }
      }
    case .volume:
      for item in resolved.volumes where !body(Subject(.item(item, .volume), of: job)) {
        return false
      }
    case .mount:
      return forEach(of: job, .volumeMounts, .mount, { resolved.mounts(of: $0) }, body)
    case .env:
      return forEach(of: job, .env, .variable, { resolved.environment(of: $0) }, body)
    case .preset, .repository, .branch, .plugin, .configMap, .file, .document, .param, .all: break
    }
    return true
  }

  /// The items of a list of all containers; presets add nothing to init containers.
  private func forEach(
    of job: PolicyJob,
    _ list: Field,
    _ shape: ObjectShape,
    _ items: (Node) -> some Sequence<PodItem>,
    _ body: (Subject) -> Bool
  ) -> Bool {
    for node in job.resolved.containers {
      let container = Value.container(job, node, isInit: false)
      for item in items(node) {
        if !body(Subject(.item(item, shape), of: job, container: container)) { return false }
      }
    }
    for node in job.resolved.spec?.list(.initContainers) ?? [] {
      let container = Value.container(job, node, isInit: true)
      for item in node.list(list) {
        let value = Value.map(NodeObject(node: item, shape: shape, origin: .job))
        if !body(Subject(value, of: job, container: container)) { return false }
      }
    }
    return true
  }
}

extension Value {
  static func container(_ job: PolicyJob, _ node: Node, isInit: Bool) -> Value {
    .map(ContainerObject(owner: job, node: node, isInit: isInit))
  }

  static func item(_ item: PodItem, _ shape: ObjectShape) -> Value {
    .map(
      NodeObject(
        node: item.node,
        shape: shape,
        origin: item.preset.map { .preset($0) } ?? .job
      )
    )
  }
}
