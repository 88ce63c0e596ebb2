import Diagnostics
import Prow
import Testing
import YAML

@Suite("Branch filters")
struct BranchFilterTests {
  // Fields of the job, a branch, and what decides.
  @Test(
    arguments: [
      ("", "main", "admitted"),
      ("branches: [^release-, ^main$]", "main", "admitted by ^main$"),
      ("branches: [^release-]", "main", "not listed"),
      ("skip_branches: [^docs$, main]", "main", "skipped by main"),
      ("branches: [main], skip_branches: [ai]", "main", "skipped by ai"),
      ("skip_branches: [docs]", "main", "admitted"),
      // Prow joins patterns before it compiles them.
      ("branches: ['^(main', 'master)$']", "master", "admitted by ^(main|master)$"),
      ("skip_branches: ['^(main', 'master)$']", "dev", "admitted"),
      (
        "branches: ['*']", "main",
        "invalid branches *: missing argument to repetition operator *"
      ),
      ("skip_branches: ['(']", "main", "invalid skip_branches (: missing closing )"),
    ]
  )
  func aBranchIsDecidedByOnePattern(_ fields: String, _ branch: String, _ expected: String) {
    let installation = Installation(
      config: "",
      jobs: "presubmits: {acme/rocket: [{name: unit, \(fields)}]}"
    )
    let filter = BranchFilter(installation.presubmits["acme/rocket"]![0])
    let found =
      switch filter.verdict(on: branch) {
      case .admitted(let pattern): pattern.map { "admitted by \($0)" } ?? "admitted"
      case .skipped(let pattern): "skipped by \(pattern)"
      case .notListed: "not listed"
      case .invalid(let field, let pattern, let reason):
        "invalid \(field.name) \(pattern): \(reason)"
      }
    #expect(found == expected)
    #expect(filter.admits(branch) == found.hasPrefix("admitted"))
  }
}
