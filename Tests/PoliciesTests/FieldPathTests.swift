import Testing

/// Fields of fields are found without objects for those on the way; brackets between the steps keep
/// objects, and must give the same.
@Suite("Fields of fields")
struct FieldPathTests {
  private static let jobs = """
    presets:
    - labels: {preset-disk: "true"}
      volumes: [{name: disk, emptyDir: {}}]
      volumeMounts: [{name: disk, mountPath: /disk}]
    presubmits:
      acme/rocket:
      - name: unit
        labels: {preset-disk: "true"}
        annotations: {owner: rocket, count: 3}
        decorate: true
        decoration_config: {timeout: 2h, gcs_configuration: {bucket: results}}
        rerun_auth_config:
        spec:
          SecurityContext: {runAsUser: 1000, seccompProfile: null}
          affinity: words
          containers:
          - image: golang
            resources: {limits: {cpu: 2, memory: 1Gi}, requests: }
            securityContext: {capabilities: {add: [SYS_ADMIN]}}
            lifecycle: [1]
    """

  private func outcome(_ expression: String) async throws -> [String] {
    try await Judged(
      PolicyText.own(
        """
        subject: job
        variables:
        - {name: container, expression: "job.spec.containers[0]"}
        validations:
        - expression: "false"
          messageExpression: >-
            '%s'.format([\(expression)])
        """
      ),
      ["jobs.yaml": Self.jobs]
    ).lines.map { $0.replacing(#/^policies/own.yaml:\d+:\d+/#, with: "policies/own.yaml") }
  }

  @Test(arguments: [
    ("variables.container", ["resources", "limits"]),
    ("variables.container", ["resources", "requests"]),
    ("variables.container", ["resources", "claims"]),
    ("variables.container", ["securityContext", "capabilities", "add"]),
    ("variables.container", ["securityContext", "capabilities", "drop"]),
    ("variables.container", ["securityContext", "seLinuxOptions", "level"]),
    ("variables.container", ["lifecycle", "postStart"]),
    ("variables.container", ["resources", "limits", "cpu"]),
    ("variables.container", ["resources", "limits", "gpu"]),
    ("job", ["spec", "securityContext", "runAsUser"]),
    ("job", ["spec", "securityContext", "seccompProfile", "type"]),
    ("job", ["spec", "affinity", "nodeAffinity"]), ("job", ["spec", "volumes"]),
    ("job", ["decoration_config", "gcs_configuration", "bucket"]),
    ("job", ["decoration_config", "timeout"]), ("job", ["rerun_auth_config", "allow_anyone"]),
    ("job", ["annotations", "owner"]), ("job", ["annotations", "count"]),
    ("job", ["annotations", "none"]), ("job", ["max_concurrency"]),
    ("config", ["tide", "queries"]), ("config", ["deck", "spyglass", "size_limit"]),
  ])
  func areTheSameStepByStep(_ root: String, _ path: [String]) async throws {
    let quick = try await outcome(([root] + path).joined(separator: "."))
    let stepwise = try await outcome(path.reduce(root) { "[\($0)][0].\($1)" })
    #expect(quick == stepwise)
    #expect(!quick.isEmpty)
  }
}
