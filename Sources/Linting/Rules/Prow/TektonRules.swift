internal import Prow
internal import YAML

extension Rule {
  /// What Prow asks of pipeline runs.
  static let tekton: [Rule] = [tektonTaskRef, tektonGitRef]

  static let tektonTaskRef = Rule(
    id: "tekton-task-ref",
    summary: "a task of an inline pipeline has no taskRef",
    why: "Prow's loader crashes on it, so that no config is loaded at all.",
    help: "refer to the task by taskRef instead of writing it in place",
    source: "Prow, `ValidatePipelineRunSpec` in pkg/config/config.go",
    bad: .presubmit(
      """
      name: unit
      agent: tekton-pipeline
      pipeline_run_spec:
        pipelineSpec:
          tasks: [{name: build}]
      """
    ),
    good: .presubmit(
      """
      name: unit
      agent: tekton-pipeline
      pipeline_run_spec:
        pipelineSpec:
          tasks: [{name: build, taskRef: {name: build}}]
      """
    ),
    check: .job { job, report in
      guard let tasks = job.pipelineRunSpec?[.pipelineSpec]?[.tasks] else { return }
      for task in tasks.items where task[.taskRef] == nil && (task.isMapping || task.isNull) {
        report("the task has no taskRef", at: task.firstKey ?? task)
      }
    }
  )

  static let tektonGitRef = Rule(
    id: "tekton-git-ref",
    summary: "the git references of a pipeline do not fit the job",
    why: "Tasks called PROW_IMPLICIT_GIT_REF and PROW_EXTRA_GIT_REF_0, _1, … stand for the "
      + "repositories of the job: every extra ref must be used, and no other. A periodic has no "
      + "implicit one.",
    help: "let the tasks use each extra ref by its number, from 0",
    source: "Prow, `ValidatePipelineRunSpec` in pkg/config/config.go",
    bad: .presubmit(
      """
      name: unit
      agent: tekton-pipeline
      extra_refs: [{org: acme, repo: tools, base_ref: main}]
      pipeline_run_spec: {pipelineRef: {name: build}}
      """
    ),
    good: .presubmit(
      """
      name: unit
      agent: tekton-pipeline
      extra_refs: [{org: acme, repo: tools, base_ref: main}]
      pipeline_run_spec:
        pipelineSpec:
          tasks: [{name: tools, taskRef: {name: PROW_EXTRA_GIT_REF_0}}]
      """
    ),
    check: .job { job, report in
      guard let spec = job.pipelineRunSpec else { return }
      TektonRefs.check(spec, job, report)
    }
  )
}

private enum TektonRefs {
  static func check(_ spec: Node, _ job: ResolvedJob, _ report: Report) {
    var used: Set<Int> = []
    for task in spec[.pipelineSpec]?[.tasks].map({ Array($0.items) }) ?? [] {
      guard let node = task[.taskRef]?[.name], let name = node.string else { continue }
      if name == "PROW_IMPLICIT_GIT_REF", job.job.kind == .periodic {
        report("a periodic has no implicit git reference", at: node, help: "use an extra ref")
      }
      guard let digits = extraRefDigits(name.string) else { continue }
      if digits.count > 1, digits.hasPrefix("0") {
        report("the number of \(name.short) has a leading zero", at: node, help: "remove the zero")
      }
      if let index = Int(digits) { used.insert(index) }
    }
    checkUse(of: job.job[.extraRefs], used, spec, report)
  }

  /// The number of an extra git reference, as digits.
  private static func extraRefDigits(_ name: String) -> Substring? {
    let marker = "PROW_EXTRA_GIT_REF_"
    var rest = Substring(name)
    while let start = rest.firstIndex(of: "P") {
      rest = rest[start...]
      if rest.hasPrefix(marker) {
        let digits = rest.dropFirst(marker.count).prefix { ("0"..."9").contains($0) }
        if !digits.isEmpty { return digits }
      }
      rest = rest.dropFirst()
    }
    return nil
  }

  private static func checkUse(
    of extraRefs: Node?,
    _ used: Set<Int>,
    _ spec: Node,
    _ report: Report
  ) {
    let refs = extraRefs.map { Array($0.items) } ?? []
    for (index, ref) in refs.enumerated() where !used.contains(index) {
      report(
        "no task uses this extra ref",
        at: ref.firstKey ?? ref,
        help: "add a task with taskRef PROW_EXTRA_GIT_REF_\(index), or remove the extra ref"
      )
    }
    for index in used.sorted() where index >= refs.count {
      report(
        "a task uses PROW_EXTRA_GIT_REF_\(index), and the job has \(refs.count) extra refs",
        at: spec[.pipelineSpec] ?? spec
      )
    }
  }
}
