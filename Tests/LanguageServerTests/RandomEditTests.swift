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
    /// Whether edits may leave settings that lint ends with, so that there is nothing to compare with.
    var mayLeaveNothing = false
  }

  private static let acme = Subject(
    root: "\(Project.root)/examples/acme",
    files: [
      "config/prow/config.yaml", "config/prow/plugins.yaml", "config/jobs/acme/acme-presets.yaml",
      "config/jobs/acme/engine/acme-engine.yaml",
      "config/jobs/acme/rocket/acme-rocket-periodics.yaml",
      "config/jobs/acme/rocket/acme-rocket-presubmits.yaml", ".plimsoll.yaml",
    ],
    mayLeaveNothing: true
  )

  private static let broken = Subject(
    root: "\(Project.root)/examples/broken",
    files: [
      "config/prow/config.yaml", "config/prow/plugins.yaml", "config/jobs/pods.yaml",
      "config/jobs/presets.yaml", "config/jobs/names.yaml", "config/jobs/types.yaml",
      "config/jobs/syntax.yaml",
    ]
  )

  private static let oss = Subject(
    root: "\(Project.shared ?? "")/corpus/oss",
    files: [
      "prow/oss/config.yaml", "prow/oss/plugins.yaml",
      "prow/prowjobs/GoogleCloudPlatform/oss-test-infra/gcp-oss-test-infra-config.yaml",
      "prow/prowjobs/GoogleCloudPlatform/compute-image-import/compute-image-import.yaml",
    ]
  )

  private static let editsPerBurst = 20

  /// Together 2,000 edits.
  @Test(arguments: [acme, broken], 0..<5)
  func theEditorShowsWhatLintFinds(_ subject: Subject, seed: UInt64) async throws {
    try await compare(subject, seed: seed, bursts: 10)
  }

  @Test(.enabled(if: Project.shared != nil, "there is no ../shared"), arguments: [1, 2])
  func theEditorShowsWhatLintFindsInRealFiles(seed: UInt64) async throws {
    try await compare(Self.oss, seed: seed, bursts: 5)
  }

  private func compare(_ subject: Subject, seed: UInt64, bursts: Int) async throws {
    var random = SeededRandom(seed: Seed.value(default: seed))
    var run = try await Run(subject, &random)
    for burst in 0..<bursts {
      for _ in 0..<Self.editsPerBurst { try await run.edit(&random) }
      try await run.compare("burst \(burst)")
    }
    #expect(run.compared >= (subject.mayLeaveNothing ? 3 : bursts))
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
      root = subject.root
      encoding = PositionEncoding.allCases.randomElement(using: &random) ?? .utf16
      // The disk is looked at after each burst.
      client = try await TestClient.started(
        in: root,
        encodings: [encoding.rawValue],
        idleDelay: .seconds(3600)
      )
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
      let pasted = try #require(texts.values.sorted().randomElement(using: &random))
      var changes: [JSONValue] = []
      for (range, new) in Run.changes(of: characters, pasting: pasted, &random) {
        changes.append([
          "range": [
            "start": place(range.lowerBound, characters).json,
            "end": place(range.upperBound, characters).json,
          ],
          "text": JSONValue(new),
        ])
        characters.replaceSubrange(range, with: Array(new.unicodeScalars))
      }
      try await set(path, Run.text(characters[...]))
      await client.change(path, .array(changes))
      if Int.random(in: 0..<20, using: &random) == 0 {
        await client.tell("textDocument/didSave", path)
      }
    }

    /// Takes note of a text that is sent next.
    ///
    /// A text that can be read is judged before one that can't be, so that it is known which was the
    /// last.
    private mutating func set(_ path: String, _ text: String) async throws {
      let couldBeRead = texts[path] == readable[path]
      texts[path] = text
      if Document.parse(SourceFile(path: path, text: text)).isReadable {
        readable[path] = text
      } else if couldBeRead {
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

    private static func text(_ characters: ArraySlice<Unicode.Scalar>) -> String {
      var scalars = String.UnicodeScalarView()
      scalars.append(contentsOf: characters)
      return String(scalars)
    }

    /// Some lines around a place.
    private static func lines(
      of characters: [Unicode.Scalar],
      most: Int,
      _ random: inout SeededRandom
    ) -> Range<Int> {
      let place = Int.random(in: 0...characters.count, using: &random)
      let start = characters[..<place].lastIndex(of: "\n").map { $0 + 1 } ?? 0
      var end = start
      for _ in 0..<Int.random(in: 1...most, using: &random) {
        end = characters[end...].firstIndex(of: "\n").map { $0 + 1 } ?? characters.count
      }
      return start..<end
    }

    /// The ranges that are replaced, and what with, one after the other.
    ///
    /// `pasted`: A text that blocks are copied from.
    private static func changes(
      of characters: [Unicode.Scalar],
      pasting pasted: String,
      _ random: inout SeededRandom
    ) -> [(Range<Int>, String)] {
      let count = characters.count
      let place = Int.random(in: 0...count, using: &random)
      switch Int.random(in: 0..<6, using: &random) {
      case 0: return [(place..<place, typed.randomElement(using: &random) ?? "")]
      case 1:
        // Letter by letter.
        let letters = (typed.randomElement(using: &random) ?? "").unicodeScalars
        return letters.enumerated().map { ((place + $0)..<(place + $0), String($1)) }
      case 2:
        return [(place..<min(count, place + Int.random(in: 1...6, using: &random)), "")]
      case 3: return [(lines(of: characters, most: 4, &random), "")]
      case 4:
        let copied = Array(pasted.unicodeScalars)
        let target = lines(of: characters, most: 1, &random).lowerBound
        let block = lines(of: copied, most: 6, &random)
        return [(target..<target, text(copied[block]))]
      default:
        // A block that moves.
        let block = lines(of: characters, most: 6, &random)
        var rest = characters
        rest.removeSubrange(block)
        let target = lines(of: rest, most: 1, &random).lowerBound
        return [(block, ""), (target..<target, text(characters[block]))]
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
