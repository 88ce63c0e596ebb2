import Diagnostics
import Schema
import Testing
import YAML

/// Types that take several shapes, such as one word or a mapping of words.
@Suite("Unions")
struct UnionTests {
  private static let catalog = CompiledCatalog(
    Catalog(tables: [
      """
      type Top
        method Method
        plugins Plugins
      union Method wanted="a word or words" advice="write a or b"
        word string
        words map:Word
      union Word wanted="a word"
        word string
      union Plugins lenient
        lists map:list:string
        settings map:Settings
      type Settings wanted="settings"
        names list:string
      """
    ]),
    roots: ["Top"],
    names: []
  )

  private static let syntax = ScalarSyntax(
    isQuantity: { _ in true },
    isTime: { _ in true },
    isDuration: { _ in true }
  )

  /// What is wanted at which text.
  private func findings(_ text: String) -> [String] {
    let document = Document.parse(SourceFile(path: "a.yaml", text: text))
    let found = Checker.check(
      document,
      as: Self.catalog.root("Top"),
      in: Self.catalog,
      syntax: Self.syntax
    )
    return withExtendedLifetime(document) {
      found.map { finding in
        let place = document.file.text(of: finding.node.range)
        return switch finding.kind {
        case .wrongType(let wanted): "\(place): \(wanted.words)"
        default: "\(place): \(finding.kind)"
        }
      }
    }
  }

  @Test(arguments: [
    ("method: a", []), ("method: {x: a, y: b}", []), ("method:", []), ("method: {x: }", []),
    ("method: 1", ["1: a word or words"]), ("method: [a]", ["[a]: a word or words"]),
    ("method: {x: 1, y: [a]}", ["1: a word", "[a]: a word"]),
    ("plugins: {a: [x, 1], b: }", []), ("plugins: {a: {names: [1], other: 2}, b: }", []),
    ("plugins: {a: [x], b: {names: []}}", ["[x]: settings"]),
    ("plugins: {a: x}", ["x: settings"]), ("plugins: [a]", ["[a]: a mapping"]),
    ("plugins: {a: [{}]}", ["{}: a string"]),
  ])
  func takeTheFirstShapeThatAValueLooksLike(text: String, expected: [String]) {
    #expect(findings(text) == expected)
  }
}
