import Diagnostics
import Testing
import YAML

@Suite("Aliases")
struct AliasTests {
  @Test(arguments: [
    ("a: &x {k: v}\nb: *x\n", true), ("a: {k: &x v}\nb: [*x]\n", true),
    ("a: &x {k: v}\nb: {<<: *x}\n", true), ("a: &x {k: v}\nb: {k: v}\n", false),
    ("a: &x 1\nb: {*x : v}\n", true), ("b: &x v\na: [1]\nc: *x\n", false),
    ("b: &x v\na: *x\n", false), ("b: {&x k: v}\na: *x\n", false),
  ])
  func aValueKnowsWhetherAnAliasStandsForIt(_ text: String, _ expected: Bool) {
    let document = Document.parse(SourceFile(path: "", text: text))
    #expect(document.problems.isEmpty)
    #expect(document.root?["a"]?.isReferredTo == expected)
  }
}
