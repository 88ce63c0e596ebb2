internal import Diagnostics
internal import Kubernetes
internal import Prow
internal import Schema
internal import YAML

extension Rule {
  /// What the fields of a single job must hold.
  static let jobFields: [Rule] = [
    jobName, negativeMaxConcurrency, unknownAgent, missingSpec, specAgent, missingPipelineRunSpec,
    pipelineRunSpecAgent, decorationAgent, evictionAgent, otherNamespace, reservedLabel,
    invalidLabel, invalidAnnotation, unknownJobQueue, rerunAuthConflict, cloneURI,
  ]

  static let jobName = Rule(
    id: "job-name",
    summary: "a job has no valid name",
    why: "The name becomes part of paths, labels and comments. Prow refuses the whole config when "
      + "it is missing or has other characters than letters, digits, dots, dashes and underscores.",
    help: "use only letters, digits, hyphens, underscores and dots",
    source: "Prow, `validateJobName` in pkg/config/config.go",
    bad: .presubmit("name: unit tests\n" + Rule.tail),
    good: .presubmit("name: unit-tests\n" + Rule.tail),
    check: .job { job, report in
      guard let node = job.job[.name] else {
        return report("the job has no name", at: job.job.nameNode, help: "add name: to it")
      }
      guard let name = node.string else { return }
      let isValid = job.agent == .jenkins ? isJenkinsName(name) : isName(name)
      guard !isValid else { return }
      let help =
        name.isEmpty
        ? "give the job a name"
        : name.bytes.last == 0x0A
          ? "write it on one line; a block string ends with a line break"
          : "use only letters, digits, dots, dashes and underscores"
      report("\"\(name.short)\" is not a job name", at: node, help: help)
    }
  )

  private static func isName(_ name: Text) -> Bool {
    !name.isEmpty && name.bytes.allSatisfy(isNameByte)
  }

  private static func isNameByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."),
      UInt8(ascii: "_"):
      true
    default: false
    }
  }

  /// Jenkins jobs are in folders: slashes are fine inside, a dot at the end is not.
  private static func isJenkinsName(_ name: Text) -> Bool {
    guard let first = name.bytes.first, isNameByte(first) else { return false }
    guard name.count > 1, let last = name.bytes.last else { return true }
    return last != UInt8(ascii: ".") && isNameByte(last)
      && name.bytes.allSatisfy { isNameByte($0) || $0 == UInt8(ascii: "/") }
  }

  static let negativeMaxConcurrency = Rule(
    id: "negative-max-concurrency",
    summary: "max_concurrency is below zero",
    why: "It says how many runs of the job go on at a time, 0 for any number.",
    help: "use 0 for no limit",
    source: "Prow, `validateJobBase` in pkg/config/config.go",
    bad: .presubmit("name: unit\nmax_concurrency: -1\n" + Rule.tail),
    good: .presubmit("name: unit\nmax_concurrency: 0\n" + Rule.tail),
    fix: .unsafe,
    check: .job { job, report in
      guard let node = job.job[.maxConcurrency], let value = node.wholeNumber, value < 0 else {
        return
      }
      report(
        "max_concurrency \(value) is below zero",
        at: node,
        fix: .write(node, .anyUse, .unsafe, .plain("0"))
      )
    }
  )

  static let unknownAgent = Rule(
    id: "unknown-agent",
    severity: .warning,
    summary: "the agent is not one of Prow's",
    why: "Prow loads the job with a line in its log, and nothing ever runs it.",
    help: "use kubernetes, jenkins or tekton-pipeline",
    source: "Prow, `validateAgent` in pkg/config/config.go",
    bad: .presubmit("name: unit\nagent: kubernets\n" + Rule.decoratedTail),
    good: .presubmit("name: unit\nagent: kubernetes\n" + Rule.decoratedTail),
    fix: .safe,
    check: .job { job, report in
      guard job.agent == .other, let node = job.job[.agent] else { return }
      report(
        "no agent is called \"\(node.text.short)\"",
        at: node,
        fix: .write(
          node,
          .anyUse,
          .safe,
          Suggestion.nearest(
            to: node.text.string,
            among: ["kubernetes", "jenkins", "tekton-pipeline"],
            within: 1
          ).map { .string($0) }
        )
      )
    }
  )

  static let missingSpec = Rule(
    id: "missing-spec",
    summary: "a Kubernetes job has no pod spec",
    why: "The pod spec says what runs. Prow refuses the whole config without it.",
    help: "add spec: with at least one container",
    source: "Prow, `validateAgent` in pkg/config/config.go",
    bad: .presubmit("name: unit\nalways_run: true\n"),
    good: .presubmit("name: unit\nalways_run: true\n" + Rule.tail),
    check: .job { job, report in
      guard job.agent == .kubernetes, job.spec == nil else { return }
      report("the job has no spec, and its agent is kubernetes", at: job.job.nameNode)
    }
  )

  static let specAgent = Rule(
    id: "spec-agent",
    summary: "a job has a pod spec, and its agent is not kubernetes",
    why: "Only the agent kubernetes runs pods. Prow refuses the whole config.",
    help: "remove the spec, or the agent",
    source: "Prow, `validateAgent` in pkg/config/config.go",
    bad: .presubmit("name: unit\nagent: jenkins\n" + Rule.tail),
    good: .presubmit("name: unit\nagent: jenkins\n"),
    check: .job { job, report in
      guard job.agent == .jenkins || job.agent == .tekton, job.spec != nil else { return }
      report("a job with agent \(job.agentName) has no pod spec", at: job.job.key(.spec))
    }
  )

  static let missingPipelineRunSpec = Rule(
    id: "missing-pipeline-run-spec",
    summary: "a Tekton job has no pipeline run spec",
    why: "The pipeline run spec says what runs. Prow refuses the whole config without it.",
    help: "add pipeline_run_spec:",
    source: "Prow, `validateAgent` in pkg/config/config.go",
    bad: .presubmit("name: unit\nagent: tekton-pipeline\n"),
    good: .presubmit(
      "name: unit\nagent: tekton-pipeline\npipeline_run_spec: {pipelineRef: {name: unit}}\n"
    ),
    check: .job { job, report in
      guard job.agent == .tekton, job.pipelineRunSpec == nil else { return }
      report(
        "the job has no pipeline_run_spec, and its agent is tekton-pipeline",
        at: job.job.nameNode
      )
    }
  )

  static let pipelineRunSpecAgent = Rule(
    id: "pipeline-run-spec-agent",
    summary: "a job has a pipeline run spec, and its agent is not tekton-pipeline",
    why: "Only the agent tekton-pipeline runs pipelines. Prow refuses the whole config.",
    help: "remove it, or set agent: tekton-pipeline",
    source: "Prow, `validateAgent` in pkg/config/config.go",
    bad: .presubmit("name: unit\npipeline_run_spec: {pipelineRef: {name: unit}}\n" + Rule.tail),
    good: .presubmit("name: unit\n" + Rule.tail),
    check: .job { job, report in
      guard job.agent == .kubernetes || job.agent == .jenkins, job.pipelineRunSpec != nil else {
        return
      }
      let field: Prow.Field =
        job.job[.pipelineRunSpec] == nil ? .tektonPipelineRunSpec : .pipelineRunSpec
      report("a job with agent \(job.agentName) has no pipeline run spec", at: job.job.key(field))
    }
  )

  static let decorationAgent = Rule(
    id: "decoration-agent",
    summary: "a job is decorated, and its agent is not kubernetes",
    why: "The pod utilities are containers of the test's pod, so only pods can have them. Prow "
      + "refuses the whole config.",
    help: "set decorate: false and remove decoration_config",
    source: "Prow, `validateAgent` in pkg/config/config.go",
    bad: .presubmit("name: unit\nagent: jenkins\ndecorate: true\n"),
    good: .presubmit("name: unit\nagent: jenkins\n"),
    check: .job { job, report in
      guard job.agent == .jenkins || job.agent == .tekton, job.decoration != nil else { return }
      let node =
        job.job[.decorationConfig] == nil
        ? job.job.key(.decorate) : job.job.key(.decorationConfig)
      report("a job with agent \(job.agentName) can't be decorated", at: node)
    }
  )

  static let evictionAgent = Rule(
    id: "eviction-agent",
    summary: "a job has error_on_eviction, and its agent is not kubernetes",
    why: "Only pods are evicted. Prow refuses the whole config.",
    help: "remove error_on_eviction",
    source: "Prow, `validateAgent` in pkg/config/config.go",
    bad: .presubmit("name: unit\nagent: jenkins\nerror_on_eviction: true\n"),
    good: .presubmit("name: unit\nagent: jenkins\nerror_on_eviction: false\n"),
    fix: .safe,
    check: .job { job, report in
      guard job.agent == .jenkins || job.agent == .tekton, job.job.isTrue(.errorOnEviction),
        let node = job.job[.errorOnEviction]
      else { return }
      report(
        "a job with agent \(job.agentName) has no error_on_eviction",
        at: node,
        fix: .removeEntry(job.job.key(.errorOnEviction), .safe)
      )
    }
  )

  static let otherNamespace = Rule(
    id: "other-namespace",
    summary: "a job asks for a namespace of its own",
    why: "Prow creates all pods in its pod_namespace and refuses a config in which a job wants "
      + "another one.",
    help: "remove namespace:",
    source: "Prow, `validateAgent` in pkg/config/config.go",
    bad: .presubmit("name: unit\nnamespace: team-pods\n" + Rule.tail),
    good: .presubmit("name: unit\nnamespace: test-pods\n" + Rule.tail),
    check: .job { job, report in
      guard job.agent == .kubernetes || job.agent == .jenkins, let prow = job.config,
        let node = job.job[.namespace], let namespace = node.string, !namespace.isEmpty,
        namespace != prow.podNamespace
      else { return }
      report(
        "namespace \"\(namespace.short)\" is not Prow's pod_namespace \"\(prow.podNamespace.short)\"",
        at: node
      )
    }
  )

  static let reservedLabel = Rule(
    id: "reserved-label",
    summary: "a job sets a label that Prow sets itself",
    why: "Prow finds its pods by these labels and refuses a config in which a job sets one.",
    help: "remove the label",
    source: "Prow, `validateLabels` in pkg/config/config.go",
    bad: .presubmit(
      "name: unit\nlabels: {team: engines, prow.k8s.io/type: presubmit}\n" + Rule.tail
    ),
    good: .presubmit("name: unit\nlabels: {team: engines}\n" + Rule.tail),
    fix: .safe,
    check: .job { job, report in
      guard let labels = job.job[.labels] else { return }
      for entry in labels.entries
      where ReservedNames.labels.contains(where: { entry.key.text == $0 }) {
        report(
          "label \"\(entry.key.text.short)\" is set by Prow",
          at: entry.key,
          fix: .removeEntry(entry.key, .safe)
        )
      }
    }
  )

  static let invalidLabel = Rule(
    id: "invalid-label",
    summary: "a label of a job is not valid",
    why: "Labels of the job become labels of its pod. Keys are names with an optional prefix, "
      + "values at most 63 letters, digits, dots, dashes and underscores.",
    help: "use letters, digits, hyphens, underscores and dots, at most 63 of them",
    source: "Prow, `validateLabels` in pkg/config/config.go",
    bad: .presubmit("name: unit\nlabels: {team: the engine team}\n" + Rule.tail),
    good: .presubmit("name: unit\nlabels: {team: engine-team}\n" + Rule.tail),
    check: .job { job, report in
      guard let labels = job.job[.labels] else { return }
      for entry in labels.entries {
        if let reason = NameFormat.qualifiedNameFault(entry.key.text.bytes) {
          report("label key \"\(entry.key.text.short)\" \(reason)", at: entry.key)
        }
        guard let value = entry.value.string,
          let reason = NameFormat.labelValueFault(value.bytes)
        else { continue }
        report("label value \"\(value.short)\" \(reason)", at: entry.value)
      }
    }
  )

  static let invalidAnnotation = Rule(
    id: "invalid-annotation",
    summary: "an annotation key of a job is not valid",
    why: "Annotations of the job become annotations of its pod. Keys are names with an optional "
      + "prefix. Prow refuses the whole config.",
    help: "use letters, digits, hyphens, underscores and dots, with or without "
      + "example.com/ before them",
    source: "Prow, `validateAnnotation` in pkg/config/config.go",
    bad: .presubmit("name: unit\nannotations: {test owner: engines}\n" + Rule.tail),
    good: .presubmit("name: unit\nannotations: {test-owner: engines}\n" + Rule.tail),
    check: .job { job, report in
      guard let annotations = job.job[.annotations] else { return }
      for entry in annotations.entries {
        guard let reason = NameFormat.qualifiedNameFault(entry.key.text.bytes) else {
          continue
        }
        report("annotation key \"\(entry.key.text.short)\" \(reason)", at: entry.key)
      }
    }
  )

  static let unknownJobQueue = Rule(
    id: "unknown-job-queue",
    summary: "a job is in a queue that config.yaml does not have",
    why: "Queues are defined by plank.job_queue_capacities. Prow refuses the whole config.",
    help: "add the queue to plank.job_queue_capacities, or use one that is there",
    source: "Prow, `validateJobQueueName` in pkg/config/config.go",
    bad: .presubmit("name: unit\njob_queue_name: nightly\n" + Rule.tail),
    good: .presubmit("name: unit\n" + Rule.tail),
    check: .job { job, report in
      guard let prow = job.config, let node = job.job[.jobQueueName], let name = node.string,
        !name.isEmpty, !prow.jobQueues.contains(name)
      else { return }
      report("no job queue is called \"\(name.short)\"", at: node)
    }
  )

  static let rerunAuthConflict = Rule(
    id: "rerun-auth-conflict",
    summary: "a job has both allow_anyone and a list of who may rerun it",
    why:
      "With allow_anyone, lists of users, teams and orgs have no effect. Prow refuses the whole config.",
    help: "remove allow_anyone, or the lists",
    source: "Prow, `RerunAuthConfig.Validate` in pkg/apis/prowjobs/v1/types.go",
    bad: .presubmit(
      "name: unit\nrerun_auth_config: {allow_anyone: true, github_users: [ada]}\n" + Rule.tail
    ),
    good: .presubmit("name: unit\nrerun_auth_config: {github_users: [ada]}\n" + Rule.tail),
    check: .job { job, report in
      guard !job.containers.isEmpty, let auth = job.job[.rerunAuthConfig] else { return }
      RerunAuth.check(auth, report)
    }
  )

  static let cloneURI = Rule(
    id: "clone-uri",
    summary: "Prow can't use a clone_uri",
    why: "It must be an address, and with an OAuth token one with http or https, since the token "
      + "is sent along. Prow refuses the whole config.",
    help: "write an address such as https://github.com/org/repo.git",
    source: "Prow, `UtilityConfig.Validate` in pkg/config/jobs.go",
    bad: .presubmit("name: unit\nclone_uri: \"https://example.com/%zz\"\n" + Rule.tail),
    good: .presubmit("name: unit\nclone_uri: https://example.com/rocket.git\n" + Rule.tail),
    check: .job { job, report in
      guard !job.containers.isEmpty, let own = job.job.text(.cloneURI), !own.isEmpty else {
        return
      }
      let usesToken = job.decoration?.has(.oauthTokenSecret) ?? false
      CloneURI.check(job.job[.cloneURI], owner: job.job.node, usesToken: usesToken, report)
      for refs in job.job[.extraRefs].map({ Array($0.items) }) ?? [] {
        CloneURI.check(refs[.cloneURI], owner: refs, usesToken: usesToken, report)
      }
    }
  )

  /// The end of most examples.
  static let tail = """
    spec:
      containers:
      - image: golang
        command: [make]
    """

  /// The end of examples of decorated jobs.
  static let decoratedTail = "decorate: true\n" + tail
}

/// What Prow asks of rerun_auth_config.
enum RerunAuth {
  static func check(_ auth: Node, _ report: Report) {
    guard auth.isTrue(.allowAnyone), let anyone = auth[.allowAnyone] else { return }
    let lists: [Prow.Field] = [.githubUsers, .githubTeamIDs, .githubTeamSlugs, .githubOrgs]
    for list in lists {
      guard let value = auth[list], value.itemCount > 0 else { continue }
      report(
        "allow_anyone and \(list.name) can't both be set",
        at: auth.key(list) ?? value,
        related: [(anyone, "allow_anyone is set here")]
      )
    }
  }
}
