import Diagnostics
import Testing

@testable import YAML

@Suite("Moves of entries")
struct TreeMovingTests {
  /// The text after an edit of the key at a path of names and positions.
  private func edited(
    _ text: String,
    _ path: [String],
    _ edit: (TreeEditor, Node, Node) -> [TextEdit]?
  ) throws -> String? {
    let document = Document.parse(SourceFile(path: "a.yaml", text: text))
    return try withExtendedLifetime(document) {
      let root = try #require(document.root)
      var (node, key) = (root, root)
      for name in path {
        if let position = Int(name) {
          node = try #require(Array(node.items).dropFirst(position).first)
        } else {
          let entry = try #require(node.writtenEntries.first { $0.key.text.equals(name) })
          (key, node) = (entry.key, entry.value)
        }
      }
      guard let edits = edit(TreeEditor(document), root, key) else { return nil }
      let bytes = try #require(TextEdit.apply(edits, to: document.file.bytes))
      return String(decoding: bytes, as: UTF8.self)
    }
  }

  private func child(_ node: Node, _ name: String) -> Node {
    node.writtenEntries.first { $0.key.text.equals(name) }?.value ?? node
  }

  @Test
  func anEntryMovesUpBeforeTheOneThatItWasIn() throws {
    let text = "name: a # its name\n# What runs.\nspec:\n  limit: 3 # three\n  image: b\n"
    let moved = try edited(text, ["spec", "limit"]) { $0.move($2, into: $1) }
    #expect(moved == "name: a # its name\nlimit: 3 # three\n# What runs.\nspec:\n  image: b\n")
  }

  @Test
  func theLinesOfAValueMoveWithIt() throws {
    let text = """
      spec:
          env:
          - name: A
            value: |
              one
                two

          # About B.
          - name: B
          image: b
      other:
        c: 1

      """
    let moved = try edited(text, ["spec", "env"]) { $0.move($2, into: child($1, "other")) }
    #expect(
      moved == """
        spec:
            image: b
        other:
          c: 1
          env:
          - name: A
            value: |
              one
                two

          # About B.
          - name: B

        """
    )
  }

  @Test
  func theFirstEntryOfAnItemAndCarriageReturns() throws {
    let text = "- timeout: 3\r\n  name: a\r\n  deep:\r\n    b: 1\r\n"
    let moved = try edited(text, ["0", "timeout"]) { editor, root, key in
      root.items.first { _ in true }.flatMap { editor.move(key, into: child($0, "deep")) }
    }
    #expect(moved == "- name: a\r\n  deep:\r\n    b: 1\r\n    timeout: 3\r\n")
    let nested = try edited(text, ["0", "timeout"]) { $0.nest($2, under: "config") }
    #expect(nested == "- config:\r\n    timeout: 3\r\n  name: a\r\n  deep:\r\n    b: 1\r\n")
  }

  @Test
  func anEntryGoesIntoTheEmptyOneBeforeIt() throws {
    let text = "a:\n  resources: # what it takes\n  limits:\n    cpu: 1\n  b: 2\n"
    let nested = try edited(text, ["a", "limits"]) { $0.nestUnderPrevious($2) }
    #expect(nested == "a:\n  resources: # what it takes\n    limits:\n      cpu: 1\n  b: 2\n")
    #expect(try edited(text, ["a", "b"]) { $0.nestUnderPrevious($2) } == nil)
  }

  /// An anchor would come after its alias, brackets have no lines, and a mapping would be empty.
  @Test(arguments: [
    ("a:\n  b: &x 1\n  c: *x\nd:\n  e: 1\n", ["a", "b"]),
    ("a: {b: 1, c: 2}\nd:\n  e: 1\n", ["a", "b"]),
    ("a:\n  b: 1\nd:\n  e: 1\n", ["a", "b"]),
  ])
  func whatCantMoveLineByLineStays(_ text: String, _ path: [String]) throws {
    #expect(try edited(text, path) { $0.move($2, into: child($1, "d")) } == nil)
  }

  // MARK: Other shapes

  @Test
  func aValueIsPutIntoAListOrUnderAKey() throws {
    let text = "a: main # one\nb: it's\nc: |\n  x\n"
    #expect(
      try edited(text, ["a"]) { $0.wrapInList($2.following) }
        == text.replacing("main", with: "[main]")
    )
    #expect(
      try edited(text, ["b"]) { $0.rename($2, to: "bs", wrapping: "*") }
        == text.replacing("b: it's", with: "bs: {\"*\": it's}")
    )
    #expect(try edited(text, ["c"]) { $0.wrapInList($2.following) } == nil)
    #expect(
      try edited(text, ["a"]) { $0.replace($2, with: "interval", "9h") }
        == text.replacing("a: main", with: "interval: 9h")
    )
  }

  @Test
  func aListWithoutItsOnlyItemGoesAsAWhole() throws {
    let text = "a:\n  b: # list\n  - 1\n  c: 2\nd: [1]\n"
    let item = { (editor: TreeEditor, _: Node, key: Node) in
      key.following.items.first { _ in true }.flatMap { editor.removeItem($0) }
    }
    #expect(try edited(text, ["a", "b"], item) == "a:\n  c: 2\nd: [1]\n")
    #expect(try edited(text, ["d"], item) == "a:\n  b: # list\n  - 1\n  c: 2\n")
  }

  @Test(arguments: [
    ("a: 1 # x, y -- why\nb: 2\n", "# x, y -- why", "# x, y -- why", "a: 1\nb: 2\n"),
    ("a: 1\n  # x\nb: 2\n", "# x", "# x", "a: 1\nb: 2\n"),
    ("a: 1 # x, y\n", "# x, y", ", y", "a: 1 # x\n"), ("a: 1\n# x", "# x", "# x", "a: 1\n"),
  ])
  func aCommentGoesWithItsLineOrInPart(
    _ text: String,
    _ comment: String,
    _ part: String,
    _ wanted: String
  ) throws {
    func range(of string: String) throws -> Range<Int> {
      let found = try #require(text.firstRange(of: string))
      let start = text.utf8.distance(from: text.startIndex, to: found.lowerBound)
      return start..<(start + string.utf8.count)
    }
    let (whole, gone) = (try range(of: comment), try range(of: part))
    #expect(try edited(text, []) { editor, _, _ in editor.remove(gone, of: whole) } == wanted)
  }
}
