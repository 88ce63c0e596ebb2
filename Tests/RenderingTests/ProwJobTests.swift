import Rendering
import Testing
import YAML

@Suite("The ProwJob")
struct ProwJobTests {
  @Test
  func aPresubmitHasDefaultsRefsAndAReport() throws {
    let rendered = try Rendered(.presubmit("skip_submodules: true\npath_alias: example.com/rocket"))
    #expect(try rendered.prowJob("spec.agent") == #""kubernetes""#)
    #expect(try rendered.prowJob("spec.cluster") == #""default""#)
    #expect(try rendered.prowJob("spec.namespace") == #""pods""#)
    #expect(try rendered.prowJob("spec.context") == #""unit""#)
    #expect(try rendered.prowJob("spec.rerun_command") == #""/test unit""#)
    #expect(try rendered.prowJob("spec.report") == "true")
    #expect(
      try rendered.prowJob("spec.refs") == #"{"base_ref":"main","base_sha":"c0ffee","org":"acme","#
        + #""path_alias":"example.com/rocket","pulls":[{"author":"ada","number":7,"sha":"beef","#
        + #""title":"A change"}],"repo":"rocket","skip_submodules":true}"#
    )
    #expect(try rendered.prowJob("metadata.name") == #""run-1""#)
    #expect(
      try rendered.prowJob("status")
        == #"{"startTime":"2026-02-27T12:00:00Z","state":"triggered"}"#
    )
  }

  @Test
  func aTriggerWithoutRerunCommandKeepsItEmpty() throws {
    let rendered = try Rendered(.presubmit("trigger: /go\nrerun_command: /go"))
    #expect(try rendered.prowJob("spec.rerun_command") == #""/go""#)
  }

  @Test
  func aBatchHasPullsAndNoReportOrRerunCommand() throws {
    let rendered = try Rendered(.presubmit(), type: .batch)
    #expect(try rendered.prowJob("spec.report") == nil)
    #expect(try rendered.prowJob("spec.rerun_command") == nil)
    #expect(try rendered.prowJob("spec.context") == #""unit""#)
    #expect(try rendered.prowJob("spec.refs.pulls.0.number") == "7")
    #expect(try rendered.prowJob("spec.type") == #""batch""#)
  }

  @Test
  func aPostsubmitHasNoPulls() throws {
    let jobs = """
      postsubmits:
        acme/rocket:
        - name: push
          skip_report: true
          spec: {containers: [{image: alpine, command: [make]}]}
      """
    let rendered = try Rendered(jobs)
    #expect(try rendered.prowJob("spec.refs.pulls") == nil)
    #expect(try rendered.prowJob("spec.report") == nil)
    #expect(try rendered.prowJob("metadata.labels.prow~k8s~io/refs~pull") == nil)
  }

  @Test
  func aPeriodicHasNeitherRefsNorContext() throws {
    let jobs = """
      periodics:
      - name: nightly
        interval: 1h
        clone_uri: https://example.com/x.git
        extra_refs: [{org: acme, repo: moon, base_ref: dev/next}]
        spec: {containers: [{image: alpine, command: [make]}]}
      """
    let rendered = try Rendered(jobs)
    #expect(try rendered.prowJob("spec.refs") == nil)
    #expect(try rendered.prowJob("spec.context") == nil)
    #expect(try rendered.prowJob("spec.report") == "true")
    #expect(
      try rendered.prowJob("spec.extra_refs")
        == #"[{"base_ref":"dev/next","org":"acme","repo":"moon"}]"#
    )
    #expect(try rendered.prowJob("metadata.labels.prow~k8s~io/refs~repo") == #""moon""#)
    #expect(try rendered.prowJob("metadata.labels.prow~k8s~io/context") == #""""#)
  }

  @Test
  func schedulingIsTheFirstStateWhereItIsEnabled() throws {
    let config = Rendered.config + "\nscheduler: {enabled: true}\n"
    let rendered = try Rendered(.presubmit(), config: config)
    #expect(try rendered.prowJob("status.state") == #""scheduling""#)
  }

  @Test
  func bloblessFetchReachesRefsThatDoNotSay() throws {
    let fields = """
      decoration_config: {blobless_fetch: true}
      extra_refs:
      - {org: acme, repo: moon, base_ref: main}
      - {org: acme, repo: mars, base_ref: main, blobless_fetch: false}
      """
    let rendered = try Rendered(.presubmit(fields))
    #expect(try rendered.prowJob("spec.refs.blobless_fetch") == "true")
    #expect(try rendered.prowJob("spec.extra_refs.0.blobless_fetch") == "true")
    #expect(try rendered.prowJob("spec.extra_refs.1.blobless_fetch") == "false")
  }

  @Test(arguments: [("2026-02-27", nil), ("2026-08-21", #"["go.mod","pkg"]"#)])
  func sparseCheckoutReachesTheTestedRepositoryAlone(_ version: String, _ files: String?) throws {
    let fields = """
      decoration_config: {sparse_checkout_files: [go.mod, pkg]}
      extra_refs: [{org: acme, repo: moon, base_ref: main}]
      """
    let rendered = try Rendered(.presubmit(fields), version: version)
    #expect(try rendered.prowJob("spec.refs.sparse_checkout_files") == files)
    #expect(try rendered.prowJob("spec.decoration_config.sparse_checkout_files") == files)
    #expect(try rendered.prowJob("spec.extra_refs.0.sparse_checkout_files") == nil)
    let cloned = "refs.0.sparse_checkout_files"
    #expect(try rendered.options("CLONEREFS_OPTIONS", of: "clonerefs", cloned) == files)
  }

  @Test(
    arguments: [
      ("{channel: a}", "true"),
      ("{channel: a, job_states_to_report: [failure]}", "true"),
      ("{channel: a, job_states_to_report: []}", "false"),
      ("{channel: a, report: false}", "true"),
    ]
  )
  func slackReportsUnlessItsStatesAreAnEmptyList(_ slack: String, _ report: String) throws {
    let rendered = try Rendered(.presubmit("reporter_config: {slack: \(slack)}"))
    #expect(try rendered.prowJob("spec.reporter_config.slack.report") == report)
  }

  @Test
  func laterVersionsKeepTheSlackReportOfTheJob() throws {
    let jobs = String.presubmit("reporter_config: {slack: {channel: a, report: false}}")
    let rendered = try Rendered(jobs, version: "2026-08-21")
    #expect(try rendered.prowJob("spec.reporter_config.slack.report") == "false")
  }

  @Test
  func theTenantComesFromTheLastEntryThatMatches() throws {
    let config =
      Rendered.config + """

        prowjob_default_entries:
        - config: {tenant_id: everyone, resultstore_config: {project_id: p}}
        - {repo: acme, config: {tenant_id: rockets}}
        - {repo: acme/moon, config: {tenant_id: moon}}
        - {repo: acme, cluster: other, config: {tenant_id: other}}
        """
    let rendered = try Rendered(.presubmit(), config: config)
    #expect(
      try rendered.prowJob("spec.prowjob_defaults")
        == #"{"resultstore_config":{"project_id":"p"},"tenant_id":"rockets"}"#
    )
    #expect(
      try Rendered(.presubmit()).prowJob("spec.prowjob_defaults")
        == #"{"tenant_id":"GlobalDefaultID"}"#
    )
  }

  @Test
  func aJenkinsJobHasNoPod() throws {
    let jobs = """
      presubmits:
        acme/rocket:
        - {name: old, agent: jenkins, jenkins_spec: {github_branch_source_job: true}}
      """
    let rendered = try Rendered(jobs)
    #expect(
      try rendered.prowJob("spec.jenkins_spec") == #"{"github_branch_source_job":true}"#
    )
    #expect(!rendered.hasPod)
  }
}
