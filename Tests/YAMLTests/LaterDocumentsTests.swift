import Diagnostics
import Testing
import YAML

@Suite("Documents after the first")
struct LaterDocumentsTests {
  @Test(arguments: [
    ("a: 1\n---\nb: 2\n", 5, 1), ("---\n# only a comment\n---\na: 1\n", 21, 1),
    ("a: 1\n---\n---\nb: 2\n--- c\n", 9, 2), ("a: 1\n...\nb: 2\n", 9, 1),
    ("a: 1\r\n---\r\nb: 2\r\n", 6, 1), ("...\n---\na: 1\n", 4, 1),
    ("a: |\n  text\n--- # end\nb: 2\n", 12, 1),
  ])
  func areFoundWhereTheyStart(_ text: String, _ start: UInt32, _ count: Int) {
    let later = later(text)
    #expect(later?.start.start == start)
    #expect(later?.count == count)
  }

  @Test(arguments: [
    "", "a: 1\n", "# comment\n---\na: 1\n", "---\na: 1\n---\n", "a: 1\n---\n# nothing\n...\n",
    "%YAML 1.1\n---\na: 1\n", "a: |\n  ---\n  b\n", "a: 1\n----\n", "\u{FEFF}---\na: 1\n",
  ])
  func areNotFoundWhereThereIsNothing(_ text: String) {
    #expect(later(text) == nil)
  }

  private func later(_ text: String) -> LaterDocuments? {
    LaterDocuments(SourceFile(path: "", text: text).bytes)
  }
}
