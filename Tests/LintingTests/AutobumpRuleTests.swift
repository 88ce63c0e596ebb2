import Analysis
import Configs
import Diagnostics
import Linting
import Prow
import TestSupport
import Testing

@Suite("Rules about the autobumper")
struct AutobumpRuleTests {
  /// The findings of a configuration, each with its place.
  private func find(_ text: String) async throws -> [String] {
    let result = try await ExampleLinter.lint(
      Example(files: [("autobump-config.yaml", text)]),
      options: LintOptions(select: ["autobump"])
    )
    return result.diagnostics.map(AutobumpRuleTests.line)
  }

  private static func line(_ diagnostic: Diagnostic) -> String {
    let position = LineIndex(diagnostic.place.file).position(at: diagnostic.place.range.start)
    return "\(diagnostic.rule) \(position.line):\(position.column) \(diagnostic.message)"
  }

  private static let usual =
    "includedConfigPaths: [a]\ntargetVersion: latest\nprefixes: [{prefix: gcr.io/acme/}]\n"

  @Test(arguments: [
    // Letter case does not matter where the Go type gives no name.
    (
      "IncludedConfigPaths: [a]\nTARGETVERSION: latest\nprefixes: [{Prefix: gcr.io/acme/}]\n",
      [
        "field-case 1:1"
      ]
    ),
    (
      "targetVersion: v20260821-a61940897\n",
      [
        "autobump-no-paths 1:1 there are no includedConfigPaths",
        "autobump-no-prefixes 1:1 there are no prefixes",
      ]
    ),
    (
      "includedConfigPaths: []\ntargetVersion: xv20260821-a61940897-y\nprefixes: null\n",
      [
        "autobump-no-paths 1:1 there are no includedConfigPaths",
        "autobump-no-prefixes 3:1 there are no prefixes",
      ]
    ),
    (
      usual.replacing("latest", with: "upstream-staging"),
      [
        "autobump-upstream-url 2:16 targetVersion upstream-staging is used without upstreamURLBase",
        "autobump-ref-file 3:13 prefix \"gcr.io/acme/\" has no stagingRefConfigFile, which "
          + "targetVersion upstream-staging needs",
      ]
    ),
    (
      usual.replacing("latest", with: "v1"),
      ["autobump-target-version 2:16 targetVersion \"v1\" is no tag"]
    ),
    // A registry that a pattern leaves open, hosts that end so, and others.
    (
      usual.replacing(
        "{prefix: gcr.io/acme/}",
        with: """
          {prefix: "k8s\\\\.gcr\\\\.io/x"}, {prefix: .*/x}, {prefix: "eu-docker.pkg.dev/x"},
            {prefix: gcr.io}, {prefix: a.b.gcr.io/x}, {prefix: registry.k8s.io/x}
          """
      ),
      [
        "autobump-registry 4:31 no image of a.b.gcr.io is ever moved",
        "autobump-registry 4:58 no image of registry.k8s.io is ever moved",
      ]
    ),
    (
      usual + "gitEmail: a@example.com\ngitHubRepo: infra\nprSourceMode: forks\nsignoff: true\n",
      [
        "autobump-author 4:1 gitEmail is set and gitName is not",
        "autobump-repository 5:1 gitHubRepo is set and gitHubOrg is not",
        "autobump-unknown-word 6:15 prSourceMode \"forks\" is not known",
        "autobump-no-effect 7:1 signoff: true has no effect",
      ]
    ),
    // A change in Gerrit needs nothing of GitHub.
    (
      usual + "gitEmail: a@example.com\ngitHubRepo: infra\ngerrit: {author: bot}\n",
      [
        "autobump-gerrit 6:1 gerrit has no autobumpPRIdentifier",
        "autobump-gerrit 6:1 gerrit has no cookieFile",
        "autobump-gerrit 6:1 gerrit has no hostRepo",
      ]
    ),
  ])
  func findWhatTheAutobumperRefuses(_ text: String, _ found: [String]) async throws {
    let expected = found.filter { !$0.hasPrefix("field-case") }
    #expect(try await find(text) == expected)
  }

  /// Files in production have what is true of them, and nothing else.
  @Test(
    .enabled(if: Project.shared != nil, "there is no ../shared"),
    arguments: [
      (
        "others/autobump/cert-manager.yaml",
        ["autobump-registry 37:13 no image of quay.io is ever moved"]
      ),
      ("others/autobump/istio-gcp.yaml", []), ("others/autobump/kubernetes-components.yaml", []),
      ("others/autobump/kubernetes-jobs.yaml", []), ("others/autobump/kubevirt-jobs.yaml", []),
      ("others/autobump/oss-components.yaml", []),
      ("metal3/prow/config/generic-autobumper-config.yaml", []),
      ("knative/prow/autobump-config/knative.yaml", []),
      ("knative/prow/autobump-config/knative-prow-tests.yaml", []),
      ("knative/prow/autobump-config/knative-flaky-test-reporter.yaml", []),
    ]
  )
  func realFilesAreRight(_ path: String, _ found: [String]) async throws {
    let place = "\(try #require(Project.shared))/corpus/\(path)"
    let file = InputFile.disk(path: place, name: path, kind: .autobump)
    let linter = Linter(schema: ProwSchema.newest, workers: 1)
    let result = try await Snapshot.make(of: [file], with: linter).result
    #expect(result.diagnostics.map(AutobumpRuleTests.line) == found)
  }
}
