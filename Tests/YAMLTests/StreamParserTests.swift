import Diagnostics
import Foundation
import TestSupport
import Testing

@testable import YAML

/// Where libyaml and Prow's parser part, Prow's counts.
@Suite("Prow's parser")
struct StreamParserTests {
  @Test(arguments: [
    // A colon before an indicator of a flow collection belongs to the text.
    ("[a:, b]", #"["a:","b"]"#), ("{a:}", #"{"a:":null}"#), ("[x:]", #"["x:"]"#),
    ("[a:{b: c}]", nil), ("[b::, c]", #"["b::","c"]"#),
    // A question mark ends text in one, and then it is refused.
    ("a: [http://x/?q]", nil), ("a: {b?: c}", nil), ("a: [b, ?c]", #"{"a":["b",{"c":null}]}"#),
    ("a: b?c", #"{"a":"b?c"}"#),
    ("[? a : b]", #"[{"a":"b"}]"#), ("{? a, b: c}", #"{"a":null,"b":"c"}"#),
    // Indicators of flow collections are part of a tag.
    ("a: !foo[1]", #"{"a":""}"#), ("a: !a,b 1", #"{"a":"1"}"#), ("a: [!!str, 1]", #"{"a":["1"]}"#),
    ("[!x]]", nil), ("{a: !b, c: d}", nil), ("!<a,b> c", #""c""#),
    // Only the first byte order mark is one.
    ("# c\n\u{FEFF}a: 1", "{\"\u{FEFF}a\":1}"), ("\u{FEFF}\u{FEFF}a: 1\nb: 2", nil),
    ("\u{FEFF}a: 1\nb: 2", #"{"a":1,"b":2}"#), ("a: \u{FEFF}b", "{\"a\":\"\u{FEFF}b\"}"),
    // An empty flow collection at the top is complete at its end.
    ("{}: x\ny: 1", "{}"), ("[]: x", "[]"), ("{} 'x", nil), ("{} x", "{}"), ("a:\n  []: x", nil),
    ("[1]: x", nil),
    (">2\n[] 'x", #""""#), ("[[]]: x", nil),
    // Escapes.
    (#"a: "it\'s""#, #"{"a":"it's"}"#), (#"a: "a\/b""#, nil),
    ("[\"\\x41\", \"\\u00e4\\\n b\"]", #"["A","äb"]"#),
    // Versions.
    ("%YAML 1.2\n---\na: 1", nil), ("%YAML 1.1\n---\na: 1", #"{"a":1}"#),
    ("%TAG !e! tag:yaml.org,2002:\n---\na: !e!str 1", #"{"a":"1"}"#),
    // Bad bytes count only in a block of 512 that had to be read.
    ("a: 1\n---\n" + String(repeating: "# padding\n", count: 60) + "\u{7}", #"{"a":1}"#),
    ("a: 1\n---\n\u{7}", nil),
  ])
  func decidesAsProwDoes(_ yaml: String, _ json: String?) {
    let document = Document.parse(SourceFile(path: "t.yaml", text: yaml))
    let found = document.problems.isEmpty ? JSONProjection.text(of: document.root) : nil
    #expect(found.map { String(decoding: $0, as: UTF8.self) } == json)
  }

  @Test(arguments: [
    (
      "a: b\nc: [d, http://x/?q]\n",
      "an unquoted \"?\" inside [ ] or { }, which Prow's parser refuses", 12, 22
    ),
    ("# c\na: \"b\\/c\"\n", "the escape \"\\/\" is not known to Prow's parser", 9, 11),
    ("%YAML 1.2\n---\na: b\n", "%YAML 1.2 is not understood; Prow reads YAML 1.1", 0, 0),
    ("a: 'b\\/c\nd: !e", "the quoted text that starts here has no end", 3, 3),
  ])
  func saysWhatIsWrongAndWhere(_ yaml: String, _ message: String, _ start: UInt32, _ end: UInt32) {
    let problems = Document.parse(SourceFile(path: "t.yaml", text: yaml)).problems
    #expect(problems.map(\.message) == [message])
    #expect(problems.map(\.range) == [SourceRange(start: start, end: end)])
  }

  @Test
  func placesAreThoseOfTheText() throws {
    let text = "ü: [!t,u x, 'ä\n  b']\nk: &a !v\n  l: \"\\'\"\nm: *a\n"
    let document = Document.parse(SourceFile(path: "t.yaml", text: text))
    let root = try #require(document.root)
    let pieces = root.storage.pointee.nodes.map {
      document.file.text(of: SourceRange(start: $0.start, end: $0.end))
    }
    #expect(
      pieces.dropFirst() == [
        "ü", "[!t,u x, 'ä\n  b']", "!t,u x", "'ä\n  b'", "k", "&a !v\n  l: \"\\'\"", "l",
        "\"\\'\"", "m", "*a",
      ]
    )
  }

  @Test
  func mutatedConfigsComeOutAsFromLibYAMLWhereTheyDoNotPart() {
    let seeds = Samples.texts.map { Array($0.utf8) }
    var random = Samples.Random(state: 7_031)
    let rounds = ProcessInfo.processInfo.environment["MUTATION_ROUNDS"].flatMap(Int.init) ?? 4_000
    for _ in 0..<rounds {
      let text = Samples.mutate(seeds[random.below(seeds.count)], seeds, &random)
      let file = SourceFile(path: "t.yaml", bytes: text)
      guard !PartingText.mayPart(file.bytes) else { continue }
      let (ours, theirs) = (StreamParser.read(file), Document.parseWithLibYAML(file))
      // The words for what both refuse may differ.
      let isEqual =
        theirs.root == nil
        ? ours.root == nil && ours.problems.isEmpty == theirs.problems.isEmpty
        : ours.outline == theirs.outline
      guard isEqual else {
        Issue.record("differs: \(String(reflecting: String(decoding: text, as: UTF8.self)))")
        return
      }
    }
  }

  @Test(
    .enabled(if: Project.shared != nil, "needs the shared cases beside the project")
  )
  func everySharedCaseIsReadOrRefusedAsRecorded() throws {
    let folder = "\(try #require(Project.shared))/conformance/yaml/cases"
    let names = try FileManager.default.contentsOfDirectory(atPath: folder)
    var cases = 0
    for name in names where name.hasSuffix(".yaml") {
      let path = "\(folder)/\(name)"
      let data = try #require(FileManager.default.contents(atPath: path))
      // UTF-16 becomes UTF-8 before the parser sees it.
      guard data.first.map({ $0 < 0xFE }) ?? true else { continue }
      let document = StreamParser.read(SourceFile(path: name, bytes: Array(data)))
      let isRefused = !document.problems.isEmpty
      let refusal = path.dropLast(".yaml".count) + ".error"
      #expect(isRefused == FileManager.default.fileExists(atPath: String(refusal)), "\(name)")
      cases += 1
    }
    #expect(cases > 500)
  }
}
