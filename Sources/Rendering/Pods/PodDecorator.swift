internal import Prow
internal import YAML

/// Puts the pod utilities into a pod: what clones the code, wraps the test and uploads the results.
///
/// Source: Prow, `decorate` in pkg/pod-utils/decorate/podspec.go.
final class PodDecorator {
  let bench: Workbench
  let job: ProwJob
  let parts: DecorationParts
  let jobSpec: QuotedJSON
  let variables: ArenaArray<Item>

  init(
    bench: Workbench,
    job: ProwJob,
    parts: DecorationParts,
    jobSpec: QuotedJSON,
    variables: ArenaArray<Item>
  ) {
    self.bench = bench
    self.job = job
    self.parts = parts
    self.jobSpec = jobSpec
    self.variables = variables
  }

  var types: OutputTypes { bench.types }
  var arena: Arena { bench.arena }
  var decoration: MergedDecoration { parts.merged }

  func decorate(_ pod: inout PodParts) {
    let refs = refsToClone
    let cloner = refs.isEmpty ? nil : CloneContainer(self, refs)
    addInitContainers(cloner, to: &pod)
    let secrets = secretVolumes(of: pod)
    let entries = wrapContainers(&pod)
    let secretMounts = secretMounts(of: pod, secrets)
    addVolumes(to: &pod)
    if let cloner { addCode(refs, cloner, to: &pod) }
    addResources(to: &pod)
    addSettings(to: &pod)
    pod.containers.append(sidecar(secretMounts, entries))
  }

  /// The tested repository, then the extra ones; none if nothing is cloned.
  private var refsToClone: [ObjectValue] {
    if decoration.isTrue("skip_cloning") { return [] }
    return (job.refs.map { [$0] } ?? []) + job.extraRefs.map { types.object($0.value, arena) }
  }

  private func addInitContainers(_ cloner: CloneContainer?, to pod: inout PodParts) {
    let shared = cloner == nil ? parts.initUpload.alone : parts.initUpload.cloning
    var upload = shared.growing(in: arena)
    upload.env.append(.variable("JOB_SPEC", jobSpec, nil))
    let own = pod.initContainers
    pod.initContainers = cloner.map { [$0.container] } ?? []
    pod.initContainers += own
    pod.initContainers.append(upload)
    pod.initContainers.append(parts.placeEntrypoint.growing(in: arena))
  }

  /// The user's volumes whose content is secret, if secrets are to be censored.
  private func secretVolumes(of pod: PodParts) -> [Text] {
    guard decoration.isTrue("censor_secrets") else { return [] }
    return pod.volumes.compactMap { item in
      let volume = types.object(item.value, arena)
      return volume["secret"] == nil ? nil : volume["name"]?.text
    }
  }

  private func secretMounts(of pod: PodParts, _ secrets: [Text]) -> ArenaArray<Item> {
    var mounts = ArenaArray<Item>(arena)
    if secrets.isEmpty { return mounts }
    for container in pod.containers {
      for mount in container.mounts where secrets.contains(types.name(of: mount, arena)) {
        mounts.append(mount)
      }
    }
    return mounts
  }

  // MARK: The user's containers

  /// Makes the entrypoint run each container's command.
  ///
  /// - Returns: What the sidecar must know about each container.
  private func wrapContainers(_ pod: inout PodParts) -> ArenaArray<Item> {
    let isAlone = pod.containers.count == 1
    var entries = ArenaArray<Item>(arena)
    for index in pod.containers.indices {
      let entry = entry(of: pod.containers[index], isAlone: isAlone)
      entries.append(Item(value: .object(entry)))
      var options = ObjectValue(arena)
      options.add("timeout", .integer(decoration["timeout"]?.duration ?? 0))
      options.add("grace_period", .integer(decoration["grace_period"]?.duration ?? 0))
      options.add("artifact_dir", .literal(PodPaths.artifacts))
      options.members.append(contentsOf: entry.members)
      wrap(&pod.containers[index], bench.document(options))
    }
    return entries
  }

  private func wrap(_ container: inout ContainerParts, _ options: QuotedJSON) {
    container.env.append(contentsOf: variables)
    container.env.append(.variable("ENTRYPOINT_OPTIONS", options, .decoration))
    container.object.remove("args")
    container.object.set(
      "command",
      arena.list(.literal("/tools/entrypoint")),
      origin: .decoration
    )
  }

  /// Command, name and files of a container.
  private func entry(of container: ContainerParts, isAlone: Bool) -> ObjectValue {
    var args = types.items(container.object["command"], arena)
    args.append(contentsOf: types.items(container.object["args"], arena))
    var entry = ObjectValue(arena)
    if !args.isEmpty { entry.add("args", .list(args)) }
    entry.add("container_name", text: container.name)
    guard !isAlone else {
      entry.add("process_log", .literal("/logs/process-log.txt"))
      entry.add("marker_file", .literal("/logs/marker-file.txt"))
      entry.add("metadata_file", .literal("/logs/artifacts/metadata.json"))
      return entry
    }
    func path(_ folder: StaticString, _ suffix: StaticString) -> Value {
      .text(arena.join(Text(static: folder), container.name, Text(static: suffix)))
    }
    entry.add("process_log", path("/logs/", "-log.txt"))
    entry.add("marker_file", path("/logs/", "-marker.txt"))
    entry.add("metadata_file", path("/logs/artifacts/", "-metadata.json"))
    return entry
  }

  // MARK: Volumes

  private func addVolumes(to pod: inout PodParts) {
    for index in pod.containers.indices {
      pod.containers[index].mounts.append(.mount("logs", PodPaths.logs))
      pod.containers[index].mounts.append(.mount("tools", PodPaths.tools))
    }
    pod.volumes.append(contentsOf: parts.volumes)
  }

  /// Mounts the clones, and lets every container start in one of them.
  private func addCode(
    _ refs: [ObjectValue],
    _ cloner: CloneContainer,
    to pod: inout PodParts
  ) {
    let start = refs.first { $0["workdir"]?.isTrue ?? false } ?? refs[0]
    let folder = PodPaths.clone(start, arena)
    for index in pod.containers.indices {
      pod.containers[index].object.set("workingDir", .text(folder), origin: .decoration)
      pod.containers[index].mounts.append(.mount("code", PodPaths.code))
    }
    pod.volumes.append(contentsOf: cloner.volumes)
    pod.volumes.append(.emptyVolume("code"))
  }

  // MARK: The sidecar

  private func sidecar(
    _ secretMounts: ArenaArray<Item>,
    _ entries: ArenaArray<Item>
  ) -> ContainerParts {
    var options = ObjectValue(arena)
    options.add("gcs_options", parts.sidecarUpload)
    options.add("entries", .list(entries))
    if decoration.isTrue("upload_ignores_interrupts") {
      options.add("ignore_interrupts", .bool(true))
    }
    options.add("censoring_options", .object(censoring(secretMounts)))
    var container = parts.sidecar.growing(in: arena)
    container.env.append(.variable("JOB_SPEC", jobSpec, nil))
    container.env.append(.variable("SIDECAR_OPTIONS", bench.document(options), nil))
    container.mounts.append(.mount("logs", PodPaths.logs))
    container.mounts.append(contentsOf: parts.storage.credentialMounts)
    container.mounts.append(contentsOf: secretMounts)
    container.mounts.append(contentsOf: parts.storage.outputMounts)
    return container
  }

  private func censoring(_ secretMounts: ArenaArray<Item>) -> ObjectValue {
    var options = ObjectValue(arena)
    if !secretMounts.isEmpty {
      let folders = secretMounts.lazy.map {
        Item(value: self.types.object($0.value, self.arena)["mountPath"] ?? .text(.empty))
      }
      options.add("secret_directories", .list(ArenaArray(arena, folders)))
    }
    let own = types.object(decoration["censoring_options"], arena)
    options.members.append(contentsOf: own.members)
    return options
  }
}
