import CEL
import Testing
import YAML

@Suite("CEL, evaluation")
struct EvaluationTests {
  /// What a run is refused costs what was left, and nothing that others have spent is given back.
  @Test(
    arguments: [
      (10, 0, 11, 11), (10, 4, 7, 11), (10, 0, .max, 11), (10, 25, 1, 25), (10, 25, .max, 25),
      (.max, 5, .max, .max),
    ] as [(UInt64, UInt64, UInt64, UInt64)]
  )
  func refusesWhatIsOverTheLimit(_ limit: UInt64, _ spent: UInt64, _ more: UInt64, _ cost: UInt64) {
    let run = Run(limit: limit, cost: spent)
    #expect(throws: CELError.self) { try run.charge(more) }
    #expect(run.cost == cost)
  }

  @Test(arguments: [
    ("1 / 0", "1:3: evaluation: division by zero"),
    ("9223372036854775807 + 1", "1:21: evaluation: integer overflow"),
    ("m.b", "1:2: evaluation: no such key: b"), ("m['b']", "1:2: evaluation: no such key: b"),
    ("[1][2]", "1:4: evaluation: index out of bounds: 2"),
    ("m < 1", "1:3: evaluation: no such overload: _<_"),
    ("m.size('a')", "1:7: check: size() can't be called as dyn.size(string)"),
    ("dyn(0.0) / dyn(0.0) < 1.0", "1:21: evaluation: NaN values cannot be ordered"),
    ("'abc'.substring(2, 1)", "1:16: evaluation: invalid substring range. start: 2, end: 1"),
    ("optional.none().value()", "1:22: evaluation: optional.none() dereference"),
    ("timestamp(0).getHours('Mars')", "1:22: evaluation: unknown time zone \"Mars\""),
    ("quantity('x').isInteger()", "1:9: evaluation: \"x\" is not a quantity such as 500m or 2Gi"),
  ])
  func saysWhyThereIsNoValue(_ text: String, _ message: String) {
    let map = Value.map(ValueMap([(.string("a"), .int(1))]))
    #expect(outcome(text, [("m", .dyn, map)]) == message)
  }

  @Test(arguments: [
    ("1/0 > 0 && false", "{\"bool\":false}"), ("1/0 > 0 || true", "{\"bool\":true}"),
    ("[1, 0].exists(x, 1 / x > 0)", "{\"bool\":true}"),
    ("'é' == 'e\\u0301'", "{\"bool\":false}"), ("'ö'.size()", "{\"int\":\"1\"}"),
    ("'añb'.indexOf('b')", "{\"int\":\"2\"}"),
    ("'%f|%e'.format([1000000.5, 2.71828])", "{\"string\":\"1,000,000.500000|2.718280×10⁰⁰\"}"),
    ("string(1e6) + string(0.0001)", "{\"string\":\"1e+060.0001\"}"),
    ("9007199254740993 == dyn(9007199254740992.0)", "{\"bool\":true}"),
    ("timestamp('2024-07-01T12:00:00Z').getHours('Europe/Berlin')", "{\"int\":\"14\"}"),
    ("timestamp('2090-01-01T12:00:00Z').getHours('America/New_York')", "{\"int\":\"7\"}"),
    ("timestamp(0).getHours('-05:30')", "{\"int\":\"18\"}"),
    ("quantity('1') == quantity('1000m')", "{\"bool\":true}"),
    ("[[quantity('1')], [quantity('2')]].indexOf([quantity('2')])", "{\"int\":\"1\"}"),
    ("cidr('10.0.0.0/8').masked() == cidr('10.1.0.0/8').masked()", "{\"bool\":true}"),
    ("semver('v1.2', true).isLessThan(semver('1.2.1-rc.1'))", "{\"bool\":true}"),
    (
      "url('https://a:1/b?c=d&c=e').getQuery()['c']",
      "{\"list\":[{\"string\":\"d\"},{\"string\":\"e\"}]}"
    ),
    ("'aXbX'.findAll('[a-z]', 1)", "{\"list\":[{\"string\":\"a\"}]}"),
    ("{1: 'a'}[dyn(1.0)] + {'b': 2}.map(k, k)[0]", "{\"string\":\"ab\"}"),
    ("[3, 1, 2].sortBy(x, -x)", "{\"list\":[{\"int\":\"3\"},{\"int\":\"2\"},{\"int\":\"1\"}]}"),
    (
      "format.dns1123Label().validate('a.b').value()",
      "{\"list\":[{\"string\":\"must not contain dots\"}]}"
    ),
  ])
  func evaluates(_ text: String, _ value: String) {
    #expect(outcome(text) == value)
  }

  @Test func asksObjectsByTag() throws {
    let type = ObjectType(name: "Job", fields: ["name": .init(type: .string, tag: 5, doc: "")])
    var environment = Environment.kubernetes
    environment.add(variable: "job", type: .object(type), slot: 0)
    let program = try environment.compile("job.name == 'five' && !has(job.name)")
    let value = try program.evaluate(SlotValues([.map(TaggedObject())]), Run())
    #expect(value.equals(.bool(true)) == true)
  }

  @Test func takesTextOfDocumentsAsItIs() throws {
    let value = Value.string(Text("main"))
    #expect(
      outcome("b + '!' == 'main!' && b in ['x', 'main']", [("b", .string, value)])
        == "{\"bool\":true}"
    )
  }

  @Test func stopsWhenTheBudgetIsSpent() throws {
    let loop = "lists.range(1000).all(a, lists.range(1000).all(b, lists.range(1000).all(c, true)))"
    let program = try Environment.kubernetes.compile(loop)
    let run = Run(limit: 5_000)
    #expect(
      throws: CELError(
        .limit,
        "the evaluation costs more than 5000 units; test less, or shorter values"
      )
    ) {
      try program.evaluate(SlotValues([]), run)
    }
    #expect(run.cost > 5_000 && run.cost < 7_000)
  }

  @Test func boundsWhatTextsGrowTo() {
    let doubled = "['aaaaaaaaaa']" + String(repeating: ".map(x, x + x)", count: 60)
    #expect(
      outcome(doubled).hasSuffix(
        "limit: the evaluation costs more than 1000000 units; test less, or shorter values"
      )
    )
  }

  @Test func sharesOneBudgetBetweenPrograms() throws {
    var environment = Environment.kubernetes
    environment.add(variable: "x", type: .int, slot: 0)
    let inner = try environment.compile("[1, 2].map(y, y + 1)[1]")
    let outer = try environment.compile("[10].map(y, x + y)[0] + x")
    let run = Run()
    let value = try outer.evaluate(Lazy(inner: inner), run)
    #expect(value.equals(.int(16)) == true)
    #expect(run.cost > 10)
  }
}

private final class TaggedObject: MapSource {
  var count: Int { 1 }
  func value(_ key: FieldKey) -> Value? { key.tag == 5 ? .string("five") : nil }
  func isSet(_ key: FieldKey) -> Bool { false }
  var keys: any ListSource { ArrayList([]) }
}

/// Its variable is what another program gives.
private final class Lazy: Activation {
  let inner: Program

  init(inner: Program) { self.inner = inner }

  func value(_ slot: Int, _ run: Run) throws(CELError) -> Value {
    try inner.evaluate(SlotValues([]), run)
  }
}
