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
  private func find(
    _ text: String,
    next files: [(name: String, text: String)] = [],
    others: [String] = []
  ) async throws -> [String] {
    var example = Example.tree("{}", others)
    example.files = [("autobump-config.yaml", text)] + files
    let result = try await ExampleLinter.lint(
      example,
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
        "autobump-registry 4:30 no image of a.b.gcr.io is ever moved",
        "autobump-registry 4:54 no image of registry.k8s.io is ever moved",
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
    // What is excluded is the start of a text; Go writes paths of folders without ./ and //.
    (
      "includedConfigPaths: [./a//b/, .prow.yaml]\ntargetVersion: latest\n"
        + "prefixes: [{prefix: gcr.io/acme/}]\nexcludedConfigPaths: [a, a/b/c, a/b, '', .prow, "
        + "./a/b/c, b, 'a/b/*.yaml', a/bc]\n",
      [
        "autobump-exclusion 4:49 no file that is included has a path that starts with \"./a/b/c\"",
        "autobump-exclusion 4:58 no file that is included has a path that starts with \"b\"",
        "autobump-exclusion 4:61 no file that is included has a path that starts with \"a/b/*.yaml\"",
        "autobump-exclusion 4:75 no file that is included has a path that starts with \"a/bc\"",
      ]
    ),
    (
      usual.replacing("[a]", with: "[.]") + "excludedConfigPaths: [a, ./a, /a]\n",
      [
        "autobump-exclusion 4:26 no file that is included has a path that starts with \"./a\"",
        "autobump-exclusion 4:31 no file that is included has a path that starts with \"/a\"",
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

  private static func job(_ images: [String]) -> String {
    "periodics:\n- name: a\n  interval: 1h\n  spec:\n    containers:\n"
      + images.map { "    - {name: a, image: \"\($0)\"}\n" }.joined()
  }

  @Test
  func imagesThatStayAreFound() async throws {
    let images = [
      "gcr.io/acme-images/a:v20260821-a61940897-x", "gcr.io/acme-images/b:v1.2.3",
      "gcr.io/acme-images/b:v1.2.3", "gcr.io/acme-images/c:latest", "quay.io/acme-images/d:v1.2.3",
      "gcr.io/acme-images/e:1.2-latest", "gcr.io/other-images/f:v1.2.3",
    ]
    let files = ["a/1.yaml", "a/2.yml", "a/old/3.yaml", "b/4.yaml"].map { ($0, Self.job(images)) }
    let config =
      Self.usual.replacing("gcr.io/acme/", with: "\"acme-images/\"")
      + "excludedConfigPaths: [a/old]\n"
    let otherName =
      "autobump-never-moved 6:46 image gcr.io/acme-images/a is never moved here: the name of the file "
      + "does not end with .yaml"
    #expect(
      try await find(config, next: files) == [
        "autobump-never-moved 7:46 image gcr.io/acme-images/b is never moved from tag \"v1.2.3\"",
        otherName,
      ]
    )
    // A tag is written over every other one.
    let tag = config.replacing("latest", with: "v20260821-a61940897")
    #expect(try await find(tag, next: files) == [otherName])
    #expect(try await find(tag + "extraFiles: [a/2.yml]\n", next: files) == [])
  }

  @Test
  func pathsThatAreNotThereAreFound() async throws {
    let config = Self.usual.replacing("[a]", with: "[a, ./b/, c/../a, /d, e]")
    let extra = "extraFiles: [a/x.sh, a/y.sh]\n"
    #expect(
      try await find(config + extra, others: ["a/x.sh", "b/z"]) == [
        "autobump-missing-path 1:44 e is not in the repository",
        "autobump-missing-path 4:22 a/y.sh is not in the repository",
      ]
    )
    // For another repository.
    #expect(try await find(config + extra, others: ["x"]) == [])
  }

  @Test
  func tagsWithoutADateAreLeftOut() async throws {
    let config = Self.usual.replacing("acme/}", with: "acme-images/, consistentImages: true}")
    let images = ["a:v20260821-a61940897", "b:latest", "c:v20260820-a61940897"]
    let job = Self.job(images.map { "gcr.io/acme-images/\($0)" })
    #expect(
      try await find(config, next: [("a/1.yaml", job)]) == [
        "inconsistent-image-tags 8:46 image gcr.io/acme-images/c has version v20260820-a61940897, and "
          + "most of \"gcr.io/acme-images/\" have v20260821-a61940897"
      ]
    )
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
