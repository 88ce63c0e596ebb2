import Diagnostics
import Policies
import Prow
import TestSupport
import Testing
import YAML

@Suite("Expressions in docs/policies.md")
struct DocsTests {
  /// What is wrong with the spec of a policy.
  private func problems(_ spec: String) -> [String] {
    let text = PolicyText.own(spec)
    let set = PolicySet(
      [(SourceFile(path: "own.yaml", text: text), true)],
      schema: ProwSchema.standard
    ) { _ in nil }
    return set.problems.map(\.message)
  }

  @Test
  func examplesCompile() throws {
    let text = try Project.text("docs/policies.md")
    let blocks = text.split(separator: "```yaml\n").dropFirst().compactMap {
      $0.split(separator: "\n```", maxSplits: 1).first
    }
    let specs = blocks.filter { $0.hasPrefix("subject: ") }
    #expect(specs.count >= 5)
    for spec in specs { #expect(problems(String(spec)) == [], "\(spec)") }
  }

  @Test
  func rowsCompile() throws {
    let text = try Project.text("docs/policies.md")
    let table = try #require(text.split(separator: "## How to say it\n").last)
      .split(separator: "\n## ", maxSplits: 1)[0]
    let rows = table.split(separator: "\n").filter { $0.hasPrefix("| ") && $0.hasSuffix("` |") }
    #expect(rows.count >= 15)
    for row in rows {
      let cell = row.drop { $0 != "`" }.dropFirst().dropLast(3)
      let expression = cell.replacing("\\|", with: "|")
      let subject =
        expression.contains("container.")
        ? "container" : expression.contains("preset.") ? "preset" : "job"
      let spec = "subject: \(subject)\nvalidations:\n- expression: >-\n    \(expression)"
      #expect(problems(spec) == [], "\(expression)")
    }
  }
}
