import Analysis
import Diagnostics
import Linting
import Testing

@Suite("Unknown fields and wrong types")
struct FieldAdviceTests {
  /// One field of a presubmit, a pod spec or a container, and what is to be done about it.
  @Test(arguments: [
    (
      "volumeMounts: [{name: a, mountPath: /a}]",
      "volumeMounts belongs in a container, under spec.containers"
    ),
    ("volumes: [{name: a, emptyDir: {}}]", "volumes belongs in the pod spec, under spec"),
    (
      "securityContext: {privileged: true}",
      "securityContext belongs in a container, under spec.containers"
    ),
    ("privileged: true", "privileged belongs under spec.containers[].securityContext"),
    ("timeout: 3h", "timeout belongs under decoration_config"),
    ("cron: 0 3 * * *", "only periodics have cron; remove it, or move the job there"),
    ("alway_run: true", "did you mean always_run?"),
    ("base_ref: main", "base_ref belongs under extra_refs"),
  ])
  func aFieldOfAJobIsSentHome(_ field: String, _ help: String) async throws {
    let text = "name: unit\n\(field)\nspec: {containers: [{image: golang}]}"
    #expect(try await helps(.presubmit(text)) == [help])
  }

  @Test(arguments: [
    ("image: golang", "image belongs in a container, under containers"),
    ("env: [{name: A, value: a}]", "env belongs in a container, under containers"),
    ("decorate: true", "decorate belongs to the job itself, next to spec"),
    ("nodeselector2: {a: b}", "did you mean nodeSelector?"),
  ])
  func aFieldOfAPodSpecIsSentHome(_ field: String, _ help: String) async throws {
    #expect(try await helps(.podSpec(field)) == [help])
  }

  @Test(arguments: [
    ("nodeSelector: {pool: metal}", "nodeSelector belongs in the pod spec, under spec"),
    ("serviceAccountName: bot", "serviceAccountName belongs in the pod spec, under spec"),
    ("privileged: true", "privileged belongs under securityContext"),
    ("cpu: 2", "cpu belongs under resources, in requests or limits"),
    ("enviroment: []", "did you mean env?"),
    ("comand: [make]", "did you mean command?"),
    ("no_such_thing_anywhere: 1", "remove it, or look the name up with plimsoll schema"),
  ])
  func aFieldOfAContainerIsSentHome(_ field: String, _ help: String) async throws {
    #expect(try await helps(.container(field)) == [help])
  }

  @Test
  func branchesOfAPeriodicAreThoseOfItsExtraRefs() async throws {
    let text = "name: unit\ninterval: 1h\nbranches: [main]\nspec: {containers: [{image: golang}]}"
    #expect(
      try await helps(.periodic(text)) == [
        "only presubmits and postsubmits have branches; a periodic names its branch as base_ref "
          + "in extra_refs"
      ]
    )
  }

  @Test
  func topLevelKeysAreSentToTheirFiles() async throws {
    let jobs = "presubmit: {}\ntide: {}\ntriggers: []\nacme/rocket: []\n"
    #expect(
      try await helps(.jobs(jobs)) == [
        "did you mean presubmits?", "tide belongs in Prow's config.yaml",
        "triggers belongs in plugins.yaml",
        "put acme/rocket under presubmits or postsubmits, indented",
      ]
    )
    #expect(
      try await helps(.inRepo("periodics: []\n")) == [
        "in-repo config has no periodics: they belong in a central job file"
      ]
    )
  }

  @Test
  func aRefHasNamesOfItsOwnForABranchAndAPath() async throws {
    let text = """
      periodics:
      - name: a
        interval: 1h
        decorate: true
        branch: main
        extra_refs:
        - {org: acme, repo: rocket, branch: main, path: x}
        spec: {containers: [{image: golang, command: [make]}]}

      """
    #expect(
      try await helps(.jobs(text)) == [
        "a periodic names its branch as base_ref in extra_refs", "did you mean base_ref?",
        "did you mean path_alias?",
      ]
    )
    // The one mistake is one finding.
    let config = Example.config(Example.baseConfig, jobs: text)
    #expect(try await findings(config, "incomplete-ref").isEmpty)
  }

  @Test
  func fieldsOfConfigAreSentToTheirLevel() async throws {
    let text = """
      max_pod_age: 24h
      branch-protection:
        orgs:
          acme:
            rocket: {protect: true}
            repos:
              rocket:
                main: {protect: true}
                contexts: [unit]
      tide:
        queries: [{repos: [acme/rocket], branches: [main]}]
        context_options: {orgs: {acme: {rocket: {}}}}

      """
    #expect(
      try await helps(.config(text)) == [
        "max_pod_age belongs under sinker",
        "if rocket is the name of a repository, it belongs under repos",
        "if main is the name of a branch, it belongs under branches",
        "contexts belongs under required_status_checks", "did you mean includedBranches?",
        "if rocket is the name of a repository, it belongs under repos",
      ]
    )
  }

  @Test
  func aMistakeBehindAnAnchorIsOneFinding() async throws {
    let text = """
      presubmits:
        acme/rocket:
        - &unit {name: unit, alway_run: true, branches: [^refs/heads/main$], spec: {}}
        - {<<: *unit, name: lint}

      """
    #expect(try await helps(.jobs(text)) == ["did you mean always_run?"])
    let config = Example.config(Example.baseConfig, jobs: text)
    #expect(try await findings(config, "pattern-never-matches").count == 1)
  }

  @Test
  func keysThatHoldAnchorsAreNotUnknown() async throws {
    let text = """
      global_definitions:
      - &labels {preset-a: "true"}
      template: &job {decorate: true}
      unused_definitions: []
      periodics:
      - {name: a, interval: 1h, labels: *labels, <<: *job, spec: {containers: [{image: x}]}}

      """
    let found = try await findings(.jobs(text), "unknown-fields-all")
    #expect(found.map(\.message) == ["unknown field \"unused_definitions\" in a job file"])
  }

  @Test(arguments: [
    ("apiVersion: apps/v1\nkind: Deployment\nspec: {}\n", "a manifest of kind Deployment"),
    ("apiVersion: v2\nname: x\nversion: 1.0.0\n", "the Chart.yaml of a Helm chart"),
    ("name: ci\non: [push]\njobs: {build: {}}\n", "a GitHub workflow"),
    ("apiVersion: v1\nkind: ConfigMap\ndata: {a: b}\n", "a ConfigMap"),
  ])
  func aFileOfAnotherProgramIsOneFinding(_ text: String, _ what: String) async throws {
    let found = try await findings(.jobs(text), "unknown-fields-all")
    #expect(found.map(\.message) == ["this is \(what), and Prow reads nothing of it"])
    #expect(found.map(\.place.range.start) == [0])
    #expect(
      found.map(\.help) == [
        "move it out of the folder of job files, or list it in .prowignore"
      ]
    )
  }

  @Test
  func aConfigurationInAConfigMapIsOneFinding() async throws {
    let text = "kind: ConfigMap\napiVersion: v1\ndata:\n  config.yaml: |\n    tide: {}\n"
    let found = try await findings(.jobs(text), "unknown-fields-all")
    #expect(
      found.map(\.message) == [
        "this is a ConfigMap with config.yaml in it, and Prow reads the file config.yaml itself"
      ]
    )
    #expect(
      found.map(\.help) == [
        "put the value of data.\"config.yaml\" into a file of its own, or name this file with --config"
      ]
    )
  }

  @Test
  func aFileWithJobsIsProws() async throws {
    let text = "apiVersion: v1\nkind: Deployment\nperiodics: []\n"
    let found = try await findings(.jobs(text), "unknown-fields-all")
    #expect(
      found.map(\.message) == [
        "unknown field \"apiVersion\" in a job file", "unknown field \"kind\" in a job file",
      ]
    )
  }

  @Test
  func settingsAmongNamesOfBranchesAreExplained() async throws {
    let config = """
      branch-protection:
        orgs: {acme: {repos: {rocket: {branches: {main: , protect: true}}}}}

      """
    let found = try await findings(.config(config), "wrong-type")
    #expect(found.map(\.message) == ["true is a boolean, and protect takes a mapping"])
    #expect(
      found.map(\.help) == [
        "every key here is the name of a branch: if protect is a setting of a branch, "
          + "indent it deeper, below that name"
      ]
    )
  }

  @Test
  func aSettingAmongNamesOfBranchesIsOneFinding() async throws {
    let config = """
      tide: {queries: [{repos: [acme/rocket]}]}
      branch-protection:
        orgs:
          acme:
            repos:
              rocket:
                branches: {enforce_admins: true, required_status_checks: {}, main: {}}

      """
    let found = try await findings(.config(config), "undecided-branch-policy")
    #expect(
      found.map(\.message) == [
        "acme/rocket branch required_status_checks sets neither protect nor unmanaged: true",
        "acme/rocket branch main sets neither protect nor unmanaged: true",
      ]
    )
    #expect(
      found.map(\.help) == [
        "every key here is the name of a branch: if required_status_checks is a setting of a "
          + "branch, indent it deeper, below that name",
        "set protect: true or false, or unmanaged: true",
      ]
    )
  }

  @Test
  func scalarsInPluginsAreReadAsProwReadsThem() async throws {
    let text = """
      plugins: {acme: {plugins: [12, true], excluded_repos: [1]}}
      welcome: [{message_template: 1}]
      config_updater:
        maps: {a: {name: 12, cluster_groups: [true]}}

      """
    let found = try await findings(.plugins(text), "wrong-type")
    #expect(
      found.map(\.message) == [
        "12 is a number, and name takes a string",
        "true is a boolean, and this field takes a string",
      ]
    )
    let old = "plugins: {acme: [12, trigger]}\n"
    #expect(try await findings(.plugins(old), "wrong-type").isEmpty)
  }

  private func helps(_ example: Example) async throws -> [String?] {
    let found = try await ExampleLinter.lint(example).diagnostics
    return found.filter { $0.message.hasPrefix("unknown field") }.map(\.help)
  }

  private func findings(_ example: Example, _ rule: String) async throws -> [Diagnostic] {
    try await ExampleLinter.lint(example).diagnostics.filter { $0.rule == rule }
  }
}
