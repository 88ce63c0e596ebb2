import Diagnostics
import Testing
import YAML

/// Values as Prow's YAML library resolves them, seen as JSON.
@Suite("YAML values")
struct JSONProjectionTests {
  @Test(arguments: [
    ("yes", "true"), ("Off", "false"), ("yEs", #""yEs""#), ("~", "null"), ("nULL", #""nULL""#),
    ("0x1f", "31"), ("010", "8"), ("08", "8"), ("0b101", "5"), ("0b-1", "-1"), ("1_000", "1000"),
    ("_1", #""_1""#), (".5_0", "0.5"), (".5_", #"".5_""#), ("1:30", #""1:30""#), ("1.0", "1"),
    ("1e3", "1000"), ("1e21", "1e+21"), ("-0.0", "-0"), ("1e309", #""1e309""#),
    ("2026-01-02", #""2026-01-02""#), ("18446744073709551615", "18446744073709551615"),
    ("!!str 1", #""1""#), ("!foo yes", #""yes""#), ("!!int '7'", "7"), ("!!binary aGk=", #""hi""#),
    ("'it''s'", #""it's""#), (#""a\tb""#, #""a\tb""#),
  ])
  func resolvesScalars(_ yaml: String, _ json: String) throws {
    #expect(try projected("v: \(yaml)") == #"{"v":\#(json)}"#)
  }

  @Test(arguments: [
    ("a: 1\na: 2", #"{"a":2}"#),
    ("x: &x {a: 1, b: 2}\nz: {b: 3, <<: *x}", #"{"x":{"a":1,"b":2},"z":{"a":1,"b":2}}"#),
    ("x: &x {a: 1, b: 2}\nz: {<<: *x, b: 3}", #"{"x":{"a":1,"b":2},"z":{"a":1,"b":3}}"#),
    ("{a: 1}\n--- \nb: [", #"{"a":1}"#),
    ("z: {<<: {a: 1, <<: {b: 2, a: 3}}, b: 4}", #"{"z":{"a":3,"b":4}}"#),
    ("z: {<<: [{a: 1}, {a: 2, b: 3, <<: {b: 4}}]}", #"{"z":{"a":1,"b":4}}"#),
    ("z: {<<: &x {a: 1, <<: {b: 2}}}\nw: *x", #"{"w":{"a":1,"b":2},"z":{"a":1,"b":2}}"#),
    // What a later key overrides never becomes JSON, so that it can be what JSON can't hold.
    ("a: .nan\na: 1", #"{"a":1}"#), ("a: {~: 1}\na: {b: c}", #"{"a":{"b":"c"}}"#),
    ("a: &x yes\nb: {*x: 1}", #"{"a":true,"b":{"true":1}}"#),
    ("on: 1\n1.5: 2", #"{"1.5":2,"true":1}"#),
    ("- &a [1]\n- *a", "[[1],[1]]"),
    ("", "null"),
    ("---", "null"),
    ("\u{FEFF}a: 1", #"{"a":1}"#),
    ("a: |\n  x\n  y\n", #"{"a":"x\ny\n"}"#),
  ])
  func mergesAndOverrides(_ yaml: String, _ json: String) throws {
    #expect(try projected(yaml) == json)
  }

  @Test(arguments: [
    ("a: *b", Problem.Kind.alias), ("a: &a [*a]", .alias), ("a: [", .syntax),
    ("a: \u{7}", .encoding),
    ("{[1]: 2}", .key), ("~: 1", .key), ("a: {<<: 1}", .merge), ("a: !!int x", .tag),
    ("a: .inf", .number), ("a: &x ~\n*x : 1", .key), ("a: 1\na: .inf", .number),
    ("%YAML 1.2\n---\na: 1", .syntax), (#"a: "\/""#, .syntax),
    ("[a?b]", .syntax),
  ])
  func refuses(_ yaml: String, _ kind: Problem.Kind) {
    #expect(Document.parse(SourceFile(path: "t.yaml", text: yaml)).problems.map(\.kind) == [kind])
  }

  @Test
  func strictReadersSeeRepeatedKeys() {
    let document = Document.parse(SourceFile(path: "t.yaml", text: "a: 1\nb: 2\na: 3\n"))
    #expect(document.repeatedKeys.map(\.range) == [SourceRange(start: 10, end: 11)])
  }

  @Test
  func aKeyTwiceInOneMergedMappingIsNoOverride() {
    let text = "z: {<<: {a: 1, b: 2, a: 3}, b: 4}\n"
    let document = Document.parse(SourceFile(path: "t.yaml", text: text))
    #expect(document.repeatedKeys.map(\.kind) == [.repeatedKey, .overriddenMerge])
    #expect(document.repeatedKeys.map(\.range.start) == [21, 28])
  }

  private func projected(_ yaml: String) throws -> String {
    let document = Document.parse(SourceFile(path: "t.yaml", text: yaml))
    #expect(document.problems.map(\.message) == [])
    let bytes = try #require(JSONProjection.text(of: document.root))
    return String(decoding: bytes, as: UTF8.self)
  }
}
