import Testing

@Suite("What is wrong with policies")
struct FaultTests {
  private static let jobs = "periodics:\n- name: unit\n  labels: {a: b}\n- name: other\n"

  private func lines(_ policies: String) async throws -> [String] {
    try await Judged(policies, ["jobs.yaml": Self.jobs]).lines
  }

  @Test
  func aMistakeInAnExpressionIsShownInIt() async throws {
    expectLines(
      try await lines(
        PolicyText.own("subject: job\nvalidations:\n- expression: \"'x' == job.nmae\"")
      ),
      [
        "policies/own.yaml:8:28 policy-invalid: undefined field \"nmae\"; did you mean \"name\"?"
      ]
    )
  }

  @Test
  func aVariableThatIsWrongIsSaidOnce() async throws {
    expectLines(
      try await lines(
        PolicyText.own(
          "subject: job\nvariables:\n- {name: first, expression: job.nmae}\n"
            + "- {name: second, expression: variables.first + 'x'}\nvalidations:\n"
            + "- expression: variables.secnd == ''"
        )
      ),
      [
        "policies/own.yaml:8:34 policy-invalid: undefined field \"nmae\"; did you mean \"name\"?",
        "policies/own.yaml:11:26 policy-invalid: undeclared name \"variables.secnd\"; did you mean \"variables.second\"?",
      ]
    )
  }

  @Test
  func aValidationIsABool() async throws {
    expectLines(
      try await lines(PolicyText.own("subject: job\nvalidations:\n- expression: job.name")),
      [
        "policies/own.yaml:8:17 policy-invalid: the expression is of type string, but bool is wanted; compare it, as in x == 'a'"
      ]
    )
  }

  @Test
  func whatFailsForSomeSubjectsIsOneFinding() async throws {
    expectLines(
      try await lines(
        PolicyText.own(
          "subject: job\nvalidations:\n- expression: job.labels['a'] == job.labels['b']"
        )
      ),
      [
        "policies/own.yaml:8:46 policy-invalid: no such key: b, for job \"unit\"",
        "policies/own.yaml:8:27 policy-invalid: no such key: a, for job \"other\"",
      ].sorted()
    )
  }

  @Test
  func unknownAndMissingFieldsAreFound() async throws {
    let text = """
      apiVersion: plimsoll.dev/v1
      kind: Policy
      metadata: {name: own}
      spec:
        summary: x
        subject: jobs
        severity: fatal
        matchCondition: []
      """
    expectLines(
      try await lines(text),
      [
        "policies/own.yaml:5:3 policy-invalid: validations is missing",
        "policies/own.yaml:6:12 policy-invalid: subject can't be \"jobs\"",
        "policies/own.yaml:7:13 policy-invalid: severity can't be \"fatal\"",
        "policies/own.yaml:8:3 policy-invalid: policies have no field \"matchCondition\" here",
      ]
    )
  }

  @Test
  func documentsOfAFileAreJudgedOnTheirOwn() async throws {
    let good = PolicyText.own("subject: job\nvalidations: [{expression: \"true\"}]")
    expectLines(
      try await lines("# first\n" + good + "---\n# nothing\n---\n" + good + "---\n["),
      [
        "policies/own.yaml:14:18 policy-invalid: there are two policies \"own\"; the other is in policies/own.yaml",
        "policies/own.yaml:20:2 policy-invalid: did not find expected node content",
      ]
    )
  }

  @Test
  func aFileOfParamsThatIsNotThereIsFound() async throws {
    expectLines(
      try await lines(
        PolicyText.own(
          "subject: job\nparams: {file: ../none.yaml}\nvalidations: [{expression: \"true\"}]"
        )
      ),
      ["policies/own.yaml:7:18 policy-invalid: the file \"none.yaml\" can't be read"]
    )
  }

  @Test
  func aPatternThatGoRefusesIsFound() async throws {
    expectLines(
      try await lines(
        PolicyText.own(
          "subject: job\nmatch: {jobs: [\"a(\"]}\nvalidations: [{expression: \"true\"}]"
        )
      ),
      [
        "policies/own.yaml:7:18 policy-invalid: the pattern is not valid: missing closing )"
      ]
    )
  }

  @Test
  func aPolicyThatCostsTooMuchStops() async throws {
    let judged = try await Judged(
      PolicyText.own(
        """
        subject: job
        validations:
        - expression: >-
            lists.range(100000).all(a, lists.range(100000).all(b, a + b >= 0))
        """
      ),
      ["jobs.yaml": Self.jobs]
    )
    #expect(judged.lines.count == 1)
    #expect(
      judged.lines[0].contains(
        "policy-invalid: the evaluation costs more than 10000000 units"
      ),
      "\(judged.lines)"
    )
  }

  @Test
  func aPolicyWithoutTestsIsFound() async throws {
    let judged = try await Judged(
      PolicyText.own("subject: job\nvalidations: [{expression: \"true\"}]"),
      ["jobs.yaml": Self.jobs],
      hides: []
    )
    #expect(
      judged.lines == [
        "policies/own.yaml:3:18 policy-without-tests: policy \"own\" has no test in which it finds something, or none in which it finds nothing"
      ]
    )
  }
}

@Suite("What would make policies pass by accident")
struct AccidentTests {
  private func lines(_ spec: String, _ files: [String: String] = [:]) async throws -> [String] {
    let all = files.merging(["jobs.yaml": "periodics: [{name: unit}]\n"]) { own, _ in own }
    return try await Judged(PolicyText.own(spec), all).lines
  }

  @Test(arguments: [
    (
      "subject: preset\nmatch: {clusters: [x]}", "7:11",
      "clusters of match has no meaning for subject preset"
    ),
    ("subject: all\nmatch: {paths: [x]}", "7:11", "paths of match has no meaning for subject all"),
    (
      "subject: file\nexceptions: [{jobs: [x], reason: y}]", "7:17",
      "jobs of an exception has no meaning for subject file"
    ),
    (
      "subject: job\nexceptions: [{reason: y}]", "7:17",
      "the exception covers every finding: nothing says which ones it is for"
    ),
    (
      "subject: job\nexceptions: [{jobs: [x], reason: y, expires: 31.3.2027}]", "7:48",
      "\"31.3.2027\" is not a date"
    ),
    (
      "subject: param\nparams: {values: {a: [1]}}\nentries: params", "8:12",
      "what is to be judged is not a list: it is of type map"
    ),
  ])
  func isAFinding(_ spec: String, _ place: String, _ message: String) async throws {
    expectLines(
      try await lines(spec + "\nvalidations: [{expression: \"true\"}]"),
      ["policies/own.yaml:\(place) policy-invalid: \(message)"]
    )
  }

  @Test
  func aDocumentThatCantBeReadIsAFinding() async throws {
    expectLines(
      try await lines(
        "subject: document\nmatch: {paths: [docs/*]}\nvalidations: [{expression: \"true\"}]",
        ["docs/a.yaml": "a: [", "docs/b.yaml": "b: 1\n"]
      ),
      [
        "docs/a.yaml:1:5 policy-invalid: the file can't be judged: did not find expected node content"
      ]
    )
  }
}
