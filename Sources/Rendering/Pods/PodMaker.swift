internal import Prow
internal import YAML

/// Makes the pods of ProwJobs.
///
/// Source: Prow, `ProwJobToPod` in pkg/pod-utils/decorate/podspec.go, as the program mkpod calls it.
struct PodMaker {
  let bench: Workbench

  /// - Returns: `nil` for a ProwJob without pod spec.
  func make(_ job: ProwJob) -> ObjectValue? {
    guard var pod = job.pod else { return nil }
    pod.spec.set("restartPolicy", .literal("Never"), origin: .prow)
    if pod.containers.count == 1 {
      pod.containers[0].object.set("name", .literal("test"), origin: .prow)
    }
    let account = pod.spec["serviceAccountName"]?.text ?? .empty
    if account.isEmpty, pod.spec["automountServiceAccountToken"] == nil {
      pod.spec.set("automountServiceAccountToken", .bool(false), origin: .prow)
    }
    let document = bench.document(jobSpec(job))
    let variables = JobVariables(job, spec: document, bench.arena).items
    if let decoration = job.decoration {
      let decorator = PodDecorator(
        bench: bench,
        job: job,
        parts: decoration,
        jobSpec: document,
        variables: variables
      )
      decorator.decorate(&pod)
    } else {
      for index in pod.containers.indices {
        pod.containers[index].env.append(contentsOf: variables)
      }
    }
    for index in pod.containers.indices { pod.containers[index].keepLastWords() }
    for index in pod.initContainers.indices { pod.initContainers[index].keepLastWords() }
    return resource(job, pod.assembled(bench.arena))
  }

  private func resource(_ job: ProwJob, _ spec: ObjectValue) -> ObjectValue {
    let labels = job.labels.ofPod(job.subject, job.request, bench.arena)
    var metadata = ObjectValue(bench.arena)
    let name = job.request.prowJobName
    metadata.add("name", .text(name.text), origin: name.origin)
    metadata.add("labels", .object(ObjectValue(members: labels)))
    metadata.add("annotations", job.annotations)
    var resource = ObjectValue(bench.arena)
    resource.add("kind", .literal("Pod"))
    resource.add("apiVersion", .literal("v1"))
    resource.add("metadata", .object(metadata))
    resource.add("spec", .object(spec))
    return resource
  }

  private func jobSpec(_ job: ProwJob) -> ObjectValue {
    var spec = ObjectValue(bench.arena)
    spec.add("type", .literal(job.request.type.literal))
    spec.add("job", text: job.name)
    spec.add("buildid", text: job.request.buildID.text)
    spec.add("prowjobid", text: job.request.prowJobName.text)
    if let refs = job.refs { spec.add("refs", .object(refs)) }
    if !job.extraRefs.isEmpty { spec.add("extra_refs", .list(job.extraRefs)) }
    if let decoration = job.decoration {
      spec.add("decoration_config", decoration.value)
    }
    return spec
  }
}

extension ContainerParts {
  /// A container that says nothing of its own about it shows the end of its log when it fails.
  mutating func keepLastWords() {
    if object["terminationMessagePolicy"] == nil {
      object.add("terminationMessagePolicy", .literal("FallbackToLogsOnError"), origin: .prow)
    }
  }
}
