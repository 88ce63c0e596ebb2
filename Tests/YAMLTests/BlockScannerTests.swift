import Diagnostics
import Foundation
import TestSupport
import Testing

@testable import YAML

/// The scanner must make the very document that libyaml's events make, or leave the file to it.
@Suite("Block scanner")
struct BlockScannerTests {
  @Test(arguments: [
    "a: b\n", "a:\n", "a:\n  b: c\nd: e", "- a\n- b\n", "- a: 1\n  b: 2\n-\n- - x\n  - y\n",
    "a:\n- b\n- c\nd:\n- e: f\n  g:\n  - h\n", "---\na: b\n---\nc: [\n",
    "a: b # c\n# d\n\n  # e\nf: g\n",
    "a: b\n  c\n\n  d # e\n", "a:\n  b\n  c\nd: e\n", "a: \"b\\n\\\"c\\\\\"\n",
    "a: \"b\n  c\n\n  d\"\n",
    "a: 'it''s'\nb: 'c\n  d'\n", "'a b': c\n\"d\\te\": f\n", "a: |\n  b\n   c\n\n  d\n\n\ne: f\n",
    "a: |-\n  b\n\n", "a: >+\n  b\n  c\n\n   d\n  e\n\nf: |+\n  g", "- |\n  a\n  b\n- >\n  c\n",
    "a: []\nb: {}\nc: [d, \"e\", 'f', 1]\ng: {h: i, j: [k], l: {m: n}}\n",
    "a: [\n  b, # c\n  d,\n]\ne: {f: g,\n  h: i}\n", "<<: {a: b}\nc: d\n",
    "a: 1\na: 2\n1: b\nyes: c\n",
    "a: x:y\nb: c#d\ne: -f\ng: --h\n", "a:   b   \nc  : d\n", "a: \u{E4}\u{1F600} # \u{FC}\nb: c\n",
    "a: .inf\nb: ~\nc: 0x1F\n~: d\n", "a:\n  - b\n  -\n  -   c: d\n      e: f\n",
  ])
  func itReadsWhatPeopleWrite(_ text: String) throws {
    let file = SourceFile(path: "t.yaml", text: text)
    let document = try #require(BlockScanner.read(file))
    #expect(document.outline == Document.parseWithLibYAML(file).outline)
  }

  @Test(arguments: [
    "a", "a: b: c\n", "a: - b\n", "a: b\n c: d\n", "a:\n  b: c\n d: e\n", "- a\nb: c\n",
    "a: b\n- c\n",
    "a: \"b\" c\n", "a: \"b\"#c\n", "a: \"\\/\"\n", "a: [b c\n", "a: [b]: c\n", "a: [b, c: d]\n",
    "a: [b?c]\n",
    "a: {b, c: d}\n", "[a, b]\n", "a: &b c\n", "a: *b\n", "a: !!str b\n", "? a\n: b\n", "a: %b\n",
    "a: @b\n", "a: `b\n",
    "%YAML 1.1\n---\na: b\n", " a: b\n", "a:\tb\n", "a: b\t# c\n", "\ta: b\n", "a: b\r\n",
    "a: |2\n  b\n",
    "a: |\n    \n  b\n", "a: |\nb: c\n", "\"a\nb\": c\n", "a\n b: c\n", "... \na: b\n",
    "--- a: b\n", "a: 'b\n---\nc'\n",
    "a: [b,\n- c]\n", "\u{FEFF}a: b\n", "a: \u{85}b\n", "a: \u{2028}b\n", "a: \u{7F}\n", "",
  ])
  func itLeavesTheRestToTheJudge(_ text: String) {
    #expect(BlockScanner.read(SourceFile(path: "t.yaml", text: text)) == nil)
  }

  /// Large files are read in two halves; these have another line each where the second could start.
  @Test(arguments: LargeFile.allCases)
  func largeFilesComeOutAsFromTheJudge(_ kind: LargeFile) throws {
    let file = SourceFile(path: "t.yaml", text: kind.text)
    #expect(file.bytes.count > 1 << 20)
    let document = try #require(BlockScanner.read(file))
    #expect(document.outline == Document.parseWithLibYAML(file).outline)
  }

  enum LargeFile: CaseIterable {
    case items, keys, itemsAtKeys, repeatedKeys, textLikeItems, oneScalar, twoDocuments

    var text: String {
      let job = """
          - name: unit
            args: [a, "b\\n", 'c''d']
            text: |
              - no item
              key: value

            e: f
            e: g

        """
      let entry = "k: {a: b}\nl:\n- c\n- d: |-\n    e\n\n"
      func many(_ text: String) -> String {
        String(repeating: text, count: (1 << 20) / text.utf8.count + 10)
      }
      return switch self {
      case .items: "periodics:\n" + many(job)
      case .keys: (0..<60_000).map { "key\($0): {a: b}\n# c\n" }.joined()
      case .itemsAtKeys: "a:\n  b:\n" + many(job) + "  c:\n" + many(job) + "d: e\n"
      case .repeatedKeys: many(entry)
      case .textLikeItems: "a: |\n" + many("  - b\n  c: d\n") + "e: f\n"
      case .oneScalar: "a:\n- b\n- " + many("word ") + "\n- c\n"
      case .twoDocuments: "a:\n" + many("- b\n") + "---\nc: [\n"
      }
    }
  }

  @Test
  func mutatedConfigsComeOutAsFromTheJudge() {
    let seeds = Samples.texts.map { Array($0.utf8) }
    var random = Samples.Random(state: 20_251)
    let rounds = ProcessInfo.processInfo.environment["MUTATION_ROUNDS"].flatMap(Int.init) ?? 4_000
    var read = 0
    for _ in 0..<rounds {
      let text = Samples.mutate(seeds[random.below(seeds.count)], seeds, &random)
      let file = SourceFile(path: "t.yaml", bytes: text)
      guard let document = BlockScanner.read(file) else { continue }
      read += 1
      let expected = Document.parseWithLibYAML(file).outline
      let isEqualInHalves = BlockScanner.read(file, manyBytes: 0)?.outline == expected
      guard document.outline == expected, isEqualInHalves else {
        Issue.record("differs: \(String(reflecting: String(decoding: text, as: UTF8.self)))")
        return
      }
    }
    #expect(read > rounds / 10)
  }

  @Test(
    .enabled(if: Project.shared != nil, "needs the shared corpora beside the project")
  )
  func realFilesComeOutAsFromTheJudge() throws {
    let root = try #require(Project.shared)
    var (files, read) = (0, 0)
    for folder in ["corpus", "conformance/yaml"] {
      let names = FileManager.default.enumerator(atPath: "\(root)/\(folder)")
      while let name = names?.nextObject() as? String {
        guard name.hasSuffix(".yaml") || name.hasSuffix(".yml"),
          let data = FileManager.default.contents(atPath: "\(root)/\(folder)/\(name)")
        else { continue }
        files += 1
        let file = SourceFile(path: name, bytes: Array(data))
        guard let document = BlockScanner.read(file) else { continue }
        read += 1
        let isEqual = document.outline == Document.parseWithLibYAML(file).outline
        #expect(isEqual, "\(folder)/\(name)")
      }
    }
    print("\(read) of \(files) files read without libyaml")
    #expect(read > files / 2)
  }
}

extension Document {
  /// All that can be seen of a document, line by line.
  var outline: String {
    var lines = problems.map { "\($0)" } + repeatedKeys.map { "repeated \($0)" }
    guard let root else { return lines.joined(separator: "\n") }
    let storage = root.storage.pointee
    for (index, node) in storage.nodes.enumerated() {
      var line =
        "\(index) \(node.kind) \(node.style) \(node.value) \(node.start)-\(node.end) \(node.next)"
      line += " \(node.flags.subtracting(.textIsBeside).rawValue)"
      if node.kind == .scalar {
        let base =
          node.flags.contains(.textIsBeside)
          ? UnsafePointer(storage.side.baseAddress) : storage.source
        let text = UnsafeBufferPointer(
          start: base.map { $0 + Int(node.text) },
          count: Int(node.length)
        )
        line += " \(Array(text))"
      } else {
        line += " \(node.length)"
        if node.flags.contains(.hasEffectiveEntries) {
          let range = storage.effective[Int(node.text)]
          for entry in storage.entries[Int(range.start)..<Int(range.start + range.count)] {
            line += " \(entry.key)=\(entry.value)"
          }
        }
      }
      lines.append(line)
    }
    return lines.joined(separator: "\n")
  }
}

/// Texts to mutate.
enum Samples {
  static let texts = [
    """
    # jobs of acme
    presubmits:
      acme/rocket:
      - name: unit
        decorate: true
        branches: [main, "release-.*"]
        labels: {preset-a: "true"}
        spec:
          containers:
          - image: golang:1.25
            command:
            - sh
            - -c
            - |
              set -e
              make test

              echo "done"
            env:
            - name: A
              value: "x\\ny"
            - {name: B, value: 'it''s'}
            resources:
              limits: {cpu: 2, memory: 4Gi}
    """,
    """
    ---
    periodics:
      - cron: "0 6 * * *"
        name:   nightly   # every night
        annotations:
          description: a text that
            goes on here

            and there
          other: >-
            folded
             deeper
            text
        extra_refs:
          - org: acme
            repo: 'rocket'
          -
          - - nested
            - - more
        empty:
        "quoted key": "two
          lines"

        last: null
    """,
    """
    a:
    - b: {c: [d, e], f: "g"}
      h: [
        i, # why
        j,
      ]
    - |+
      kept

    - k
    l: 1.5
    yes: no
    <<: {m: n}
    l: 2
    """,
  ]

  /// A generator whose numbers are the same in every run.
  struct Random {
    var state: UInt64

    mutating func below(_ limit: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int((state >> 33) % UInt64(limit))
    }
  }

  private static let pieces = [
    " ", "  ", "\n", "\n\n", ":", ": ", "- ", "-", "#", " #", "\"", "'", "[", "]", "{", "}", ",",
    ", ", "|", ">", "|-", ">+",
    "\\", "?", "? ", "&a ", "*a", "!x ", "%", "@", "`", "---\n", "...\n", "<<: ", "\t", "\n  ",
    "\n    ", "x", "0", "~", "=",
    "\u{E4}", "\r\n", "a: b\n", "- c\n", "\\n", "''", "\"\"", "[]", "{}", "key: ", "\n# c\n",
    "\n---", "-\n", ":\n",
  ].map { Array($0.utf8) }

  static func mutate(_ seed: [UInt8], _ seeds: [[UInt8]], _ random: inout Random) -> [UInt8] {
    var text = seed
    for _ in 0...random.below(4) {
      let start = random.below(text.count + 1)
      switch random.below(6) {
      case 0: text.removeSubrange(start..<min(text.count, start + 1 + random.below(4)))
      case 1: text.insert(contentsOf: pieces[random.below(pieces.count)], at: start)
      case 2:
        let end = min(text.count, start + 1 + random.below(3))
        text.replaceSubrange(start..<end, with: pieces[random.below(pieces.count)])
      case 3: text = Array(text[..<start])
      case 4:
        var lines = text.split(separator: 0x0A, omittingEmptySubsequences: false)
        let line = random.below(lines.count)
        if random.below(2) == 0 {
          lines.remove(at: line)
        } else {
          lines.swapAt(line, random.below(lines.count))
        }
        text = Array(lines.joined(separator: [0x0A]))
      default:
        let other = seeds[random.below(seeds.count)]
        let from = random.below(other.count)
        text.insert(contentsOf: other[from..<min(other.count, from + random.below(40))], at: start)
      }
    }
    return text
  }
}
