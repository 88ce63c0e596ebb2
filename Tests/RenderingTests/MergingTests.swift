import Rendering
import Testing

@Suite("Merging of decoration")
struct MergingTests {
  private static let config = """
    plank:
      default_decoration_config_entries:
      - config:
          timeout: 2h
          gcs_credentials_secret: upload
          ssh_key_secrets: [key]
          github_app_id: "1"
          utility_images: {clonerefs: c:1, initupload: i:1, entrypoint: e:1, sidecar: s:1}
          resources:
            clonerefs: {requests: {cpu: 100m, memory: 1Gi}}
            sidecar: {requests: {cpu: 10m}}
          gcs_configuration:
            {bucket: logs, path_prefix: p, mediaTypes: {log: text/plain, md: text/x}}
          censoring_options: {include_directories: [a], minimum_secret_length: 5}
      - repo: acme
        config: {timeout: 3h, gcs_configuration: {mediaTypes: {log: text/html}}}
      - {repo: acme/moon, config: {timeout: 4h}}
      - {repo: acme, cluster: other, config: {timeout: 5h}}
    """

  private func merged(_ own: String, _ path: String) throws -> String? {
    let jobs = String.presubmit("decoration_config: \(own)")
    return try Rendered(jobs, config: MergingTests.config).prowJob("spec.decoration_config.\(path)")
  }

  // The job's own configuration, a field, and what it comes to.
  @Test(
    arguments: [
      ("{}", "timeout", #""3h0m0s""#),
      ("{timeout: 90s}", "timeout", #""1m30s""#),
      ("{timeout: 0s}", "timeout", #""0s""#),
      ("{timeout: 2500000000}", "timeout", #""2.5s""#),
      (#"{gcs_credentials_secret: ""}"#, "gcs_credentials_secret", #""""#),
      ("{gcs_credentials_secret: null}", "gcs_credentials_secret", #""upload""#),
      ("{ssh_key_secrets: []}", "ssh_key_secrets", #"["key"]"#),
      ("{ssh_key_secrets: [own]}", "ssh_key_secrets", #"["own"]"#),
      (#"{github_app_id: ""}"#, "github_app_id", #""1""#),
      (
        #"{utility_images: {sidecar: s:2, clonerefs: ""}}"#, "utility_images",
        #"{"clonerefs":"c:1","entrypoint":"e:1","initupload":"i:1","sidecar":"s:2"}"#
      ),
      (
        "{resources: {clonerefs: {limits: {cpu: 1}}}}", "resources",
        #"{"clonerefs":{"limits":{"cpu":"1"}},"sidecar":{"requests":{"cpu":"10m"}}}"#
      ),
      ("{gcs_configuration: {path_prefix: q}}", "gcs_configuration.path_prefix", #""q""#),
      (
        "{gcs_configuration: {mediaTypes: {log: a/b, txt: c/d}}}", "gcs_configuration.mediaTypes",
        #"{"log":"text/plain","md":"text/x","txt":"c/d"}"#
      ),
      (
        "{censoring_options: {include_directories: []}}", "censoring_options",
        #"{"minimum_secret_length":5}"#
      ),
      (
        "{censoring_options: {exclude_directories: [b]}}", "censoring_options",
        #"{"exclude_directories":["b"],"include_directories":["a"],"minimum_secret_length":5}"#
      ),
    ] as [(String, String, String)]
  )
  func theJobsOwnSettingsWinFieldByField(
    _ own: String,
    _ path: String,
    _ expected: String
  ) throws {
    #expect(try merged(own, path) == expected)
  }

  @Test
  func theMapFormIsUsedFromTheWidestToTheNarrowest() throws {
    let config = """
      plank:
        default_decoration_configs:
          acme/rocket: {timeout: 3h}
          acme: {timeout: 2h, grace_period: 2s}
          "*": {timeout: 1h, grace_period: 1s, gcs_credentials_secret: all}
      """
    let rendered = try Rendered(.presubmit(), config: config)
    #expect(
      try rendered.prowJob("spec.decoration_config") == #"{"gcs_credentials_secret":"all","#
        + #""grace_period":"2s","timeout":"3h0m0s"}"#
    )
  }

  @Test
  func aJobThatIsNotDecoratedGetsNoDefaultsButKeepsItsOwn() throws {
    let jobs = """
      presubmits:
        acme/rocket:
        - name: unit
          decorate: false
          decoration_config: {timeout: 1m}
          spec: {containers: [{image: alpine, command: [make]}]}
      """
    let rendered = try Rendered(jobs)
    #expect(try rendered.prowJob("spec.decoration_config") == #"{"timeout":"1m0s"}"#)
    #expect(
      try rendered.names("spec.initContainers") == ["clonerefs", "initupload", "place-entrypoint"]
    )
  }

  @Test
  func equalTextsShareWhatTheyComeToAndAnchorsDoNot() async throws {
    // The anchors are of one name and of different values.
    let jobs = """
      presubmits:
        acme/rocket:
        - name: a
          decorate: true
          decoration_config: {timeout: &t 1h}
          spec: {containers: [{image: alpine, command: [make]}]}
        - name: b
          decorate: true
          decoration_config: {timeout: *t}
          spec: {containers: [{image: alpine, command: [make]}]}
        - name: c
          decorate: true
          decoration_config: {timeout: &t 2h}
          spec: {containers: [{image: alpine, command: [make]}]}
        - name: d
          decorate: true
          decoration_config: {timeout: *t}
          spec: {containers: [{image: alpine, command: [make]}]}
        - name: e
          decorate: true
          decoration_config: {timeout: 3h}
          spec: {containers: [{image: alpine, command: [make]}]}
        - name: f
          decorate: true
          decoration_config: {timeout: 3h}
          spec: {containers: [{image: alpine, command: [make]}]}
      """
    let timeouts = try await renderedLines(jobs).map {
      try Rendered.json($0, at: "prowjob.spec.decoration_config.timeout")
    }
    #expect(timeouts == ["1h", "1h", "2h", "2h", "3h", "3h"].map { "\"\($0)0m0s\"" })
  }
}
