import Diagnostics
import Testing
import YAML

@testable import Prow

@Suite("Field paths")
struct FieldPathTests {
  /// Collections with few children are walked, those with many are remembered.
  @Test(arguments: [3, 200])
  func aPathNamesKeysAndPositions(_ count: Int) throws {
    let items = (0..<count).map { "- {name: n\($0)}\n" }.joined()
    let keys = (0..<count).map { "a/b\($0): {c: d}\n" }.joined()
    let document = Document.parse(
      SourceFile(path: "t.yaml", text: "list:\n\(items)\(keys)plain: [x, y]\n")
    )
    let root = try #require(document.root)
    var paths = FieldPath()
    let list = Array(try #require(root["list"]).items)
    for index in [count - 1, 0, 1] {
      #expect(paths.text(to: list[index]) == "list[\(index)]")
      let name = try #require(list[index]["name"])
      #expect(paths.text(to: name) == "list[\(index)].name")
      let entry = try #require(root.entries.first { $0.key.text.equals("a/b\(index)") })
      #expect(paths.text(to: entry.key) == "[a/b\(index)]")
      #expect(paths.text(to: try #require(entry.value["c"])) == "[a/b\(index)].c")
    }
    #expect(paths.text(to: Array(try #require(root["plain"]).items)[1]) == "plain[1]")
    #expect(paths.text(to: root) == "")
  }
}
