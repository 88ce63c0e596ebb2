internal import YAML

extension PodDecorator {
  // MARK: Memory

  /// Source: Prow, `decorate` in pkg/pod-utils/decorate/podspec.go.
  func addResources(to pod: inout PodParts) {
    for index in pod.containers.indices {
      var resources = types.object(pod.containers[index].object["resources"], arena)
      var requests = types.object(resources["requests"], arena)
      var isChanged = false
      if let memory = decoration["default_memory_request"], requests["memory"] == nil {
        requests.add("memory", memory, origin: decoration.origin("default_memory_request"))
        resources.set("requests", .object(requests))
        isChanged = true
      }
      if decoration.isTrue("set_limit_equals_memory_request"), let memory = requests["memory"] {
        var limits = types.object(resources["limits"], arena)
        let origin = decoration.origin("set_limit_equals_memory_request")
        limits.set("memory", memory, origin: origin)
        resources.set("limits", .object(limits))
        isChanged = true
      }
      if isChanged { pod.containers[index].object.set("resources", .object(resources)) }
    }
  }

  // MARK: The pod as a whole

  func addSettings(to pod: inout PodParts) {
    addSecurityContext(to: &pod)
    addScheduling(to: &pod)
    if pod.spec["terminationGracePeriodSeconds"] == nil, let grace = decoration["grace_period"] {
      // A fifth of the time is for the upload.
      let seconds = grace.duration / 1_000_000_000
      pod.spec.add(
        "terminationGracePeriodSeconds",
        .integer(seconds * 5 / 4),
        origin: decoration.origin("grace_period")
      )
    }
    if let account = decoration.text("default_service_account_name"),
      pod.spec["serviceAccountName"] == nil
    {
      pod.spec.add(
        "serviceAccountName",
        .text(account),
        origin: decoration.origin("default_service_account_name")
      )
    }
  }

  private func addSecurityContext(to pod: inout PodParts) {
    var context = types.object(pod.spec["securityContext"], arena)
    for (setting, field) in [
      ("run_as_user", "runAsUser"), ("run_as_group", "runAsGroup"), ("fs_group", "fsGroup"),
    ] as [(StaticString, StaticString)] {
      if let value = decoration[setting], context[field] == nil {
        context.add(field, value, origin: decoration.origin(setting))
      }
    }
    let isOwn = pod.spec["securityContext"] != nil
    pod.spec.set("securityContext", .object(context), origin: isOwn ? nil : .decoration)
  }

  private func addScheduling(to pod: inout PodParts) {
    let options = types.object(decoration["scheduling_options"], arena)
    let origin = decoration.origin("scheduling_options")
    if let affinity = options["affinity"], pod.spec["affinity"] == nil {
      pod.spec.add("affinity", affinity, origin: origin)
    }
    if pod.tolerations.isEmpty {
      pod.tolerations = types.items(options["tolerations"], origin: origin, arena)
    }
  }
}
