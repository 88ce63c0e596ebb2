import CEL
import Testing

@Suite("CEL, parser")
struct ParserTests {
  @Test(arguments: [
    ("1 + 2 * 3 - 4", "((1 + (2 * 3)) - 4)"),
    ("a.b.?c[0][?d]", "a.b.?c[0][?d]"),
    ("a && b || !c && d", "((a && b) || (!(c) && d))"),
    ("a ? b : c ? d : e", "(a ? b : (c ? d : e))"),
    ("--a", "a"), ("---a", "-(a)"), ("-1", "-1"), ("!!!a", "!(a)"),
    ("[1, ?x,]", "[1, ?x]"), ("[,]", "[]"), ("{'a': 1, ?b: c,}", "{'a': 1, ?b: c}"),
    ("x.all(i, v, i < v)", "x.all(i, v, (i < v))"),
    ("x.existsOne(i, v, v)", "x.exists_one(i, v, v)"),
    ("has(a.b)", "has(a.b)"), ("x.map(a, b, c)", "x.map(a, b, c)"), (".a.for", ".a.for"),
    ("r'\\d' + b'\\x00'", "('\\U0000005cd' + b'\\x00')"), ("\"\"\"a\r\nb\"\"\"", "'a\\U0000000ab'"),
    ("0x1Fu + .5 // comment\n", "(31u + 0.5)"), ("'a' in b == c", "(('a' in b) == c)"),
  ])
  func readsAndWritesTheSameTree(_ text: String, _ written: String) throws {
    let expression = try Expression.parse(text)
    #expect(expression.text == written)
    #expect(try Expression.parse(written).text == written)
  }

  @Test(arguments: [
    ("", "1:1: parse: syntax error: the expression ends where it can't be used"),
    ("1 +", "1:4: parse: syntax error: the expression ends where it can't be used"),
    ("a..b", "1:3: parse: syntax error: expected the name of a field, but found \".\""),
    ("ö", "1:1: parse: the character \"ö\" can't be used here"),
    ("'ö' $", "1:5: parse: the character \"$\" can't be used here"),
    ("f(1,)", "1:5: parse: syntax error: found \")\" where it can't be used"),
    ("a ? b", "1:6: parse: syntax error: expected \":\", but the expression ends"),
    ("for", "1:1: parse: \"for\" is a reserved word"),
    ("'a\nb'", "1:1: parse: the string does not end"),
    (
      "x.matches('\\d')",
      "1:11: parse: \"\\d\" is not an escape; write \\\\ for a backslash, or r'…' for a pattern"
    ),
    ("'\\ud800'", "1:1: parse: invalid unicode code point"),
    ("9223372036854775808", "1:1: parse: 9223372036854775808 does not fit an int of 64 bits"),
    ("has(a)", "1:5: parse: has() takes a field, such as has(job.cluster)"),
    ("x.all(a.b, true)", "1:8: parse: the variable of a macro must be a simple name"),
    ("x.all(__result__, true)", "1:7: parse: the name \"__result__\" is taken"),
    (
      "x.all(a, a, true)",
      "1:10: parse: the two variables of all() have the same name \"a\""
    ),
  ])
  func saysWhereTheSyntaxIsWrong(_ text: String, _ message: String) {
    #expect(outcome(text) == message)
  }

  @Test func limitsHowDeepAnExpressionNests() throws {
    let deepest = String(repeating: "(", count: 249) + "1" + String(repeating: ")", count: 249)
    _ = try Expression.parse(deepest)
    #expect(
      outcome("((\(deepest)))").hasSuffix("parse: the expression nests deeper than 250 levels")
    )
    for text in [
      "1" + String(repeating: "+1", count: 251), "a" + String(repeating: ".a", count: 251),
    ] {
      #expect(outcome(text).hasSuffix("parse: the expression nests deeper than 250 levels"))
    }
    _ = try Expression.parse("a" + String(repeating: " && a", count: 19_000))
  }

  @Test func limitsWhatAnExpressionCanBuild() {
    let inner = String(repeating: "[", count: 100) + "a" + String(repeating: "]", count: 100)
    let text = "[1]" + String(repeating: ".map(a, \(inner))", count: 100)
    #expect(outcome(text).hasSuffix("parse: the expression nests deeper than 250 levels"))
  }

  @Test func refusesLongTextsAtOnce() {
    let message = "parse: the expression is longer than 100000 code points"
    #expect(outcome(String(repeating: " ", count: 100_001)) == message)
    #expect(outcome(String(repeating: "a", count: 10_000_000)) == message)
    #expect(outcome(String(repeating: " ", count: 99_999) + "1") == "{\"int\":\"1\"}")
  }

  @Test func knowsWhereEachOperandIs() throws {
    let text = "job.spec.containers[0].image == 'x'"
    let expression = try Expression.parse(text)
    guard case .operation(.equal, let operands) = expression.kind,
      case .select(let container, field: "image", isOptional: false) = operands[0].kind
    else {
      Issue.record("the outermost node is a comparison of a field")
      return
    }
    func part(_ expression: Expression) -> String {
      let bytes = Array(text.utf8)[expression.range]
      return String(decoding: bytes, as: UTF8.self)
    }
    #expect(part(operands[0]) == "job.spec.containers[0].image")
    #expect(part(container) == "job.spec.containers[0]")
    #expect(part(operands[1]) == "'x'")
  }
}
