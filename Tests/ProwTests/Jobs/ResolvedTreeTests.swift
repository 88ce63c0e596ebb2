import Diagnostics
import Prow
import Testing
import YAML

@Suite("Resolved jobs as trees")
struct ResolvedTreeTests {
  private static let config = """
    pod_namespace: test-pods
    plank:
      default_decoration_config_entries:
      - config:
          timeout: 2h
          grace_period: 15s
          utility_images: {clonerefs: c:1, sidecar: s:1}
          gcs_credentials_secret: uploader
    presets:
    - labels: {preset-cache: "true"}
      env: [{name: CACHE, value: "on"}]
      volumes: [{name: cache, emptyDir: {}}]
      volumeMounts: [{name: cache, mountPath: /cache}]
      tolerations: [{key: cached}]

    """

  private static let jobs = """
    presubmits:
      acme/rocket:
      - name: unit
        decorate: true
        Optional: true
        context: ~
        labels: {preset-cache: "true"}
        decoration_config:
          timeout: 30m
          utility_images: {sidecar: s:2}
        spec:
          tolerations: [{key: own}]
          containers:
          - image: golang
            env: [{name: OWN, value: a}]

    """

  private func tree(_ jobs: String) throws -> (tree: ResolvedValue, owner: Workspace) {
    let schema = ProwSchema.standard
    let files = [("config.yaml", Self.config, FileKind.config), ("jobs.yaml", jobs, .jobs)].map {
      LoadedFile.load(SourceFile(path: $0, text: $1), kind: $2, schema: schema)
    }
    let workspace = Workspace(files, read: { _ in nil })
    let place = try #require(workspace.jobs(of: files[1]).first)
    return (workspace.resolve(place).tree, workspace)
  }

  /// `origin value` of all scalars below a value, by path.
  private func lines(_ value: ResolvedValue, _ path: String = "") -> [String] {
    if value.isScalar { return ["\(path): \(value.text) (\(origin(value)))"] }
    return value.entries.flatMap { lines($0.value, path.isEmpty ? $0.name : "\(path).\($0.name)") }
      + value.items.enumerated().flatMap { lines($1, "\(path)[\($0)]") }
  }

  private func origin(_ value: ResolvedValue) -> String {
    switch value.origin {
    case .job: "job"
    case .preset(let index): "preset \(index)"
    case .decorationDefault(let layer): "default \(layer)"
    case .prow: "Prow"
    }
  }

  @Test
  func eachValueIsWhatProwMakesOfItAndKnowsWhereItComesFrom() throws {
    let (tree, owner) = try tree(Self.jobs)
    withExtendedLifetime(owner) {
      #expect(
        lines(tree) == [
          "name: unit (job)",
          "decorate: true (job)",
          "Optional: true (job)",
          "labels.preset-cache: true (job)",
          "spec.containers[0].image: golang (job)",
          "spec.containers[0].env[0].name: OWN (job)",
          "spec.containers[0].env[0].value: a (job)",
          "spec.containers[0].env[1].name: CACHE (preset 0)",
          "spec.containers[0].env[1].value: on (preset 0)",
          "spec.containers[0].volumeMounts[0].name: cache (preset 0)",
          "spec.containers[0].volumeMounts[0].mountPath: /cache (preset 0)",
          "spec.volumes[0].name: cache (preset 0)",
          "spec.tolerations[0].key: own (job)",
          "spec.tolerations[1].key: cached (preset 0)",
          "cluster: default (Prow)",
          "agent: kubernetes (Prow)",
          "namespace: test-pods (Prow)",
          "context: unit (Prow)",
          "trigger: (?m)^/test( | .* )unit,?($|\\s.*) (Prow)",
          "rerun_command: /test unit (Prow)",
          "decoration_config.timeout: 30m (job)",
          "decoration_config.utility_images.sidecar: s:2 (job)",
          "decoration_config.utility_images.clonerefs: c:1 (default 1)",
          "decoration_config.grace_period: 15s (default 1)",
          "decoration_config.gcs_credentials_secret: uploader (default 1)",
        ]
      )
      #expect(tree[.optional]?.text == "true", "by field, in any letter case")
      #expect(tree["optional"] == nil, "by name, as it is written")
      #expect(tree[.spec]?[.containers]?.items.first?["image"]?.text == "golang")
    }
  }

  @Test
  func aJoinedValueIsJSONLikeAnyOther() throws {
    let (tree, owner) = try tree(Self.jobs)
    withExtendedLifetime(owner) {
      let spec = tree[.spec].map { String(decoding: $0.json, as: UTF8.self) }
      #expect(
        spec == #"{"containers":[{"image":"golang","env":[{"name":"OWN","value":"a"},"#
          + #"{"name":"CACHE","value":"on"}],"volumeMounts":[{"mountPath":"/cache","name":"cache"}]}],"#
          + #""volumes":[{"emptyDir":{},"name":"cache"}],"#
          + #""tolerations":[{"key":"own"},{"key":"cached"}]}"#
      )
    }
  }

  @Test
  func ofAJobWithoutConfigNothingIsMadeUp() throws {
    let file = LoadedFile.load(
      SourceFile(path: "jobs.yaml", text: "periodics:\n- name: nightly\n"),
      kind: .jobs,
      schema: .standard
    )
    let workspace = Workspace([file], read: { _ in nil })
    let place = try #require(workspace.jobs(of: file).first)
    withExtendedLifetime(workspace) {
      #expect(
        lines(workspace.resolve(place).tree) == [
          "name: nightly (job)", "cluster: default (Prow)", "agent: kubernetes (Prow)",
          "decorate: false (Prow)",
        ]
      )
    }
  }
}
