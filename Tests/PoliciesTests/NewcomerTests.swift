import Diagnostics
import Policies
import Prow
import Testing

/// What people get wrong who write their first policy, and what they are told.
@Suite("First mistakes in policies")
struct NewcomerTests {
  private static let start = FirstPolicy.text("own")

  /// `message (help)` of all that is wrong with the first policy after a change.
  private func faults(_ old: String, _ new: String) throws -> [String] {
    let text = Self.start.replacing(old, with: new, maxReplacements: 1)
    try #require(text != Self.start)
    let set = PolicySet(
      [(SourceFile(path: "own.yaml", text: text), true)],
      schema: ProwSchema.standard
    ) { _ in nil }
    return set.problems.map { "\($0.message) (\($0.help ?? ""))" }
  }

  @Test(arguments: [
    (
      "subject: job", "subject: presubmit",
      "subject can't be \"presubmit\" (write subject: job, and match: {types: [presubmit]})"
    ),
    ("subject: job", "subject: jobs", "subject can't be \"jobs\" (did you mean job?)"),
    (
      "  subject: job", "\tsubject: job",
      "found a tab character that violates indentation (indent with blanks)"
    ),
    ("plimsoll.dev/v1", "v1", "apiVersion can't be \"v1\" (write plimsoll.dev/v1)"),
    ("kind: Policy", "kind: Rule", "kind can't be \"Rule\" (write Policy)"),
    (
      "name: own", "name: Trusted_Cluster",
      "\"Trusted_Cluster\" is not a name: it may have lower case, digits and dashes inside, at most 63 of them ()"
    ),
    (
      "types: [presubmit]", "types: presubmit",
      "this must be a list (write it in brackets: [presubmit])"
    ),
    (
      "  - expression: job.cluster != 'trusted'", "    expression: job.cluster != 'trusted'",
      "this must be a list (put a dash in front of each item)"
    ),
    (
      "  expect:\n  - job: unit\n    message: presubmit unit may not run in cluster trusted\n    line: 4\n",
      "", "expect is missing (The findings, in any order; an empty list for none.)"
    ),
    (
      "at: job.cluster", "at: cluster",
      "undeclared name \"cluster\"; did you mean \"job.cluster\"? ()"
    ),
  ])
  func areExplained(_ old: String, _ new: String, _ fault: String) throws {
    #expect(try faults(old, new) == [fault])
  }

  @Test(arguments: [
    ("job.cluser == 'x'", "undefined field \"cluser\"; did you mean \"cluster\"? ()"),
    (
      "job.cluster",
      "the expression is of type string, but bool is wanted; compare it, as in x == 'a' ()"
    ),
    ("job.cluster = 'x'", "the character \"=\" can't be used here; write == to compare ()"),
    ("true and false", "syntax error: found \"and\" where it can't be used; write && instead ()"),
    ("true or false", "syntax error: found \"or\" where it can't be used; write || instead ()"),
    (
      "not job.optional",
      "syntax error: found \"job\" where it can't be used; write ! instead of not ()"
    ),
    (
      "job.cluster != trusted",
      "undeclared name \"trusted\"; if it is meant as text, write 'trusted' ()"
    ),
    (
      "!job.optional",
      "the expression is empty, since a word with ! in front is a tag in YAML (put the expression in quotes)"
    ),
    ("[true]", "this must be a string (put it in quotes)"),
    (
      "job.branches.exist(b, b == 'x')",
      "undeclared function \"exist\"; did you mean \"exists\"? ()"
    ),
    (
      "job.branches.exists(b == 'x')",
      "exists() can't be called so; it is called as list(T).exists(x, bool) or list(T).exists(index, x, bool) ()"
    ),
    (
      "contains(job.name, 'x')",
      "contains can't be used with (string, string); it is called as string.contains(string) ()"
    ),
    ("job.name.lower() == 'x'", "undeclared function \"lower\"; did you mean \"lowerAscii\"? ()"),
    (
      "\"'x' in job.name\"",
      "string in string is not possible; text.contains(part) looks into text ()"
    ),
    (
      "job.timeout == '2h'",
      "undefined field \"timeout\"; did you mean \"decoration_config.timeout\"? ()"
    ),
    (
      "job.branches['main'] == ''",
      "list(string)[string] is not possible; a list takes an index from 0, and filter() finds elements ()"
    ),
  ])
  func inExpressionsAreExplained(_ expression: String, _ fault: String) throws {
    #expect(try faults("job.cluster != 'trusted'", expression) == [fault])
  }
}
