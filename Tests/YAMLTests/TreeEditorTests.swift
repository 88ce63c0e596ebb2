import Diagnostics
import Formats
import TestSupport
import Testing

@testable import YAML

@Suite("Edits of a tree's text")
struct TreeEditorTests {
  private static let jobs = """
    # Jobs of the rocket.
    presubmits:
      acme/rocket: # its repository
      - name: unit # tests
        always_run: true
        labels: {team: engines, tier: "1"}
        spec:
          containers:
          - image: 'golang'
            args: [a, b] # two
            command:
            - make
            # What to make.
            - test
      - name: lint
        max_concurrency: 3

    """

  /// The text after an edit of the node at a path, or `nil` if it can't be made.
  private func edited(
    _ text: String,
    _ path: String,
    _ edit: (TreeEditor, Node) -> [TextEdit]?
  ) throws -> String? {
    let document = Document.parse(SourceFile(path: "jobs.yaml", text: text))
    return try withExtendedLifetime(document) {
      let node = try #require(document.root.flatMap { find(path, in: $0) }, "\(path)")
      guard let edits = edit(TreeEditor(document), node) else { return nil }
      let bytes = try #require(TextEdit.apply(edits, to: document.file.bytes))
      return String(decoding: bytes, as: UTF8.self)
    }
  }

  /// The node at `presubmits/acme~rocket/0/name`; with `@` at the end its key.
  private func find(_ path: String, in root: Node) -> Node? {
    var node = root
    for step in path.split(separator: "/") {
      let isKey = step.hasSuffix("@")
      let name = String(isKey ? step.dropLast() : step).replacing("~", with: "/")
      if let position = Int(name), node.isSequence {
        guard let item = Array(node.items).dropFirst(position).first else { return nil }
        node = item
      } else {
        guard let entry = node.writtenEntries.first(where: { $0.key.text.equals(name) }) else {
          return nil
        }
        node = isKey ? entry.key : entry.value
      }
    }
    return node
  }

  private func replaced(_ from: String, _ to: String) -> String {
    Self.jobs.replacing(from, with: to)
  }

  // MARK: Scalars

  @Test
  func aScalarKeepsItsStyleWhereThatCanHoldTheValue() throws {
    let first = "presubmits/acme~rocket/0"
    #expect(
      try edited(Self.jobs, first + "/name") { $0.replace($1, with: .string("e2e")) }
        == replaced("name: unit # tests", "name: e2e # tests")
    )
    #expect(
      try edited(Self.jobs, first + "/name") { $0.replace($1, with: .string("yes")) }
        == replaced("name: unit # tests", "name: 'yes' # tests")
    )
    #expect(
      try edited(Self.jobs, first + "/name") { $0.replace($1, with: .string("a: b\n")) }
        == replaced("name: unit # tests", "name: \"a: b\\n\" # tests")
    )
    #expect(
      try edited(Self.jobs, first + "/labels/tier") { $0.replace($1, with: .string("it's 2")) }
        == replaced("\"1\"", "\"it's 2\"")
    )
    #expect(
      try edited(Self.jobs, first + "/spec/containers/0/image") {
        $0.replace($1, with: .string("it's"))
      } == replaced("'golang'", "'it''s'")
    )
    #expect(
      try edited(Self.jobs, first + "/labels/tier") { $0.replace($1, with: .plain("1")) }
        == replaced("\"1\"", "1")
    )
  }

  @Test
  func whatIsNoScalarOrWouldBeAnotherValueIsLeftToPeople() throws {
    #expect(
      try edited(Self.jobs, "presubmits") { $0.replace($1, with: .string("x")) } == nil
    )
    // In brackets the comma would end the value.
    #expect(
      try edited(Self.jobs, "presubmits/acme~rocket/0/labels/team") {
        $0.replace($1, with: .plain("a, b"))
      } == nil
    )
    #expect(try edited("a: |\n  text\n", "a") { $0.replace($1, with: .string("x")) } == nil)
  }

  @Test
  func aKeyIsRenamedUnlessTheMappingHasTheName() throws {
    let key = "presubmits/acme~rocket/0/always_run@"
    #expect(
      try edited(Self.jobs, key) { $0.rename($1, to: "optional") }
        == replaced("always_run:", "optional:")
    )
    #expect(try edited(Self.jobs, key) { $0.rename($1, to: "labels") } == nil)
  }

  @Test
  func throughAnAliasTheAnchorIsEditedOnce() throws {
    let text = "a: {image: &i golang}\nb: {image: *i}\nc: *i\n"
    #expect(
      try edited(text, "b/image") { $0.replace($1, with: .string("rust")) }
        == "a: {image: &i rust}\nb: {image: *i}\nc: *i\n"
    )
  }

  // MARK: Entries and items

  @Test
  func anEntryGoesWithItsLinesAndTheCommentAtTheirEnd() throws {
    let first = "presubmits/acme~rocket/0"
    #expect(
      try edited(Self.jobs, first + "/always_run@") { $0.remove($1) }
        == replaced("    always_run: true\n", "")
    )
    // The first of an item is on the line of the dash.
    #expect(
      try edited(Self.jobs, first + "/name@") { $0.remove($1) }
        == replaced("  - name: unit # tests\n    always_run", "  - always_run")
    )
    #expect(
      try edited(Self.jobs, first + "/labels/team@") { $0.remove($1) }
        == replaced("{team: engines, tier: \"1\"}", "{tier: \"1\"}")
    )
    #expect(
      try edited(Self.jobs, first + "/labels/tier@") { $0.remove($1) }
        == replaced("{team: engines, tier: \"1\"}", "{team: engines}")
    )
    #expect(
      try edited(Self.jobs, first + "/spec/containers/0/args@") { $0.remove($1) }
        == replaced("        args: [a, b] # two\n", "")
    )
    #expect(
      try edited("a: |\n  text\n\nb: 1\n", "a@") { $0.remove($1) } == "b: 1\n"
    )
    #expect(try edited("a: 1\nb: 2", "b@") { $0.remove($1) } == "a: 1\n")
  }

  @Test
  func anItemGoesWithItsLines() throws {
    #expect(
      try edited(Self.jobs, "presubmits/acme~rocket/1") { $0.removeItem($1) }
        == replaced("  - name: lint\n    max_concurrency: 3\n", "")
    )
    #expect(
      try edited(Self.jobs, "presubmits/acme~rocket/0/spec/containers/0/args/0") {
        $0.removeItem($1)
      } == replaced("[a, b]", "[b]")
    )
    #expect(
      try edited(Self.jobs, "presubmits/acme~rocket/0/spec/containers/0/command/1") {
        $0.removeItem($1)
      } == replaced("        - test\n", "")
    )
  }

  @Test
  func whatWouldLoseACommentOrLeaveNothingIsLeftToPeople() throws {
    // The only entry: an empty mapping is something else.
    #expect(try edited(Self.jobs, "presubmits@") { $0.remove($1) } == nil)
    #expect(
      try edited(Self.jobs, "presubmits/acme~rocket/0/spec/containers/0") { $0.removeItem($1) }
        == nil
    )
    // A comment that is about the next entry.
    #expect(try edited("- a: 1\n  # why\n  b: 2\n", "0/a@") { $0.remove($1) } == nil)
    // An alias needs the anchor.
    #expect(try edited("a: &x 1\nb: *x\nc: 3\n", "a@") { $0.remove($1) } == nil)
    #expect(
      try edited("a: &x 1\nb: *x\nc: 3\n", "b@") { $0.remove($1) } == "a: &x 1\nc: 3\n"
    )
  }

  @Test(arguments: [
    // A comment ends at a lone CR for some readers, and another one follows.
    ("- a: 1 # why\r  b: 2\n", "0/a@"), ("y: 0\nx: 1 # c\r# other\r", "x@"),
    ("y: 0\nx: 1 # c\u{2028}# other\n", "x@"),
  ])
  func whereACommentEndsMustBeClear(_ text: String, _ path: String) throws {
    #expect(try edited(text, path) { $0.remove($1) } == nil)
  }

  @Test
  func commentsInsideOfAValueAreNotLost() throws {
    func replaced(_ text: String, _ value: TreeEditor.Value) throws -> String? {
      try edited(text, "a") { $0.replace($1, with: value) }
    }
    #expect(try replaced("a: !!str # why\n  foo\n", .string("x")) == nil)
    #expect(try replaced("a: | # why\n  text\n", .plain("5")) == nil)
  }

  @Test
  func noNewProblemAndNoMergeKeyComesIn() throws {
    #expect(
      try edited("{a: 1, a: 2, b: 3}", "a@") { editor, key in
        editor.rename(key.sibling(key.index + 2), to: "b")
      } == nil
    )
    #expect(
      try edited("a: 1\nb: {c: 2}\n", "a@") { $0.rename($1, to: "<<") } == "'<<': 1\nb: {c: 2}\n"
    )
    #expect(
      try edited("a: &x\n  b: 1\n", "a") { $0.insert("c", .plain("2"), in: $1) }
        == "a: &x\n  b: 1\n  c: 2\n"
    )
  }

  @Test
  func anEntryIsAddedInTheLayoutOfItsMapping() throws {
    func insert(_ path: String, _ name: String, _ value: TreeEditor.Value) throws -> String? {
      try edited(Self.jobs, path) { $0.insert(name, value, in: $1) }
    }
    let first = "presubmits/acme~rocket/0"
    #expect(
      try insert("presubmits/acme~rocket/1", "decorate", .plain("true"))
        == Self.jobs + "    decorate: true\n"
    )
    #expect(
      try insert(first, "cluster", .string("on"))
        == replaced("        - test\n", "        - test\n    cluster: 'on'\n")
    )
    #expect(
      try insert(first + "/labels", "area", .string("x, y"))
        == replaced("tier: \"1\"}", "tier: \"1\", area: 'x, y'}")
    )
    // There is one of that name.
    #expect(try insert(first, "name", .string("x")) == nil)
    #expect(try edited("a: {}", "a") { $0.insert("b", .plain("1"), in: $1) } == "a: {b: 1}")
    #expect(try edited("a: 1", "") { $0.insert("b", .plain("2"), in: $1) } == "a: 1\nb: 2")
    #expect(
      try edited("a: 1\r\n", "") { $0.insert("b", .plain("2"), in: $1) } == "a: 1\r\nb: 2\r\n"
    )
  }

  // MARK: Every place of whole files

  /// What JSON says of a file before and after an edit differs in the one place that was meant.
  @Test(arguments: files)
  func everyEditChangesTheOnePlaceInJSONAndNoOtherByte(_ name: String) throws {
    let document = Document.parse(SourceFile(path: name, text: try Project.text(name)))
    try withExtendedLifetime(document) {
      let root = try #require(document.root)
      let before = try json(of: document)
      var (count, removals) = (0, 0)
      try visit(root, []) { node, path in
        let editor = TreeEditor(document)
        if node.isScalar, !node.isBlock {
          let edits = try #require(editor.replace(node, with: .string("x: y")), "\(path)")
          let expected = before.changing(path[...]) { _ in JSONValue("x: y") }
          #expect(try json(of: document, after: edits) == expected, "\(path)")
          count += 1
        }
        for entry in node.isMapping ? Array(node.writtenEntries) : [] where !entry.key.isMerge {
          let key = entry.key.text.string
          let renamed = try #require(editor.rename(entry.key, to: "new name"), "\(path) \(key)")
          #expect(
            try json(of: document, after: renamed)
              == before.changing(path[...]) { $0.renaming(key, to: "new name") }
          )
          guard let removed = editor.remove(entry.key) else { continue }
          #expect(
            try json(of: document, after: removed)
              == before.changing(path[...]) { $0.without(key) }
          )
          count += 2
          removals += 1
        }
      }
      #expect(count > 5)
      #expect(removals > 1)
    }
  }

  private static let files = [
    "jobs/acme/engine/acme-engine", "jobs/acme/acme-presets", "jobs/acme/launchpad/acme-launchpad",
    "jobs/acme/rocket/acme-rocket-presubmits", "jobs/acme/rocket/acme-rocket-periodics",
    "prow/plugins", "prow/config",
  ].map { "examples/acme/config/\($0).yaml" }

  fileprivate enum Step {
    case key(String)
    case item(Int)
  }

  private func visit(_ node: Node, _ path: [Step], _ body: (Node, [Step]) throws -> Void) throws {
    try body(node, path)
    for entry in node.isMapping ? Array(node.writtenEntries) : [] where !entry.value.isShared {
      try visit(entry.value, path + [.key(entry.key.text.string)], body)
    }
    for (position, item) in node.items.enumerated() where !item.isShared {
      try visit(item, path + [.item(position)], body)
    }
  }

  private func json(of document: Document, after edits: [TextEdit] = []) throws -> JSONValue {
    let bytes = try #require(TextEdit.apply(edits, to: document.file.bytes))
    let changed = Document.parse(SourceFile(path: "changed.yaml", bytes: bytes))
    return try withExtendedLifetime(changed) {
      let root = try #require(changed.root)
      return try JSONReader.read(try #require(JSONProjection.text(of: root)))
    }
  }
}

extension JSONValue {
  /// The value with another one at a path.
  fileprivate func changing(
    _ path: ArraySlice<TreeEditorTests.Step>,
    _ change: (JSONValue) -> JSONValue
  ) -> JSONValue {
    guard let step = path.first else { return change(self) }
    switch (step, self) {
    case (.key(let key), .object(let members)):
      return .object(
        members.map { member in
          var member = member
          if member.key == key { member.value = member.value.changing(path.dropFirst(), change) }
          return member
        }
      )
    case (.item(let index), .array(var items)):
      items[index] = items[index].changing(path.dropFirst(), change)
      return .array(items)
    default: return self
    }
  }

  fileprivate func renaming(_ key: String, to name: String) -> JSONValue {
    let renamed = members.map { $0.key == key ? Member(key: name, value: $0.value) : $0 }
    return .object(renamed.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) })
  }

  fileprivate func without(_ key: String) -> JSONValue { .object(members.filter { $0.key != key }) }
}

extension Node {
  /// Whether the text is in lines of its own.
  fileprivate var isBlock: Bool {
    written.pointee.style == .literal || written.pointee.style == .folded
  }

  fileprivate var isMerge: Bool { written.pointee.flags.contains(.isMergeKey) }

  /// Whether a change would be seen in several places.
  fileprivate var isShared: Bool { isAlias || written.pointee.flags.contains(.isAliased) }
}
