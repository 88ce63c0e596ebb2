internal import Configs
internal import Diagnostics
internal import Prow
internal import Schema
internal import YAML

extension Rule {
  /// What checkconfig warns of in jobs, and what passes it and is likely a mistake.
  static let conventions: [Rule] = [
    nonDecoratedJobs, longJobNames, duplicateJobRefs, periodicDefaultCloneConfig,
    validateClusterField, requiredJobAnnotations, inRepoCluster, inRepoFolder,
    misplacedDecorateAllJobs,
    onDemandOnly,
  ]

  static let nonDecoratedJobs = Rule(
    id: "non-decorated-jobs",
    severity: .warning,
    summary: "a Kubernetes job is not decorated",
    why: "Without the pod utilities nothing clones the source, uploads the logs or tells Prow how "
      + "the test ended, unless the image does all that itself.",
    help: "set decorate: true",
    source: "Prow, `validateDecoratedJobs` in "
      + "cmd/checkconfig/main.go: checkconfig's non-decorated-jobs",
    bad: .presubmit("name: unit\n" + Rule.tail),
    good: .presubmit("name: unit\n" + Rule.decoratedTail),
    check: .job { job, report in
      guard job.config != nil, job.agent == .kubernetes, !job.isDecorated else { return }
      report("the job is not decorated", at: job.job[.decorate] ?? job.job.nameNode)
    }
  )

  static let longJobNames = Rule(
    id: "long-job-names",
    severity: .warning,
    summary: "a job name is longer than 63 characters",
    why: "The name becomes a label of the pod, which holds 63 characters. Longer names are cut, "
      + "and jobs that differ only after that look the same.",
    help: "shorten it to 63 characters",
    source: "Prow, `validateJobRequirements` in cmd/checkconfig/main.go, warning long-job-names",
    bad: .presubmit("name: \(String(repeating: "long-", count: 12))name\n" + Rule.decoratedTail),
    good: .presubmit("name: unit\n" + Rule.decoratedTail),
    check: .job { job, report in
      // checkconfig does not look at in-repo config here.
      guard job.job.isCentral, job.agent == .kubernetes, job.job.name.count > 63 else { return }
      report("the job name has \(job.job.name.count) characters", at: job.job.nameNode)
    }
  )

  static let duplicateJobRefs = Rule(
    id: "duplicate-job-refs",
    severity: .warning,
    summary: "a presubmit clones one repository twice into one folder",
    why:
      "clonerefs ends the job before the test starts if it is to clone one repository twice into "
      + "one folder. With a path_alias of its own, each clone has a folder, and the job works: "
      + "checkconfig warns of that, too, and Plimsoll does not.",
    help: ClonedRef.help,
    source: "Prow, `validateJobExtraRefs` in cmd/checkconfig/main.go: checkconfig's "
      + "duplicate-job-refs; `Options.Validate` in pkg/clonerefs/options.go",
    bad: .presubmit(
      "name: unit\nextra_refs: [{org: acme, repo: rocket, base_ref: main}]\n" + Rule.decoratedTail
    ),
    good: .presubmit(
      "name: unit\nextra_refs: [{org: acme, repo: engine, base_ref: main}]\n" + Rule.decoratedTail
    ),
    check: .job { job, report in
      guard job.job.kind == .presubmit, job.job.isCentral, let refs = job.job[.extraRefs] else {
        return
      }
      ClonedRef.forEachClash(of: job.job, refs) { ref, other in
        guard ref.name == other.name else { return }
        report(
          "\(ref.name.shortened) is cloned twice into \(ref.path.shortened)",
          at: ref.place ?? job.job.nameNode,
          related: other.place.map { [($0, "the first time")] } ?? []
        )
      }
    }
  )

  static let periodicDefaultCloneConfig = Rule(
    id: "periodic-default-clone-config",
    severity: .warning,
    summary: "a periodic has clone settings without effect",
    why: "A periodic has no repository of its own: clone_uri, clone_depth and path_alias of the "
      + "job are ignored, only those of its extra_refs count.",
    help: "move it into extra_refs",
    source: "Prow, `validatePeriodicDefaultCloneConfig` in "
      + "cmd/checkconfig/main.go: checkconfig's periodic-default-clone-config",
    bad: .periodic("name: nightly\ninterval: 24h\nclone_depth: 1\n" + Rule.decoratedTail),
    good: .periodic(
      "name: nightly\ninterval: 24h\nextra_refs: [{org: acme, repo: rocket, clone_depth: 1}]\n"
        + Rule.decoratedTail
    ),
    check: .job { job, report in
      guard job.job.kind == .periodic else { return }
      let isSet: [(Prow.Field, Bool)] = [
        (.cloneDepth, job.job[.cloneDepth]?.wholeNumber.map { $0 != 0 } ?? false),
        (.cloneURI, job.job.text(.cloneURI).map { !$0.isEmpty } ?? false),
        (.pathAlias, job.job.text(.pathAlias).map { !$0.isEmpty } ?? false),
      ]
      let fields = isSet.filter(\.1).map(\.0)
      guard let first = fields.first else { return }
      report(
        "\(Words.list(fields.map(\.name))) of a periodic has no effect",
        at: job.job.key(first)
      )
    }
  )

  static let validateClusterField = Rule(
    id: "validate-cluster-field",
    severity: .warning,
    summary: "a job names a build cluster that it can't run in",
    why:
      "Jenkins runs a job where Jenkins is, whatever cluster says. For other jobs, config.yaml may "
      + "name a file in which Prow keeps a list of the build clusters that it knows, "
      + "plank.build_cluster_status_file. Jobs for a cluster that is not there never start.",
    help: "remove cluster, or name a build cluster that Prow has",
    source: "Prow, `validateCluster` in "
      + "cmd/checkconfig/main.go: checkconfig's validate-cluster-field",
    bad: clusters(
      """
      periodics:
      - name: jenkins-nightly
        agent: jenkins
        cluster: build
        interval: 24h
      - name: nightly
        cluster: bulid
        interval: 24h
        spec: {containers: [{image: golang}]}

      """
    ),
    good: clusters(
      """
      periodics:
      - name: jenkins-nightly
        agent: jenkins
        interval: 24h
      - name: nightly
        cluster: build
        interval: 24h
        spec: {containers: [{image: golang}]}

      """
    ),
    check: .job { job, report in
      let cluster = job.job.cluster
      let node = job.job[.cluster] ?? job.job.nameNode
      if job.agent == .jenkins, cluster != "default" {
        report(
          "cluster \"\(cluster.short)\" has no effect on a Jenkins job",
          at: node,
          help: "remove cluster:"
        )
      } else if let known = job.config?.buildClusters, !known.contains(cluster.string),
        job.job.isCentral
      {
        report(
          "\(known.path.shortened) has no cluster \"\(cluster.short)\"",
          at: node,
          help: Suggestion.nearest(to: cluster.string, among: known.names).map {
            "did you mean \($0)?"
          } ?? "use one of the clusters there"
        )
      }
    }
  )

  static let requiredJobAnnotations = Rule(
    id: "required-job-annotations",
    severity: .warning,
    summary: "a job does not have an annotation that this installation requires",
    why: "--require-annotation and requiredAnnotations in .plimsoll.yaml name annotations that "
      + "every job must have, such as the team that owns it.",
    help: "add the annotation",
    source: "Prow, `validateRequiredJobAnnotations` in "
      + "cmd/checkconfig/main.go: checkconfig's required-job-annotations",
    bad: Example.presubmit("name: unit\n" + Rule.decoratedTail).requiring("owner"),
    good: Example.presubmit("name: unit\nannotations: {owner: engines}\n" + Rule.decoratedTail)
      .requiring("owner"),
    check: .workspace { scope, report in
      let required = scope.options.requiredAnnotations
      if required.isEmpty { return }
      scope.forEachJob { job in
        let present = job.job[.annotations]?.entries.map(\.key.text) ?? []
        let missing = required.filter { name in !present.contains { $0.equals(name) } }
        if missing.isEmpty { return }
        report.about(job.job)(
          "the job has no annotation \(Words.list(missing))",
          at: job.job.nameNode
        )
      }
    }
  )

  static let inRepoCluster = Rule(
    id: "in-repo-cluster",
    summary: "an in-repo job uses a cluster that its repository may not use",
    why: "in_repo_config.allowed_clusters in config.yaml says which build clusters the jobs of a "
      + "repository's own config may run in; only default unless it says otherwise.",
    help: "use an allowed cluster, or define the job centrally",
    source: "Prow, `DefaultAndValidateProwYAML` in pkg/config/inrepoconfig.go",
    bad: .inRepo(
      "presubmits:\n- name: unit\n  cluster: trusted\n  spec:\n    containers: [{image: golang}]\n"
    ),
    good: .inRepo("presubmits:\n- name: unit\n  spec:\n    containers: [{image: golang}]\n"),
    check: .workspace { scope, report in
      guard scope.workspace.prow != nil, let repo = scope.workspace.inRepoName else { return }
      let allowed = AllowedClusters.names(scope.workspace.configRoot, repo: repo)
      for (file, jobs) in scope.jobsByFile where file.kind == .inRepo {
        for job in jobs where !allowed.contains(job.job.cluster.string) {
          report.about(job.job)(
            "cluster \"\(job.job.cluster.short)\" is not allowed for \(repo)",
            at: job.job[.cluster] ?? job.job.nameNode
          )
        }
      }
    }
  )

  static let inRepoFolder = Rule(
    id: "in-repo-folder",
    summary: "the in-repo config is a file called .prow",
    why: "Prow looks for a folder .prow with YAML files in it, or for a file .prow.yaml, and stops "
      + "at a plain file called .prow.",
    help: "call it .prow.yaml",
    source: "Prow, `ReadProwYAML` in pkg/config/inrepoconfig.go",
    bad: Example(files: [(".prow", "presubmits: []\n")], inRepo: "acme/rocket"),
    good: .inRepo("presubmits: []\n"),
    check: .workspace { scope, report in
      for file in scope.workspace.inRepoFiles where file.file.path.hasSuffix(".prow") {
        report("a plain file called .prow", in: file.file)
      }
    }
  )

  static let misplacedDecorateAllJobs = Rule(
    id: "misplaced-decorate-all-jobs",
    group: .hygiene,
    severity: .warning,
    summary: "decorate_all_jobs is set in a job file",
    why: "It counts only in config.yaml; in a job file it has no effect.",
    help: "move it to config.yaml, or set decorate: true in each job",
    source: "Prow, `mergeJobConfigs` in pkg/config/config.go",
    bad: .jobs("decorate_all_jobs: true\nperiodics: []\n"),
    good: .jobs("periodics: []\n"),
    check: .file { file, report in
      guard file.kind == .jobs, let key = file.root?.keyIfSet(.decorateAllJobs) else { return }
      report("decorate_all_jobs has no effect in a job file", at: key)
    }
  )

  static let onDemandOnly = Rule(
    id: "never-runs-postsubmit",
    group: .hygiene,
    severity: .warning,
    summary: "nothing starts a postsubmit",
    why: "With always_run: false and without run_if_changed or skip_if_only_changed no push starts "
      + "a postsubmit, and there is no comment for it, as there is for a presubmit. Messages of "
      + "Pub/Sub and calls of Gangway can start it; where config.yaml has pubsub_triggers, "
      + "pubsub_subscriptions or gangway, nothing is said.",
    help: "remove always_run, or add run_if_changed",
    source: "Prow, `Postsubmit.ShouldRun` in pkg/config/jobs.go",
    bad: .postsubmit("name: publish\nalways_run: false\n" + Rule.decoratedTail),
    good: .postsubmit("name: publish\n" + Rule.decoratedTail),
    check: .job { job, report in
      guard job.job.kind == .postsubmit, let node = job.job[.alwaysRun], node.bool == false,
        job.job[.runIfChanged].map(\.isEmpty) ?? true,
        job.job[.skipIfOnlyChanged].map(\.isEmpty) ?? true,
        let prow = job.config, !prow.startsJobsFromOutside
      else { return }
      report(
        "no push starts the postsubmit \"\(job.job.name.short)\": always_run is false",
        at: node
      )
    }
  )
}

extension Rule {
  /// Jobs, and a Prow that knows the clusters default and build.
  private static func clusters(_ jobs: String) -> Example {
    Example(files: [
      ("jobs.yaml", jobs),
      ("config.yaml", "plank:\n  build_cluster_status_file: build-clusters.json\n"),
      ("build-clusters.json", "{\"default\": \"Reachable\", \"build\": \"Reachable\"}\n"),
    ])
  }
}

extension Example {
  fileprivate func requiring(_ annotation: String) -> Example {
    var copy = self
    copy.requiredAnnotations = [annotation]
    return copy
  }
}

/// Build clusters that a repository's own config may use.
///
/// Source: Prow, `InRepoConfigAllowsCluster` in pkg/config/config.go.
private enum AllowedClusters {
  static func names(_ config: Node?, repo: String) -> Set<String> {
    let map = config?[.inRepoConfig]?[.allowedClusters]
    let org = RepoKey.split(repo).org
    var names: Set<String> = []
    var hasDefault = false
    for entry in map.map({ Array($0.entries) }) ?? [] {
      let key = entry.key.text
      if key == "*" { hasDefault = true }
      guard key == "*" || key.equals(org) || key.equals(repo) else { continue }
      for item in entry.value.items { names.insert(item.text.string) }
    }
    if !hasDefault { names.insert("default") }
    return names
  }
}
