import Diagnostics
import Testing

@Suite("Lines and columns")
struct LineIndexTests {
  // A text, an offset in it, and the line and column there.
  @Test(
    arguments: [
      ("", 0, 1, 1), ("ab", 2, 1, 3),
      ("a\nb\n", 1, 1, 2), ("a\nb\n", 2, 2, 1), ("a\nb\n", 4, 3, 1), ("\n\nc", 2, 3, 1),
      ("a\r\nb\r\n", 3, 2, 1), ("a\r\nb\r\n", 6, 3, 1),
      ("a\rb\nc", 2, 2, 1), ("a\rb\nc", 4, 3, 1),
      ("é\nüb", 5, 2, 2), ("\u{FEFF}ab\nc", 4, 1, 2), ("\u{FEFF}ab\nc", 6, 2, 1),
    ] as [(String, UInt32, Int, Int)]
  )
  func everyKindOfLineEndCounts(_ text: String, _ offset: UInt32, _ line: Int, _ column: Int) {
    let index = LineIndex(SourceFile(path: "a.yaml", text: text))
    #expect(index.position(at: offset) == Position(line: line, column: column))
  }

  @Test
  func columnsOnALongLineCountItsScalars() {
    let line = String(repeating: "aé€😀", count: 2_000)
    let index = LineIndex(SourceFile(path: "a.yaml", text: "\u{FEFF}\(line)\n\(line)"))
    var offset = 3
    for (count, scalar) in line.unicodeScalars.enumerated() {
      let second = offset + line.utf8.count + 1
      #expect(index.position(at: UInt32(offset)) == Position(line: 1, column: count + 1))
      #expect(index.position(at: UInt32(second)) == Position(line: 2, column: count + 1))
      offset += scalar.utf8.count
    }
  }
}
