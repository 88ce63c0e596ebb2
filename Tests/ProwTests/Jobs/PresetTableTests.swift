import Diagnostics
import Prow
import Testing
import YAML

@Suite("Presets")
struct PresetTableTests {
  /// A preset without labels, one by one label, and one by two.
  private static let presets = """
    presets:
    - env: [{name: ALWAYS, value: "1"}]
    - labels: {preset-proxy: "true"}
      env: [{name: GOPROXY, value: direct}, {name: ALWAYS, value: "2"}]
      tolerations: [{key: spot, operator: Exists}]
    - labels: {preset-proxy: "true", preset-cache: "true"}
      volumes: [{name: cache, emptyDir: {}}]
    """

  private static func file(_ text: String) -> LoadedFile {
    LoadedFile.load(SourceFile(path: "jobs.yaml", text: text), kind: .jobs, schema: .standard)
  }

  private static func labels(_ text: String) -> (file: LoadedFile, node: Node?) {
    let file = file("periodics:\n- name: nightly\n  labels: {\(text)}\n")
    return (file, file.root?[.periodics]?.items.first { _ in true }?[.labels])
  }

  @Test(arguments: [
    ("", [0]), ("preset-cache: \"true\"", [0]), ("preset-proxy: \"false\"", [0]),
    ("preset-proxy: \"true\"", [0, 1]),
    ("preset-cache: \"true\", preset-proxy: \"true\"", [0, 1, 2]),
  ])
  func applyByTheirLabels(_ text: String, indices: [Int]) {
    let file = PresetTableTests.file(PresetTableTests.presets)
    let table = PresetTable(Preset.all(in: file))
    let labels = PresetTableTests.labels(text)
    let set = table.matching(labels.node).set
    #expect(set.presets.map(\.node.index) == indices.map { table.presets[$0].node.index })
    #expect(set === table.matching(labels.node).set, "jobs with the same presets share the set")
    #expect(set.additions.count == indices.count)
    #expect(set.hasTolerations == indices.contains(1))
    withExtendedLifetime((file, labels)) {}
  }

  @Test(arguments: [
    ("", false), ("preset-proxy: \"true\"", false), ("preset-proxy: \"false\"", true),
    ("preset-proxy: \"true\", team: rocket", true), ("team: rocket", true),
  ])
  func otherLabelsAreSeen(_ text: String, hasOthers: Bool) {
    let file = PresetTableTests.file(PresetTableTests.presets)
    let table = PresetTable(Preset.all(in: file))
    let labels = PresetTableTests.labels(text)
    #expect(table.matching(labels.node).hasOtherLabels == hasOthers)
    withExtendedLifetime((file, labels)) {}
  }

  @Test func namesThatTwoPresetsAddAreKnown() throws {
    let file = PresetTableTests.file(PresetTableTests.presets)
    let table = PresetTable(Preset.all(in: file))
    let both = PresetTableTests.labels("preset-proxy: \"true\"")
    let variables = try #require(file.root?[.presets]?.items.first { _ in true }?[.env])
    #expect(table.matching(both.node).set.repeatedNames.variables.mayHaveName(in: variables))
    #expect(table.matching(nil).set.repeatedNames.variables.isEmpty)
    withExtendedLifetime((file, both)) {}
  }

  @Test func noNameIsForgottenAndFewAreTakenForAnother() throws {
    let other = PresetTableTests.file("presets:\n- env: [{name: OTHER}]\n")
    let others = try #require(Preset.all(in: other).first).names.variables
    var mistaken = 0
    for number in 0..<500 {
      let file = PresetTableTests.file("presets:\n- env: [{name: NAME_\(number * number)}]\n")
      let preset = try #require(Preset.all(in: file).first)
      let list = preset.node[.env]
      #expect(preset.names.variables.mayHaveName(in: list))
      if others.mayHaveName(in: list) { mistaken += 1 }
      withExtendedLifetime(file) {}
    }
    #expect(mistaken < 20)
    withExtendedLifetime(other) {}
  }
}
