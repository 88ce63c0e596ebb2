internal import Diagnostics
internal import Kubernetes
internal import Prow
internal import Schema
internal import YAML

/// Runs the API server's checks of pods, once a pod, and gives each finding to its rule.
struct PodChecks: Sendable {
  private let rules: [Rule]
  /// Positions in `rules` by family; `nil` where the rule does not run.
  private let indices: [Int?]
  private let schema: ProwSchema

  /// `nil` if none of the rules is about pods.
  init?(_ rules: [Rule], _ schema: ProwSchema) {
    var indices = [Int?](repeating: nil, count: PodRule.allCases.count)
    for (index, rule) in rules.enumerated() {
      if case .pod(let family) = rule.check { indices[family.rawValue] = index }
    }
    if indices.allSatisfy({ $0 == nil }) { return nil }
    self.rules = rules
    self.indices = indices
    self.schema = schema
  }

  /// For the pods of jobs; keep it from one to the next.
  var judge: PodJudge {
    PodJudge(fields: schema.podFields, version: schema.kubernetes)
  }

  // MARK: Jobs

  func check(_ job: ResolvedJob, _ judge: inout PodJudge, into sink: FindingSink) {
    guard job.agent == .kubernetes, let spec = job.spec else { return }
    let pod = PodSource(
      spec: spec,
      labels: job.job[.labels],
      annotations: job.job[.annotations],
      additions: job.presetSet.additions,
      decoration: DecorationAdditions(job),
      isOfJob: true
    )
    for finding in judge.judge(pod) { report(finding, job, sink) }
  }

  private func report(_ finding: PodFinding, _ job: ResolvedJob, _ sink: FindingSink) {
    guard let addition = finding.addition else {
      return report(finding, at: finding.node, sink.path(to: finding.node), job.job, sink)
    }
    var found = finding
    if finding.dependsOnPod {
      // The preset is right for other jobs, so the job is the place.
      found.message += "; a preset adds it"
      found.related.append((finding.node, "added by this preset"))
      let place = job.job.nameNode
      report(found, at: place, sink.path(to: place), job.job, sink)
    } else {
      found.message += ", in a preset"
      found.related.append((job.job.nameNode, "a job that gets this preset"))
      found.related.append((job.presets[addition].place, "the preset"))
      report(found, at: finding.node, sink.path(to: finding.node), nil, sink)
    }
  }

  // MARK: Manifests

  func check(_ file: LoadedFile, into sink: FindingSink) {
    guard let root = file.root, let manifests = schema.manifests else { return }
    reportRepeatedKeys(of: file, sink)
    guard let spec = root["spec"] else {
      let finding = PodFinding(
        rule: .container,
        message: "the pod has no spec",
        node: root.firstKey ?? root,
        path: "spec.containers"
      )
      return report(finding, sink)
    }
    var judge = PodJudge(fields: manifests.podFields, version: schema.kubernetes)
    let pod = PodSource(spec: spec, metadata: root["metadata"], isOfJob: false)
    let refused = firstRefused(of: file)
    for finding in judge.judge(pod) { report(finding, sink, after: refused) }
  }

  /// The first field that keeps the API server from reading a manifest: unknown, or there twice.
  ///
  /// It then checks nothing else, so that other mistakes are reported only later.
  private func firstRefused(of file: LoadedFile) -> RelatedPlace? {
    let message = "the API server refuses the pod for this first"
    func isUnknown(_ finding: SchemaFinding) -> Bool {
      switch finding.kind {
      case .unknownField, .otherCase: true
      default: false
      }
    }
    if let unknown = file.schemaFindings.all.first(where: isUnknown) {
      return RelatedPlace(place: unknown.node.place, message: message)
    }
    return file.document.repeatedKeys.first.map {
      RelatedPlace(place: Place(file: file.file, range: $0.range), message: message)
    }
  }

  /// The API server reads manifests strictly.
  private func reportRepeatedKeys(of file: LoadedFile, _ sink: FindingSink) {
    guard let index = indices[PodRule.repeatedField.rawValue] else { return }
    for problem in file.document.repeatedKeys {
      sink.add(
        Diagnostic(
          rule: rules[index].id,
          severity: rules[index].severity,
          message: problem.message,
          place: Place(file: file.file, range: problem.range),
          help: problem.help ?? rules[index].help,
          related: problem.related.map {
            [RelatedPlace(place: Place(file: file.file, range: $0.range), message: $0.message)]
          } ?? [],
          fix: .removeRepeatedKey(problem, of: file.document)
        ),
        by: index
      )
    }
  }

  private func report(
    _ finding: PodFinding,
    _ sink: FindingSink,
    after refused: RelatedPlace? = nil
  ) {
    report(finding, at: finding.node, finding.path, nil, sink, after: refused)
  }

  // MARK: Findings

  /// `refused`: What the API server refuses before it looks for this: a warning is enough then.
  private func report(
    _ finding: PodFinding,
    at node: Node,
    _ path: @autoclosure () -> String,
    _ job: Job?,
    _ sink: FindingSink,
    after refused: RelatedPlace? = nil
  ) {
    guard let index = indices[finding.rule.rawValue], sink.hasRoom(for: index) else { return }
    let rule = rules[index]
    let related = finding.related.map {
      RelatedPlace(place: $0.node.place, message: $0.message)
    }
    sink.add(
      Diagnostic(
        rule: rule.id,
        severity: refused == nil ? rule.severity : .warning,
        message: finding.message,
        place: node.place,
        help: finding.help ?? rule.help,
        related: related + (refused.map { [$0] } ?? []),
        fix: fix(finding, at: node),
        path: path(),
        job: job.map { $0.name.string }
      ),
      by: index
    )
  }

  /// `nil` where the job has the finding and a preset the value.
  private func fix(_ finding: PodFinding, at node: Node) -> Fix? {
    guard let repair = finding.repair, node.isSame(as: finding.node) else { return nil }
    switch repair {
    case .value(let text): return .write(node, .anyUse, .safe, .string(text))
    case .number(let text): return .write(node, .anyUse, .safe, .plain(text))
    case .name(let text):
      return node.written.pointee.flags.contains(.isKey)
        ? .renameEntry(node, .safe, to: text) : .write(node, .anyUse, .safe, .string(text))
    case .removal:
      return finding.related.first.map { .removeRepeat(of: $0.node, with: node) }
    case .omission(let isSafe): return .removeItem(with: node, isSafe ? .safe : .unsafe)
    }
  }
}
