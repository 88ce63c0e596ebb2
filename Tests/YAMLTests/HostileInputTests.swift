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

  // Merges copy what they merge: a chain or a fan of them costs the square of its size.
  @Test(arguments: Shape.allCases)
  func mergesThatBreakTheLimitOfAliasesAreNotWorkedOut(_ shape: Shape) {
    let document = parse(shape.text)
    #expect(document.problems.map(\.kind) == [.limit])
    #expect(document.root == nil)
  }

  enum Shape: CaseIterable {
    case chain, fan, list

    var text: String {
      let base = "x: &b\n" + (0..<4_000).map { "  k\($0): 1\n" }.joined()
      return switch self {
      case .chain:
        "x:\n- &m0 {k: 1}\n"
          + (1..<4_000).map { "- &m\($0) {<<: *m\($0 - 1), k\($0): 1}\n" }.joined()
      case .fan: base + (0..<4_000).map { "y\($0): {<<: *b}\n" }.joined()
      case .list:
        base + "y:\n  <<: [" + Array(repeating: "*b", count: 4_000).joined(separator: ",") + "]\n"
      }
    }
  }

  @Test
  func nestedMergesInPlaceCostTheirDepthOnce() throws {
    let depth = 900
    let text =
      "r: " + (0..<depth).map { "{k\($0): \($0), <<: " }.joined() + "{}"
      + String(repeating: "}", count: depth)
    let document = parse(text)
    #expect(document.problems.isEmpty)
    let root = try #require(document.root?["r"])
    #expect(Array(root.entries).count == depth)
    #expect(root.storage.pointee.entries.count == depth)
  }

  private func parse(_ text: String) -> Document {
    Document.parse(SourceFile(path: "t.yaml", text: text))
  }
}
