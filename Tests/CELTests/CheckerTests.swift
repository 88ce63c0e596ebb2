import CEL
import Testing

@Suite("CEL, types")
struct CheckerTests {
  private let job = ObjectType(
    name: "Job",
    fields: [
      "name": ObjectType.Field(type: .string, tag: 7, doc: "the name"),
      "labels": ObjectType.Field(type: .map(.string, .string), tag: 8, doc: "the labels"),
    ]
  )

  @Test(arguments: [
    ("1 + 1.0", "1:3: check: int + double is not possible"),
    ("!'a'", "1:1: check: ! can't be used with (string)"),
    ("true || 32", "1:6: check: || can't be used with (bool, int)"),
    (
      "'abc'.slice(0, 1)",
      "1:12: check: slice() can't be called as string.slice(int, int); it is called as list(T).slice(int, int)"
    ),
    // A macro of ours, which Kubernetes does not have.
    ("[1].groupedBy(x, x)", "1:14: check: undeclared function \"groupedBy\""),
    (
      "[1].filter(1)",
      "1:11: check: filter() can't be called so; it is called as list(T).filter(x, bool)"
    ),
    ("size(1)", "1:5: check: size can't be used with (int)"),
    ("job.nmae", "1:4: check: undefined field \"nmae\"; did you mean \"name\"?"),
    ("jbo.name", "1:1: check: undeclared name \"jbo\"; did you mean \"job\"?"),
    (
      "job.name.startswith('a')",
      "1:20: check: undeclared function \"startswith\"; did you mean \"startsWith\"?"
    ),
    ("job.name.x", "1:9: check: a value of type string has no fields"),
    ("[1].all(x, x + 1)", "1:14: check: expected type bool, but this is of type int"),
    (
      "'a'.all(x, true)",
      "1:1: check: a value of type string can't be visited; only lists and maps can"
    ),
    (
      "[1, 'a']",
      "1:5: check: expected type int, but this is of type string; put dyn() around the values to mix them"
    ),
    (
      "x.matches('(')",
      "1:11: check: invalid matches argument: error parsing regexp: missing closing )"
    ),
    (
      "duration('1d')",
      "1:10: check: invalid duration argument: \"1d\" is not a duration such as 90s or 1h30m"
    ),
    ("'%d'.format(['x'])", "1:14: check: \"%d\" can't be used for a value of type string"),
    ("'%.f'.format([1.0])", "1:1: check: \"%.\" has no precision between 0 and 400"),
    ("int('x')", "1:4: program: type conversion error from 'string' to 'int'"),
    ("x[null]", "1:3: program: a value of type null_type can't be an index"),
  ])
  func saysWhyTypesDoNotFit(_ text: String, _ message: String) {
    let variables = [("job", CELType.object(job), Value.null), ("x", .dyn, .null)]
    #expect(outcome(text, variables) == message)
  }

  @Test(arguments: [
    ("1 + 2", "int"), ("[1].map(x, string(x))", "list(string)"),
    ("job.labels", "map(string, string)"),
    ("job.?labels['a']", "optional_type(string)"), ("x.y", "dyn"),
    ("{'a': [1]}", "map(string, list(int))"),
    ("quantity('1').add(1)", "kubernetes.Quantity"), ("[].first()", "optional_type(dyn)"),
    ("timestamp(0) - timestamp(1)", "duration"), ("type(1)", "type(int)"),
    ("job.labels.transformMap(k, v, size(v))", "map(string, int)"),
  ])
  func findsTheType(_ text: String, _ type: String) throws {
    #expect("\(try environment.compile(text).resultType)" == type)
  }

  @Test func wantsTheTypeThatIsAskedFor() throws {
    _ = try environment.compile("x == true", expecting: .bool)
    #expect(
      throws: CELError(
        .check,
        "the expression is of type dyn, but bool is wanted; compare it, as in x == true",
        at: 0..<1
      )
    ) {
      try environment.compile("x", expecting: .bool)
    }
  }

  @Test func namesTheVariablesThatAreUsed() throws {
    let program = try environment.compile("x.all(y, y != job.name)")
    #expect(program.usedVariables == ["job", "x"])
    #expect(try environment.compile("1").usedVariables == [])
  }

  @Test func refusesTypesThatGrowWithoutBound() {
    let text = "[1]" + String(repeating: ".map(a, {a: a})", count: 60)
    #expect(outcome(text).hasSuffix("check: the type of this is too complicated"))
  }

  @Test func listsEachDeclarationOnce() {
    let all = Environment.kubernetes.overloads.map(\.description)
    #expect(all.count == Set(all).count)
    #expect(all.contains("string.contains(string) -> bool"))
    #expect(all.contains("sets.contains(list(T), list(T)) -> bool"))
    #expect(all.contains("kubernetes.Quantity.add(int) -> kubernetes.Quantity"))
  }

  private var environment: Environment {
    var environment = Environment.kubernetes
    environment.add(variable: "job", type: .object(job), slot: 0)
    environment.add(variable: "x", type: .dyn, slot: 1)
    return environment
  }
}
