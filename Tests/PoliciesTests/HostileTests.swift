import Testing

/// Each of these would take hours or all memory without limits.
@Suite("Hostile policies")
struct HostileTests {
  private static let jobs = "periodics:\n- name: unit\n- name: other\n"

  private func lines(
    _ spec: String,
    _ files: [String: String] = ["jobs.yaml": jobs]
  ) async throws -> [String] {
    try await Judged(PolicyText.own(spec), files).lines
  }

  /// Variables of which each is made of the one before, from `x0` on.
  private func chain(_ first: String, _ next: String, _ count: Int) -> String {
    (0...count).map { index in
      let text = index == 0 ? first : next.replacing("LAST", with: "variables.x\(index - 1)")
      return "- {name: x\(index), expression: \"\(text)\"}\n"
    }.joined()
  }

  private func expectLimit(
    _ found: [String],
    _ words: String = "more than 10000000 units",
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    #expect(found.count == 1, sourceLocation: sourceLocation)
    #expect(found.first?.contains(words) ?? false, "\(found)", sourceLocation: sourceLocation)
    #expect(found.first?.contains("policy-invalid") ?? false, sourceLocation: sourceLocation)
  }

  @Test(arguments: [
    ("'aaaaaaaaaa'", "LAST + LAST"), ("[1]", "LAST + LAST"), ("b'abc'", "LAST + LAST"),
    ("'ab'", "LAST.replace('a', 'aa').replace('b', 'bb')"),
    ("'a,a'", "LAST.split(',').map(p, LAST).join(',')"),
    ("'%s'", "'%s%s'.format([LAST, LAST])"),
  ])
  func doublingEnds(_ first: String, _ next: String) async throws {
    let variables = chain(first, next, 60)
    expectLimit(
      try await lines(
        "subject: job\nvariables:\n\(variables)validations: [{expression: \"variables.x60.size() > 0\"}]"
      )
    )
  }

  /// Small in memory, since both halves are one value; endless for who walks over it.
  @Test(arguments: [
    "variables.x60 == variables.x60", "'%s'.format([variables.x60]) == ''",
    "variables.x60.flatten(100).size() == 0",
  ])
  func valuesThatShareTheirPartsEnd(_ expression: String) async throws {
    let variables = chain("['a']", "[dyn(LAST), dyn(LAST)]", 60)
    let found = try await lines(
      "subject: all\nvariables:\n\(variables)validations: [{expression: \"\(expression)\"}]"
    )
    #expect(found.count == 1)
    #expect(found.first?.contains("policy-invalid") ?? false, "\(found)")
  }

  @Test
  func keysOfGroupsThatShareTheirPartsEnd() async throws {
    let variables = chain("['a']", "[dyn(LAST), dyn(LAST)]", 60)
    expectLimit(
      try await lines(
        "subject: job\nvariables:\n\(variables)groupBy: variables.x60\nvalidations: [{expression: \"true\"}]"
      )
    )
  }

  @Test(arguments: [
    "lists.range(9000000000).size() > 0", "lists.range(100000000).map(i, i).size() > 0",
    "lists.range(100000).all(a, lists.range(100000).all(b, a + b >= 0))",
    "lists.range(3000).all(a, lists.range(3000).map(b, {a: [b]}).size() > 0)",
    "lists.range(100000).map(i, 'a').join('').findAll('a(.*b)?').size() > 0",
    "lists.range(100000).map(i, 'a').join('').allCaptures('a(.*b)?').size() > 0",
    "lists.range(100000).all(i, flags(['-' + lists.range(10000).map(j, 'a').join('')]).size() > 0)",
    "lists.range(3000).map(i, lists.range(3000).map(j, j)).size() > 0",
    "lists.range(100000).groupedBy(i, lists.range(1000).map(j, string(j)).join('')).size() > 0",
  ])
  func loopsEnd(_ expression: String) async throws {
    expectLimit(
      try await lines("subject: job\nvalidations: [{expression: \"\(expression)\"}]")
    )
  }

  @Test(arguments: [
    ("(x{1000}){1000}", "invalid"), (String(repeating: "(", count: 2_000), "invalid"),
  ])
  func patternsAreRefused(_ pattern: String, _ word: String) async throws {
    let found = try await lines(
      "subject: job\nvalidations: [{expression: \"job.name.matches('\(pattern)')\"}]"
    )
    #expect(found.count == 1)
    #expect(found.first?.contains(word) ?? false, "\(found)")
  }

  @Test
  func deepExpressionsAreRefused() async throws {
    for (open, close) in [("(", ")"), ("[", "]"), ("!", ""), ("-", "")] {
      let text =
        String(repeating: open, count: 40_000) + "1" + String(repeating: close, count: 40_000)
      let found = try await lines("subject: job\nvalidations: [{expression: \"\(text)\"}]")
      #expect(found.count == 1)
      #expect(found.first?.contains("policy-invalid") ?? false)
    }
  }

  @Test
  func variablesThatNestTooDeepAreRefused() async throws {
    let variables = chain("1", "LAST + 1", 2_000)
    let found = try await lines(
      "subject: job\nvariables:\n\(variables)validations: [{expression: \"variables.x2000 > 0\"}]"
    )
    expectLines(
      found,
      [
        "policies/own.yaml:342:30 policy-invalid: variables nest 1003 levels deep here; at most 1000 are possible"
      ]
    )
  }

  @Test
  func variablesNestAsDeepAsTheyMay() async throws {
    let variables = chain("1", "LAST + 1", 300)
    let nested = chain("dyn(1)", "dyn([LAST])", 200)
    expectLines(
      try await lines(
        "subject: job\nvariables:\n\(variables)validations: [{expression: \"variables.x300 == 301\"}]"
      ),
      []
    )
    expectLines(
      try await lines(
        "subject: job\nvariables:\n\(nested)validations: [{expression: \"variables.x200 == variables.x200\"}]"
      ),
      []
    )
  }

  @Test
  func aBombOfAliasesEnds() async throws {
    var bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n"
    for level in 1...12 {
      let items = Array(repeating: "*a\(level - 1)", count: 9).joined(separator: ", ")
      bomb += "a\(level): &a\(level) [\(items)]\n"
    }
    let files = ["jobs.yaml": Self.jobs, "policies/bomb.yaml": bomb, "data/bomb.yaml": bomb]
    let ofParams = try await lines(
      "subject: job\nparams: {file: bomb.yaml}\nvalidations: [{expression: \"params.a12 == params.a12\"}]",
      files
    )
    #expect(ofParams.count == 1)
    #expect(ofParams.first?.contains("policy-invalid") ?? false, "\(ofParams)")
    let ofDocuments = try await lines(
      "subject: document\nmatch: {paths: [\"data/*\"]}\nvalidations: [{expression: \"document.a12 == document.a12\"}]",
      files
    )
    #expect(ofDocuments.contains { $0.contains("policy-invalid") }, "\(ofDocuments)")
  }

  @Test
  func aLargeFileIsOneFinding() async throws {
    let text = PolicyText.own("subject: job\nvalidations: [{expression: \"true\"}]")
    let large = text + String(repeating: "# nothing\n", count: 1_000_000)
    expectLines(
      try await Judged(large, ["jobs.yaml": Self.jobs]).lines,
      [
        "policies/own.yaml:1:1 policy-invalid: the file has 10000156 bytes; at most 1048576 are read"
      ]
    )
  }

  @Test
  func hundredsOfPoliciesShareTheirCost() async throws {
    let costly = PolicyText.own(
      "subject: all\nvalidations: [{expression: \"lists.range(10000).all(i, lists.range(10000).all(k, i + k >= 0))\"}]"
    )
    let cheap = PolicyText.own("subject: all\nvalidations: [{expression: \"true\"}]")
    let others = (1...399).map { cheap.replacing("name: own", with: "name: own-\($0)") }
    expectLimit(
      try await Judged(
        ([costly] + others).joined(separator: "---\n"),
        ["jobs.yaml": Self.jobs]
      ).lines,
      "the evaluation costs more than 2500000 units"
    )
  }

  @Test
  func longMessagesAreCut() async throws {
    let found = try await lines(
      "subject: job\nvariables: [{name: x, expression: \"lists.range(100000).map(i, 'ab\\\\n').join('')\"}]\n"
        + "validations: [{expression: \"false\", messageExpression: variables.x}]"
    )
    #expect(found.count == 2)
    #expect(found.allSatisfy { $0.utf8.count < 2_100 && $0.hasSuffix("…") && !$0.contains("\n") })
  }

  @Test
  func manyDocumentsAreNotAllRead() async throws {
    let policy = PolicyText.own("subject: all\nvalidations: [{expression: \"true\"}]")
    let all = (1...1_010).map { policy.replacing("name: own", with: "name: own-\($0)") }
    let found = try await Judged(all.joined(separator: "---\n"), ["jobs.yaml": Self.jobs]).lines
    expectLines(
      found,
      [
        "policies/own.yaml:1:1 policy-invalid: the file has too many documents, and those after the first 1000 are not read"
      ]
    )
  }
}
