internal import Prow
internal import Schema
internal import YAML

/// Makes ProwJobs of the jobs of one configuration.
struct ProwJobMaker {
  let types: OutputTypes
  let defaults: ProwJobDefaults
  let podNamespace: Text
  let startsScheduling: Bool
  /// Whether a `report` that a job gives for Slack is kept; older versions overwrite it.
  let keepsSlackReport: Bool

  func make(_ resolved: ResolvedJob, _ request: RunRequest, _ bench: Workbench) -> ProwJob {
    let job = resolved.job
    let arena = bench.arena
    let decoration = bench.decoration(of: resolved, request)
    let merged = decoration?.merged
    let refs =
      request.type == .periodic ? nil : primaryRefs(of: job, request.refs, merged, arena)
    let extraRefs = extraRefs(of: job, merged, arena)
    let context = request.type == .periodic ? .empty : job.context
    let subject = Labels.Subject(
      type: request.type,
      job: job.name,
      context: context,
      ref: labelRef(request, extraRefs, arena)
    )
    let labels = Labels(
      subject,
      labels: types.object(job[.labels], types.textMap, arena).members,
      annotations: types.object(job[.annotations], types.textMap, arena).members,
      arena
    )
    let annotations = bench.finished(
      .object(ObjectValue(members: labels.annotations)),
      in: arena
    )
    let pod = job[.spec].map { PodParts($0, presets: resolved.presets, bench) }
    var spec = head(of: resolved, request, arena)
    if let refs { spec.add("refs", .object(refs)) }
    if !extraRefs.isEmpty { spec.add("extra_refs", .list(extraRefs)) }
    addReport(job, request.type, context, arena, to: &spec)
    addSettings(job, to: &spec)
    if let pod { spec.add("pod_spec", pod.value(bench)) }
    addOtherAgents(job, request.type, to: &spec)
    if let decoration { spec.add("decoration_config", decoration.value) }
    addTail(resolved, arena, to: &spec)
    return ProwJob(
      request: request,
      name: job.name,
      subject: subject,
      labels: labels,
      annotations: annotations,
      agent: agent(of: job),
      refs: refs,
      extraRefs: extraRefs,
      decoration: decoration,
      pod: pod,
      value: resource(request, labels.labels, annotations, spec, arena)
    )
  }

  private func resource(
    _ request: RunRequest,
    _ labels: ArenaArray<Member>,
    _ annotations: Value,
    _ spec: ObjectValue,
    _ arena: Arena
  ) -> ObjectValue {
    var metadata = ObjectValue(arena)
    let name = request.prowJobName
    metadata.add("name", .text(name.text), origin: name.origin)
    metadata.add("labels", .object(ObjectValue(members: labels)))
    metadata.add("annotations", annotations)
    var status = ObjectValue(arena)
    status.add("startTime", .text(request.time.text), origin: request.time.origin)
    status.add("state", .literal(startsScheduling ? "scheduling" : "triggered"))
    var resource = ObjectValue(arena)
    resource.add("kind", .literal("ProwJob"))
    resource.add("apiVersion", .literal("prow.k8s.io/v1"))
    resource.add("metadata", .object(metadata))
    resource.add("spec", .object(spec))
    resource.add("status", .object(status))
    return resource
  }
}

// MARK: - Parts of the spec, in the order of its type

extension ProwJobMaker {
  private func agent(of job: Job) -> Text {
    job.text(.agent).flatMap { $0.isEmpty ? nil : $0 } ?? Text(static: "kubernetes")
  }

  private func head(
    of resolved: ResolvedJob,
    _ request: RunRequest,
    _ arena: Arena
  ) -> ObjectValue {
    let job = resolved.job
    var spec = ObjectValue(arena)
    spec.members.reserveCapacity(24)
    spec.add("type", .literal(request.type.literal))
    spec.add("agent", .text(agent(of: job)), origin: job[.agent] == nil ? .prow : nil)
    spec.add("cluster", .text(job.cluster), origin: job[.cluster] == nil ? .prow : nil)
    let namespace = job.text(.namespace).flatMap { $0.isEmpty ? nil : $0 }
    spec.add(
      "namespace",
      text: namespace ?? podNamespace,
      origin: namespace == nil ? .unset("pod_namespace") : nil
    )
    spec.add("job", text: job.name)
    return spec
  }

  private func addReport(
    _ job: Job,
    _ type: JobType,
    _ context: Text,
    _ arena: Arena,
    to spec: inout ObjectValue
  ) {
    let reports =
      switch type {
      case .presubmit, .postsubmit: !job.isTrue(.skipReport)
      case .periodic: true
      case .batch: false
      }
    if reports { spec.add("report", .bool(true)) }
    spec.add("context", text: context, origin: job[.context] == nil ? .prow : nil)
    if type == .presubmit {
      let isOwn = job[.rerunCommand] != nil || job[.trigger] != nil
      let command =
        isOwn ? arena.text(job.rerunCommand) : arena.join(Text(static: "/test "), job.name)
      spec.add("rerun_command", text: command, origin: isOwn ? nil : .prow)
    }
  }

  private func addSettings(_ job: Job, to spec: inout ObjectValue) {
    if let most = job[.maxConcurrency]?.wholeNumberValue, most != 0 {
      spec.add("max_concurrency", .integer(most))
    }
    if job.isTrue(.errorOnEviction) { spec.add("error_on_eviction", .bool(true)) }
  }

  private func addOtherAgents(_ job: Job, _ type: JobType, to spec: inout ObjectValue) {
    if let jenkins = job[.jenkinsSpec], type == .presubmit || type == .postsubmit {
      spec.add("jenkins_spec", .node(jenkins, types.jenkinsSpec))
    }
    if let run = job[.pipelineRunSpec] { spec.add("pipeline_run_spec", .node(run, .any)) }
    if let run = job[.tektonPipelineRunSpec] {
      spec.add("tekton_pipeline_run_spec", .node(run, .any))
    }
  }

  private func addTail(_ resolved: ResolvedJob, _ arena: Arena, to spec: inout ObjectValue) {
    let job = resolved.job
    if let reporter = job[.reporterConfig] {
      spec.add("reporter_config", reporterConfig(reporter, arena))
    }
    if let rerun = job[.rerunAuthConfig] {
      spec.add("rerun_auth_config", .node(rerun, types.rerunAuthConfig))
    }
    if job.isTrue(.hidden) { spec.add("hidden", .bool(true)) }
    spec.add("prowjob_defaults", defaults.value(for: job, types, arena))
    spec.add("job_queue_name", text: job.text(.jobQueueName))
  }

  /// No states to report are an empty list that is left out, so that `report` has to say it.
  private func reporterConfig(_ node: Node, _ arena: Arena) -> Value {
    let type = types.reporterConfig
    var config = types.object(node, type, arena)
    guard case .node(let slack, let slackType) = config["slack"] else { return .node(node, type) }
    var object = types.object(slack, slackType, arena)
    if keepsSlackReport, object["report"] != nil { return .node(node, type) }
    let all = types.object(slack, slackType, keepingEmptyLists: true, arena)
    let states = all["job_states_to_report"]
    let hasNoStates = states != nil && object["job_states_to_report"] == nil
    object.set("report", .bool(!hasNoStates))
    config.set("slack", .object(object))
    return .object(config)
  }
}
