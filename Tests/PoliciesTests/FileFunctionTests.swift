import Testing

@Suite("Functions of policies: other files")
struct FileFunctionTests {
  private static let files = [
    "jobs.yaml": "periodics:\n- {name: nightly}\n",
    "grids/a.yaml": "dashboards: [{name: one}]\n", "grids/deep/b.json": "{\"size\": 2}",
    "grids/broken.yaml": "a: [", "docs/x.txt": "some words",
  ]

  private func value(_ expression: String) async throws -> String {
    let judged = try await Judged(
      PolicyText.own(
        """
        subject: all
        validations:
        - expression: "false"
          messageExpression: >-
            '%s'.format([\(expression)])
        """
      ),
      Self.files
    )
    return judged.lines.joined(separator: "\n")
      .replacing("policies/own.yaml:3:18 policy/own: ", with: "")
  }

  @Test(arguments: [
    ("documents('grids/**').map(p, p)", #"["grids/a.yaml", "grids/deep/b.json"]"#),
    ("documents('grids/*.yaml')['grids/a.yaml'].dashboards[0].name", "one"),
    ("documents('none/**').size()", "0"),
    ("readDocument('grids/deep/b.json').value().size", "2"),
    ("readDocument('grids/broken.yaml').hasValue()", "false"),
    ("readDocument('none.yaml').hasValue()", "false"),
    ("readText('docs/x.txt').value()", "some words"),
    ("readText('docs').hasValue()", "false"),
    ("files.size()", "5"),
  ])
  func gives(_ expression: String, _ wanted: String) async throws {
    let found = try await value(expression)
    #expect(found == wanted)
  }

  @Test
  func findingsPointIntoOtherDocuments() async throws {
    let judged = try await Judged(
      PolicyText.own(
        """
        subject: all
        validations:
        - expression: "false"
          message: here
          at: documents('grids/*.yaml')['grids/a.yaml'].dashboards[0].name
        """
      ),
      Self.files
    )
    #expect(judged.lines == ["grids/a.yaml:1:21 policy/own: here"])
  }
}
