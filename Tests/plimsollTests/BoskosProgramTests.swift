import TestSupport
import Testing

/// Boskos files next to Prow's: how they are found, and what becomes of them.
@Suite("Boskos files of an installation")
struct BoskosProgramTests {
  private static let config = "plank: {}\nprowjob_namespace: prow\npod_namespace: pods\n"
  private static let job = """
    periodics:
    - name: gpu
      interval: 6h
      spec: {containers: [{image: x, args: [--boskos-resource-type, gpu]}]}

    """
  private static let resources = "resources:\n- {type: cpu, names: [a]}\n"

  private func installation() throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    try folder.write(Self.config, to: "config/prow/config.yaml")
    try folder.write(Self.job, to: "config/jobs/gpu.yaml")
    return folder
  }

  private func lint(_ folder: TemporaryFolder, _ arguments: [String] = []) throws -> Program.Outcome
  {
    try Program.run(
      ["lint", "--select", "boskos,settings,unknown-fields-all,yaml-syntax", "--format", "concise"]
        + arguments,
      in: folder
    )
  }

  private static let missing = """
    config/jobs/gpu.yaml:4:65: warning: no Boskos file has the type "gpu" (job gpu, \
    spec.containers[0].args[1]) [boskos-missing-type]

    """

  @Test(arguments: [
    "config/prow/boskos-resources.yaml", "config/prow/Boskos.yml", "config/prow/boskos/a.yaml",
  ])
  func oneNextToTheConfigIsFound(_ path: String) throws {
    let folder = try installation()
    #expect(try lint(folder).output == "")
    try folder.write(Self.resources, to: path)
    let run = try lint(folder)
    #expect(run.output == Self.missing)
    #expect(run.errors.contains(path.hasSuffix("/a.yaml") ? path : "jobs, \(path.dropFirst(12))"))
    #expect(try Program.run(["info"], in: folder).output.contains("Boskos resources      \(path)"))
  }

  // Another program's, and one in another place.
  @Test(arguments: [
    ("config/prow/boskos.yaml", "resources: [deployment.yaml]\n"),
    ("config/prow/boskos.yaml", "kind: Deployment\nresources: []\n"),
    ("config/prow/resources.yaml", Self.resources), ("boskos.yaml", Self.resources),
    ("config/prow/boskos/deep/a.yaml", Self.resources),
  ])
  func othersAreNotTaken(_ path: String, _ text: String) throws {
    let folder = try installation()
    try folder.write(text, to: path)
    #expect(try lint(folder).output == "")
  }

  // Its name says what it is.
  @Test(arguments: [
    ("resources:\n- {type: a\n", "3:1: error: "),
    ("resources: []\n", "1:12: error: there are no resources "),
    ("resources:\n- {type: a}\n", "2:10: error: this entry has neither names nor max-count "),
  ])
  func aBrokenOneIsSaid(_ text: String, _ finding: String) throws {
    let folder = try installation()
    try folder.write(text, to: "config/prow/boskos-resources.yaml")
    let output = try lint(folder).output
    #expect(output.contains("config/prow/boskos-resources.yaml:\(finding)"), "\(output)")
  }

  @Test
  func theSettingsNameThem() throws {
    let folder = try installation()
    try folder.write(Self.resources, to: "config/prow/boskos-resources.yaml")
    let data = Self.resources.split(separator: "\n").map { "    \($0)\n" }.joined()
    try folder.write(
      "kind: ConfigMap\napiVersion: v1\ndata:\n  config: |\n\(data)".replacing("cpu", with: "gpu"),
      to: "infra/build/resources.yaml"
    )
    try folder.write("boskos: ['infra/*/resources.yaml']\n", to: ".plimsoll.yaml")
    #expect(try lint(folder).output == "")
    try folder.write("boskos: ['infra/*.yaml']\n", to: ".plimsoll.yaml")
    #expect(
      try lint(folder).output
        == ".plimsoll.yaml:1:10: error: no file matches \"infra/*.yaml\" (boskos[0]) [settings]\n"
    )
    try folder.write("boskos: [infra/none.yaml]\n", to: ".plimsoll.yaml")
    let run = try lint(folder)
    #expect(run.status == 2)
    #expect(run.errors == "plimsoll: can't read infra/none.yaml: no such file or directory\n")
  }

  @Test
  func oneThatIsNamedIsJudgedWithAllOthers() throws {
    let folder = try installation()
    let path = "config/prow/boskos-resources.yaml"
    try folder.write(Self.resources + "- {type: b, names: [A]}\n", to: path)
    #expect(
      try lint(folder, [path]).output == """
        config/prow/boskos-resources.yaml:3:21: error: name "A" has "A", but only lower-case letters, \
        digits, "-" and "." are allowed (resources[1].names[0]) [boskos-name]

        """
    )
  }

  @Test
  func oneThatIsNamedAloneIsKnownByWhatItHolds() throws {
    let folder = try TemporaryFolder()
    try folder.write(Self.resources + "- {type: b}\n", to: "a.yaml")
    let run = try lint(folder, ["a.yaml"])
    #expect(
      run.output == """
        a.yaml:3:10: error: this entry has neither names nor max-count (resources[1].type) \
        [boskos-max-count]

        """
    )
    #expect(run.status == 1)
  }

  @Test
  func findingsThatWereThereBeforeAreNotNew() throws {
    let folder = try installation()
    let path = "config/prow/boskos-resources.yaml"
    try folder.write(Self.resources + "- {type: b, names: [A]}\n", to: path)
    try folder.commit()
    try folder.write(Self.resources + "- {type: b, names: [A, B]}\n", to: path)
    let run = try lint(folder, ["--since", "HEAD"])
    #expect(run.output.split(separator: "\n").count == 1)
    #expect(run.output.hasPrefix("config/prow/boskos-resources.yaml:3:24: error: name \"B\""))
  }

  @Test
  func renderTakesThoseThatLintFinds() throws {
    let folder = try installation()
    try folder.write(Self.resources, to: "config/prow/boskos-resources.yaml")
    let run = try Program.run(["render", "boskos", "-n", "test-pods"], in: folder)
    #expect(
      run.output == """
        ---
        apiVersion: boskos.k8s.io/v1
        kind: ResourceObject
        metadata:
          name: a
          namespace: test-pods
        spec:
          type: cpu
        status:
          owner: ""
          state: free

        """
    )
    try folder.write("resources:\n- {type: a}\n", to: "config/prow/boskos-resources.yaml")
    let refused = try Program.run(["render", "boskos"], in: folder)
    #expect(refused.status == 1)
    #expect(refused.output == "")
    #expect(refused.errors.contains("2:10: error: this entry has neither names nor max-count"))
    #expect(
      refused.errors.hasSuffix(
        "plimsoll: Boskos would refuse this, and keep the resources that it has\n"
      )
    )
  }

  @Test
  func renderSaysWhereNothingIs() throws {
    let run = try Program.run(["render", "boskos"], in: try installation())
    #expect(run.status == 2)
    #expect(
      run.errors == """
        plimsoll: no resource file of Boskos was found: name one, or list it under boskos in \
        .plimsoll.yaml

        """
    )
  }
}
