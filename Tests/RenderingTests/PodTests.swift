import Rendering
import Testing
import YAML

@Suite("The pod")
struct PodTests {
  @Test
  func aPodNeverRestartsAndItsOnlyContainerIsCalledTest() throws {
    let jobs = String.presubmit(container: "name: mine")
      .replacing("containers:\n", with: "restartPolicy: Always\n      containers:\n")
    let rendered = try Rendered(jobs)
    #expect(try rendered.pod("spec.restartPolicy") == #""Never""#)
    #expect(try rendered.names("spec.containers") == ["test", "sidecar"])
    #expect(try rendered.prowJob("spec.pod_spec.containers.0.name") == #""mine""#)
    #expect(try rendered.prowJob("spec.pod_spec.restartPolicy") == #""Always""#)
  }

  @Test(
    arguments: [
      ("", "false"),
      ("serviceAccountName: robot", nil),
      ("automountServiceAccountToken: true", "true"),
      ("serviceAccount: robot", "false"),
    ]
  )
  func tokensAreMountedOnlyForAnAccount(_ field: String, _ expected: String?) throws {
    let jobs = String.presubmit().replacing("spec:\n", with: "spec:\n      \(field)\n")
    #expect(try Rendered(jobs).pod("spec.automountServiceAccountToken") == expected)
  }

  @Test
  func aPodWithoutDecorationOnlyGetsVariables() throws {
    let jobs = """
      presubmits:
        acme/rocket:
        - name: unit
          decorate: false
          spec:
            containers:
            - {image: alpine, command: [make], env: [{name: OWN}]}
      """
    let rendered = try Rendered(jobs)
    #expect(
      try rendered.names("spec.containers.0.env") == [
        "OWN", "BUILD_ID", "BUILD_NUMBER", "CI", "JOB_NAME", "JOB_SPEC", "JOB_TYPE", "PROW_JOB_ID",
        "PULL_BASE_REF", "PULL_BASE_SHA", "PULL_HEAD_REF", "PULL_NUMBER", "PULL_PULL_SHA",
        "PULL_REFS", "PULL_TITLE", "REPO_NAME", "REPO_OWNER", "SRC_BASE", "SRC_HOST",
      ]
    )
    #expect(try rendered.pod("spec.containers.0.command") == #"["make"]"#)
    #expect(try rendered.pod("spec.containers.0.env.10") == #"{"name":"PULL_HEAD_REF"}"#)
    #expect(
      try rendered.pod("spec.containers.0.env.13.value") == #""main:c0ffee,7:beef""#
    )
    #expect(try rendered.pod("spec.initContainers") == nil)
    #expect(
      try rendered.pod("spec.containers.0.terminationMessagePolicy")
        == #""FallbackToLogsOnError""#
    )
  }

  @Test
  func aBatchHasNoVariablesOfASinglePull() throws {
    let rendered = try Rendered(.presubmit(), type: .batch)
    let names = try rendered.names("spec.containers.0.env")
    #expect(names.contains("PULL_REFS"))
    #expect(!names.contains("PULL_NUMBER"))
    #expect(names.contains("ARTIFACTS"))
  }

  @Test
  func onlyAgentKubernetesHasABuildNumber() throws {
    let jobs = String.presubmit("agent: other").replacing("decorate: true", with: "decorate: false")
    #expect(try !Rendered(jobs).names("spec.containers.0.env").contains("BUILD_NUMBER"))
  }

  // path_alias, repo_link, then SRC_HOST, SRC_BASE and the working directory.
  @Test(
    arguments: [
      ("", "", "github.com", "acme/rocket", "github.com/acme/rocket"),
      ("k8s.io/rocket", "", "k8s.io", "rocket", "k8s.io/rocket"),
      ("k8s.io//a/../b/", "", "k8s.io", "/a/../b/", "k8s.io/b"),
      ("word", "", "word", "acme/rocket", "word"),
      ("", "https://git.test/x/y", "git.test", "x/y", "git.test/x/y"),
    ]
  )
  func sourcesAreWhereAliasLinkOrGitHubSay(
    _ alias: String,
    _ link: String,
    _ host: String,
    _ base: String,
    _ folder: String
  ) throws {
    let fields = alias.isEmpty ? "" : "path_alias: \(alias)"
    let rendered = try Rendered(.presubmit(fields)) { request, arena in
      request.refs.repoLink = arena.text(link)
    }
    let names = try rendered.names("spec.containers.0.env")
    let hostIndex = try #require(names.firstIndex(of: "SRC_HOST"))
    #expect(try rendered.pod("spec.containers.0.env.\(hostIndex).value") == "\"\(host)\"")
    #expect(try rendered.pod("spec.containers.0.env.\(hostIndex - 1).value") == "\"\(base)\"")
    #expect(
      try rendered.pod("spec.containers.0.workingDir") == "\"/home/prow/go/src/\(folder)\""
    )
  }

  @Test
  func presetsAddToEveryContainerAndToThePod() throws {
    let presets = """
      presets:
      - labels: {p: "yes"}
        env: [{name: A, value: 3}]
        volumes: [{name: v, emptyDir: {}}]
        volumeMounts: [{name: v, mountPath: /v}]
        tolerations: [{key: t}]
      - labels: {p: "no"}
        env: [{name: B}]

      """
    let rendered = try Rendered(presets + .presubmit("labels: {p: \"yes\"}"))
    #expect(
      try rendered.prowJob("spec.pod_spec.containers.0.env") == #"[{"name":"A","value":"3"}]"#
    )
    #expect(
      try rendered.prowJob("spec.pod_spec.containers.0.volumeMounts")
        == #"[{"mountPath":"/v","name":"v"}]"#
    )
    #expect(try rendered.pod("spec.tolerations") == #"[{"key":"t"}]"#)
    #expect(try rendered.names("spec.volumes").first == "v")
    #expect(try rendered.names("spec.containers.0.env").first == "A")
  }
}
