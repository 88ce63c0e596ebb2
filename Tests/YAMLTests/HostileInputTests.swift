import Diagnostics
import Testing
import YAML

@Suite("Hostile YAML")
struct HostileInputTests {
  @Test
  func anAliasBombIsRefused() {
    var text = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n"
    for level in 1...9 {
      let aliases = Array(repeating: "*a\(level - 1)", count: 9).joined(separator: ", ")
      text += "a\(level): &a\(level) [\(aliases)]\n"
    }
    #expect(parse(text).problems.map(\.kind) == [.limit])
  }

  @Test(arguments: [("[", "]"), ("{a: ", "}")])
  func tenThousandOpenCollectionsAreReadAndOneMoreIsNot(_ open: String, _ close: String) {
    func nested(_ depth: Int) -> Document {
      parse(String(repeating: open, count: depth) + String(repeating: close, count: depth))
    }
    #expect(nested(10_000).problems.isEmpty)
    #expect(nested(10_001).problems.map(\.kind) == [.limit])
  }

  @Test
  func aFileOverTheLimitIsNotParsed() {
    let bytes = [UInt8](repeating: UInt8(ascii: "x"), count: Document.Limits.bytes + 1)
    let document = Document.parse(SourceFile(path: "t.yaml", bytes: bytes))
    #expect(document.problems.map(\.kind) == [.limit])
  }

  @Test
  func aLineWithoutEndIsAScalar() throws {
    let document = parse("a: " + String(repeating: "x", count: 5_000_000))
    #expect(document.root?["a"]?.text.count == 5_000_000)
  }

  @Test
  func bytesThatAreNoTextAreNamedWithTheirPlace() {
    let document = Document.parse(
      SourceFile(path: "t.yaml", bytes: Array("a: b\nc: \u{FF}".utf8.dropLast(1)))
    )
    #expect(document.problems.map(\.kind) == [.encoding])
    #expect(document.problems.map(\.range.start) == [8])
  }

  private func parse(_ text: String) -> Document {
    Document.parse(SourceFile(path: "t.yaml", text: text))
  }
}
