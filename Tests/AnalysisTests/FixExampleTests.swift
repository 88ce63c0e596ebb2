import Analysis
import Configs
import Diagnostics
import Files
import JobDiff
import Linting
import Prow
import Testing

/// docs/rules has the exact text of each fix, and a test compares these pages.
@Suite("Fixes of the rules' own examples")
struct FixExampleTests {
  private static let rules = RuleCatalogue.builtIn.rules

  @Test
  func manyRulesHaveAFix() {
    #expect(Self.rules.count { $0.fix == .safe } >= 25)
    #expect(Self.rules.count { $0.fix != nil } >= 50)
  }

  @Test(arguments: rules)
  func aRuleFixesItsExampleAsItSays(_ rule: Rule) async throws {
    let all = try await ExampleLinter.fix(rule, takesUnsafe: true)
    let left = all.snapshot.result.diagnostics.filter { $0.rule == rule.id }
    if rule.fix == nil {
      #expect(all.count == 0)
      return
    }
    let safe = try await ExampleLinter.fix(rule, takesUnsafe: false)
    switch rule.fix {
    case .safe:
      #expect(safe.count > 0 && left.isEmpty)
    case .unsafe:
      #expect(safe.count == 0 && all.count > 0 && left.isEmpty)
    default:
      #expect(all.count > 0 && left.isEmpty)
    }
  }

  /// All rules run, so that a fix that only moves a mistake is seen.
  @Test(arguments: rules.filter { $0.fix != nil })
  func nothingNewIsFoundAfterAFix(_ rule: Rule) async throws {
    let run = try await ExampleLinter.fix(rule, takesUnsafe: true)
    let changed = Dictionary(
      uniqueKeysWithValues: run.changes.map { ($0.before.path, text($0.after)) }
    )
    var example = rule.bad
    let before = try await ExampleLinter.lint(example)
    for index in example.files.indices {
      example.files[index].text = changed[example.files[index].name] ?? example.files[index].text
    }
    let after = try await ExampleLinter.lint(example)
    let known = Set(before.diagnostics.map(identity))
    #expect(after.diagnostics.map(identity).filter { !known.contains($0) } == [])
  }

  /// Only the jobs that findings are about may come out as others.
  @Test(arguments: rules.filter { $0.fix != nil })
  func noOtherJobChanges(_ rule: Rule) async throws {
    let run = try await ExampleLinter.fix(rule, takesUnsafe: true)
    let found = try await ExampleLinter.lint(rule.bad, options: LintOptions(running: rule))
    let jobs = Set(found.diagnostics.compactMap(\.job))
    guard !jobs.isEmpty, let change = run.changes.first(where: { $0.before.path == "jobs.yaml" })
    else { return }
    func tree(_ file: SourceFile) -> TreeJobs {
      TreeJobs(
        tree: MemoryTree([("jobs/jobs.yaml", Array(file.bytes))]),
        roots: ["jobs"],
        config: LoadedFile.load(
          SourceFile(path: "config.yaml", text: Example.baseConfig),
          kind: .config,
          schema: ProwSchema.standard
        ),
        excluded: []
      )
    }
    let diff = try await JobsDiff.make(
      from: tree(change.before),
      to: tree(change.after),
      schema: ProwSchema.standard,
      workers: 1
    )
    #expect(Set(diff.changes.map(\.job.name)).subtracting(jobs).isEmpty)
  }

  @Test(arguments: rules.filter { $0.fix != nil })
  func fixingTwiceChangesNothing(_ rule: Rule) async throws {
    let run = try await ExampleLinter.fix(rule, takesUnsafe: true)
    var again = FixRun(run.snapshot, takesUnsafe: true, mayChange: { _ in true })
    try await again.run { $0.rule == rule.id }
    #expect(again.count == 0)
  }

  private func text(_ file: SourceFile) -> String { String(decoding: file.bytes, as: UTF8.self) }

  private func identity(_ diagnostic: Diagnostic) -> String {
    "\(diagnostic.rule): \(diagnostic.message)"
  }
}

extension Rule: CustomTestStringConvertible {
  public var testDescription: String { id }
}
