import Analysis
import Configs
import Diagnostics
import Linting
import Prow
import TestSupport
import Testing
import YAML

@Suite("Rules about Boskos")
struct BoskosRuleTests {
  /// The findings of a Boskos file and of jobs next to it, each with its place.
  private func find(
    _ resources: String,
    jobs: String? = nil,
    select: [String] = ["boskos"]
  ) async throws -> [String] {
    let files = [("boskos-resources.yaml", resources)] + (jobs.map { [("jobs.yaml", $0)] } ?? [])
    let result = try await ExampleLinter.lint(
      Example(files: files),
      options: LintOptions(select: select)
    )
    return result.diagnostics.map { diagnostic in
      let position = LineIndex(diagnostic.place.file).position(at: diagnostic.place.range.start)
      return "\(diagnostic.rule) \(position.line):\(position.column) \(diagnostic.message)"
    }
  }

  // What Boskos's `ValidateConfig` refuses, and what it reads otherwise than people mean.
  @Test(arguments: [
    ("", ["boskos-no-resources 1:1 this file has no resources"]),
    ("resources:\n", ["boskos-no-resources 1:1 there are no resources"]),
    (
      "- type: a\n",
      ["boskos-wrong-value 1:1 this is a list, and this field takes a mapping"]
    ),
    (
      "resources:\n- names: [a]\n- type: ''\n  names: [b]\n",
      [
        "boskos-no-type 2:3 this entry has no type", "boskos-no-type 3:9 this entry has no type",
      ]
    ),
    // Entries without names: also an empty list, and null.
    (
      "resources:\n- {type: a, names: [], max-count: 0}\n- {type: b, names: null}\n",
      [
        "boskos-max-count 2:35 max-count is 0",
        "boskos-max-count 3:10 this entry has neither names nor max-count",
      ]
    ),
    (
      "resources:\n- {type: a, max-count: 2, min-count: 3}\n- {type: b, max-count: -1}\n",
      [
        "boskos-min-count 2:38 min-count 3 is above max-count 2",
        "boskos-min-count 3:24 min-count 0 is above max-count -1",
      ]
    ),
    (
      "resources:\n- {type: a, names: [b], max-count: 1, min-count: 0}\n",
      ["boskos-static-count 2:25 max-count 1 does not go with names"]
    ),
    // A number turns into text, and letter case does not matter to Boskos.
    ("resources:\n- {Type: 5, Names: [7, true], State: dirty}\n", []),
    (
      "resources:\n- {type: a, names: [b, b.c-1, null, B]}\n- {type: c, names: [b]}\n",
      [
        "boskos-name 2:31 name \"\" is empty",
        "boskos-name 2:37 name \"B\" has \"B\", but only lower-case letters, digits, \"-\" and \".\" "
          + "are allowed",
        "boskos-repeated-name 3:21 name \"b\" is there twice",
      ]
    ),
    // Entries with names add up; of others the last one counts.
    ("resources:\n- {type: a, names: [b]}\n- {type: a, names: [c]}\n", []),
    (
      "resources:\n- {type: a, max-count: 1}\n- {type: a, names: [c]}\n- {type: a, max-count: 2}\n",
      [
        "boskos-mixed-type 2:10 Boskos makes resources of type \"a\", which others with names have, too",
        "boskos-repeated-type 2:10 this entry of type \"a\" has no effect: a later one has the type, too",
        "boskos-mixed-type 4:10 Boskos makes resources of type \"a\", which others with names have, too",
      ]
    ),
    // Needs count as often as max-count says, over all entries; those of static ones do not.
    (
      """
      resources:
      - {type: a, max-count: 2, needs: {p: 1, q: 1}}
      - {type: b, max-count: 1, needs: {p: 2}}
      - {type: p, names: [p1, p2]}
      - {type: p, names: [p3]}
      - {type: c, names: [c1], needs: {nothing: 9}}

      """,
      [
        "boskos-unknown-need 2:41 no entry has the type \"q\"",
        "boskos-short-supply 3:35 4 resources of type \"p\" are needed, and 3 can be there",
        "boskos-static-field 6:26 needs has no effect next to names",
      ]
    ),
    ("resources:\n- {type: a, max-count: 9223372036854775807, needs: {a: 3}}\n", []),
    (
      "resources:\n- {type: a, max-count: 1, lifespan: 2d, needs: [a], count: 1}\n",
      [
        "boskos-wrong-value 2:37 \"2d\" is not a duration",
        "boskos-wrong-value 2:48 this is a list, and needs takes a mapping",
        "boskos-unknown-field 2:53 unknown field \"count\" in an entry of Boskos",
      ]
    ),
    ("resources:\n- {type: a, max-count: 1, lifespan: 86400000000000}\n", []),
    ("resources:\n- {type: a, max-count: 1, state: provisioned}\n", []),
  ])
  func findWhatBoskosRefuses(_ text: String, _ found: [String]) async throws {
    #expect(try await find(text) == found)
  }

  private static let jobs = """
    presets:
    - labels: {preset-gpu: "true"}
      env:
      - {name: BOSKOS_RESOURCE_TYPE, value: by-preset}
    periodics:
    - name: e2e
      interval: 6h
      labels: {preset-gpu: "true"}
      spec:
        initContainers:
        - image: x
          args: [--boskos-aws-resource-type, by-two-arguments]
        containers:
        - image: x
          command: [kubetest, --gcp-project-type=by-flag, --type=other]
          args:
          - -c
          - |
            # kubetest2 --boskos-resource-type=in-a-comment
            export GCE_PD_BOSKOS_RESOURCE_TYPE=by-export
            kubetest2 gce --boskos-resource-type \\
              "by-script" --gcp-project-type=$TYPE
            ./bin/boskosctl acquire --type by-boskosctl --state free
          env:
          - {name: OTHER_BOSKOS_RESOURCE_TYPE, value: by-variable}
          - {name: BOSKOS_RESOURCE_TYPE_2, value: other}
          - {name: A_BOSKOS_RESOURCE_TYPE, value: $(TYPE)}

    """

  @Test
  func findTypesThatJobsAskForInAllWays() async throws {
    let found = try await find("resources:\n- {type: known, names: [a]}\n", jobs: Self.jobs)
    #expect(
      found == [
        "boskos-missing-type 4:41 no Boskos file has the type \"by-preset\"",
        "boskos-missing-type 12:42 no Boskos file has the type \"by-two-arguments\"",
        "boskos-missing-type 15:27 no Boskos file has the type \"by-flag\"",
        "boskos-missing-type 18:9 no Boskos file has the type \"by-boskosctl\"",
        "boskos-missing-type 18:9 no Boskos file has the type \"by-export\"",
        "boskos-missing-type 18:9 no Boskos file has the type \"by-script\"",
        "boskos-missing-type 25:51 no Boskos file has the type \"by-variable\"",
      ]
    )
  }

  @Test
  func theyNeedAFileThatCanBeRead() async throws {
    #expect(try await find("resources: [\n", jobs: Self.jobs) == [])
  }

  @Test
  func typesAreUsedByJobsAndByOtherTypes() async throws {
    let resources = """
      resources:
      - {type: by-script, names: [a]}
      - {type: idle, names: [b]}
      - {type: idle, names: [c]}
      - {type: made, max-count: 1, needs: {needed: 1}}
      - {type: needed, names: [d]}

      """
    #expect(
      try await find(resources, jobs: Self.jobs, select: ["boskos-unused-type"]) == [
        "boskos-unused-type 3:10 no job names the type \"idle\"",
        "boskos-unused-type 5:10 no job names the type \"made\"",
      ]
    )
  }

  /// Files in production have none of these mistakes.
  @Test(
    .enabled(if: Project.shared != nil, "there is no ../shared"),
    arguments: [
      ("bashfire-configmap.yaml", 1), ("ibm-resources.yaml", 8),
      ("kubernetes-2022-resources.yaml", 9), ("openshift-2022.yaml", 36),
    ]
  )
  func realFilesAreClean(_ name: String, _ count: Int) async throws {
    let path = "\(try #require(Project.shared))/corpus/others/boskos/\(name)"
    let file = InputFile.disk(path: path, name: name, kind: .boskos)
    let linter = Linter(schema: ProwSchema.standard, workers: 1)
    let result = try await Snapshot.make(of: [file], with: linter).result
    #expect(result.diagnostics.map(\.message) == [])
    #expect(BoskosEntry.all(in: try #require(result.workspace.boskosFiles.first)).count == count)
  }
}
