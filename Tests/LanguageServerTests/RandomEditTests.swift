import Analysis
import Diagnostics
import Files
import Formats
import Prow
import TestSupport
import Testing
import YAML

@testable import LanguageServer

/// Whatever is typed, the editor shows what lint finds in the same bytes.
@Suite("Random edits")
struct RandomEditTests {
  /// An installation, and those of its files that are edited.
  struct Subject: Sendable {
    var root: String
    var files: [String]
  }

  private static let acme = Subject(
    root: "examples/acme",
    files: [
      "config/prow/config.yaml", "config/prow/plugins.yaml", "config/jobs/acme/acme-presets.yaml",
      "config/jobs/acme/engine/acme-engine.yaml",
      "config/jobs/acme/rocket/acme-rocket-periodics.yaml",
      "config/jobs/acme/rocket/acme-rocket-presubmits.yaml", ".plimsoll.yaml",
    ]
  )

  private static let broken = Subject(
    root: "examples/broken",
    files: [
      "config/prow/config.yaml", "config/prow/plugins.yaml", "config/jobs/pods.yaml",
      "config/jobs/presets.yaml", "config/jobs/names.yaml", "config/jobs/types.yaml",
      "config/jobs/syntax.yaml",
    ]
  )

  private static let editsPerBurst = 20

  /// Together 2,000 edits.
  @Test(arguments: [acme, broken], 0..<5)
  func theEditorShowsWhatLintFinds(_ subject: Subject, seed: UInt64) async throws {
    var random = SeededRandom(seed: Seed.value(default: seed))
    var run = try await Run(subject, &random)
    for burst in 0..<10 {
      for _ in 0..<Self.editsPerBurst { try await run.edit(&random) }
      try await run.compare("burst \(burst)")
    }
    #expect(run.compared >= (subject.files.contains(".plimsoll.yaml") ? 3 : 10))
  }

  /// A client, and what it must see.
  private struct Run {
    let client: TestClient
    let encoding: PositionEncoding
    let root: String
    private var texts: [String: String] = [:]
    private var originals: [String: String] = [:]
    /// How often the two were compared: settings that are broken leave nothing to compare with.
    private(set) var compared = 0
    /// The last text of each file that could be read.
    private var readable: [String: String] = [:]

    init(_ subject: Subject, _ random: inout SeededRandom) async throws {
      root = "\(Project.root)/\(subject.root)"
      encoding = PositionEncoding.allCases.randomElement(using: &random) ?? .utf16
      client = try await TestClient.started(in: root, encodings: [encoding.rawValue])
      for file in subject.files {
        let path = "\(root)/\(file)"
        let text = try Project.text(at: path)
        (texts[path], originals[path], readable[path]) = (text, text, text)
        await client.open(path, text)
      }
    }

    /// Changes a file as an editor does: a range of it, or all.
    mutating func edit(_ random: inout SeededRandom) async throws {
      let path = try #require(texts.keys.sorted().randomElement(using: &random))
      let text = try #require(texts[path])
      var characters = Array(text.unicodeScalars)
      if Int.random(in: 0..<12, using: &random) == 0 {
        try await set(path, originals[path] ?? "")
        return await client.change(path, originals[path] ?? "")
      }
      let (range, new) = Run.change(of: characters, &random)
      let change: JSONValue = [
        "range": [
          "start": place(range.lowerBound, characters).json,
          "end": place(range.upperBound, characters).json,
        ],
        "text": JSONValue(new),
      ]
      characters.replaceSubrange(range, with: Array(new.unicodeScalars))
      var scalars = String.UnicodeScalarView()
      scalars.append(contentsOf: characters)
      try await set(path, String(scalars))
      await client.change(path, [change])
      if Int.random(in: 0..<20, using: &random) == 0 {
        await client.tell("textDocument/didSave", path)
      }
    }

    /// Takes note of a text that is sent next.
    ///
    /// Texts that can be read are judged before one that can't
    /// be, so that it is known which was the last.
    private mutating func set(_ path: String, _ text: String) async throws {
      texts[path] = text
      if Document.parse(SourceFile(path: path, text: text)).isReadable {
        readable[path] = text
      } else {
        await client.server.idle()
      }
    }

    /// Counts by itself, so that both must be right.
    private func place(_ index: Int, _ characters: [Unicode.Scalar]) -> LSP.Position {
      let before = characters[..<index]
      let start = before.lastIndex(of: "\n").map { $0 + 1 } ?? 0
      let width = before[start...].reduce(0) { count, scalar in
        switch encoding {
        case .utf8: count + String(scalar).utf8.count
        case .utf16: count + String(scalar).utf16.count
        case .utf32: count + 1
        }
      }
      return LSP.Position(line: before.count { $0 == "\n" }, character: width)
    }

    private static let typed = [
      "a", "x: y", ": ", "- ", "\n", "  ", "\"", "{", "}", "[", "#", "é", "𝄞", "\t", "&a ", "*a",
      "true",
      "# plimsoll:ignore duplicate-env -- so it is\n",
      "  labels: {preset-service-account: \"true\"}\n",
      "name: unit", "|\n", "presets: []\n", "---\n", "\u{0}",
    ]

    /// The range that is replaced, and what with.
    private static func change(
      of characters: [Unicode.Scalar],
      _ random: inout SeededRandom
    ) -> (Range<Int>, String) {
      let count = characters.count
      let place = Int.random(in: 0...count, using: &random)
      func lines(_ most: Int) -> Range<Int> {
        let start = characters[..<place].lastIndex(of: "\n").map { $0 + 1 } ?? 0
        var end = start
        for _ in 0..<Int.random(in: 1...most, using: &random) {
          end = characters[end...].firstIndex(of: "\n").map { $0 + 1 } ?? count
        }
        return start..<end
      }
      func text(_ range: Range<Int>) -> String {
        var scalars = String.UnicodeScalarView()
        scalars.append(contentsOf: characters[range])
        return String(scalars)
      }
      switch Int.random(in: 0..<6, using: &random) {
      case 0, 1: return (place..<place, typed.randomElement(using: &random) ?? "")
      case 2:
        return (place..<min(count, place + Int.random(in: 1...6, using: &random)), "")
      case 3: return (lines(4), "")
      case 4:
        // A block that is pasted.
        let block = lines(6)
        return (block.lowerBound..<block.lowerBound, text(block))
      default:
        // Two lines that change places.
        let first = lines(1)
        let rest = characters[first.upperBound...].firstIndex(of: "\n").map { $0 + 1 } ?? count
        let second = first.upperBound..<rest
        return (first.lowerBound..<rest, text(second) + text(first))
      }
    }

    /// Compares what the client shows with a run of lint over the same bytes.
    mutating func compare(_ words: String) async throws {
      await client.server.idle()
      // Settings may name what is not there, and then lint ends with that.
      guard let session = try? await fresh(texts) else { return }
      var expected = found(session)
      let unreadable = texts.keys.filter { texts[$0] != readable[$0] }.map(FileURI.uri)
      if !unreadable.isEmpty {
        // The other files are judged by the last text that could be read, and nothing points into it.
        guard let last = try? await fresh(readable) else { return }
        var others = found(last).mapValues { Run.withoutPlaces(in: unreadable, $0) }
        for uri in unreadable { others[uri] = expected[uri] }
        expected = others
      }
      compared += 1
      let shown = client.shown
      for uri in Set(shown.keys).union(expected.keys).sorted() {
        let (left, right) = (Run.lines(shown[uri]), Run.lines(expected[uri]))
        if left == right { continue }
        Issue.record(
          "\(words): \(uri.suffix(40)): shown \(left.filter { !right.contains($0) }.prefix(2)), expected \(right.filter { !left.contains($0) }.prefix(2))"
        )
      }
    }

    /// Findings without further places in some files.
    private static func withoutPlaces(in uris: [String], _ found: JSONValue) -> JSONValue {
      .array(
        found.items.map { finding in
          .object(
            finding.members.compactMap { member in
              guard member.key == "relatedInformation" else { return member }
              let kept = member.value.items.filter { related in
                related[path: "location", "uri"]?.string.map { !uris.contains($0) } ?? true
              }
              return kept.isEmpty ? nil : JSONValue.Member(key: member.key, value: .array(kept))
            }
          )
        }
      )
    }

    private static func lines(_ found: JSONValue?) -> [String] {
      (found?.items ?? []).map { String(decoding: $0.json, as: UTF8.self) }
    }

    private func overlay(_ texts: [String: String]) -> FileOverlay {
      let overlay = FileOverlay()
      for (path, text) in texts { overlay.set(Array(text.utf8), at: path) }
      return overlay
    }

    private func fresh(_ texts: [String: String]) async throws -> LintSession {
      let origin = LintSession.Origin(
        root: root,
        overlay: overlay(texts),
        today: { "2026-01-01" },
        workers: 1
      )
      return try #require(try await LintSession.open(origin))
    }

    private func found(_ session: LintSession) -> [String: JSONValue] {
      var (board, found) = (FindingBoard(), [String: JSONValue]())
      let uris = texts.reduce(into: [:]) { $0[$1.key] = FileURI.uri($1.key) }
      var places = FindingBoard.Places(encoding, uris: uris)
      for message in board.update(session.result, &places) {
        guard let uri = message["uri"]?.string else { continue }
        found[uri] = message["diagnostics"]
      }
      return found
    }
  }
}
