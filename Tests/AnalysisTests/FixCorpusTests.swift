import Analysis
import Configs
import Diagnostics
import Foundation
import Linting
import Prow
import TestSupport
import Testing

/// Mistakes, some of them in comments, are put into real job files, and fixes have to give back the
/// same bytes: comments, quotes and layout among them.
@Suite("Fixes in real job files")
struct FixCorpusTests {
  private static let folders = [
    "k8s/config/jobs/kubernetes-sigs", "oss/prow/prowjobs", "metal3/prow/config/jobs",
  ]
  .map { (Project.shared ?? "") + "/corpus/" + $0 }

  /// A few of the files; without anchors, through which a mistake may count in several ways.
  private static let files: [String] = folders.flatMap { folder in
    let names = (try? FileManager.default.subpathsOfDirectory(atPath: folder)) ?? []
    let texts = names.sorted().filter { $0.hasSuffix(".yaml") }.compactMap {
      try? String(contentsOfFile: folder + "/" + $0, encoding: .utf8)
    }
    let usable = texts.filter { $0.utf8.count < 20_000 && !$0.contains("&") && !$0.contains("<<:") }
    return stride(from: 0, to: usable.count, by: max(1, usable.count / 12)).map { usable[$0] }
  }

  private static let mistakes: [(right: String, wrong: String)] = [
    ("always_run: true", "Always_Run: true"), ("max_concurrency: ", "max_concurency: "),
    ("decorate: true", "decorate: \"true\""), ("always_run: false", "always_run: \"false\""),
    ("Gi\n", "GiB\n"), ("Gi\"\n", " Gi\"\n"), ("timeout: 2h\n", "timeout: 2hours\n"),
    ("optional: true", "optinal: true"), ("interval: 24h\n", "interval: 1d\n"),
    ("volumeMounts:", "volumeMount:"),
  ]

  @Test(.enabled(if: Project.shared != nil, "there is no ../shared"))
  func mistakesComeOutAsTheyWere() async throws {
    #expect(Self.files.count >= 30)
    for text in Self.files {
      let wrong = Self.mistakes.reduce(text) { $0.replacing($1.right, with: $1.wrong) }
      let (new, old) = (lines(try await fixed(wrong)), lines(text))
      #expect(new.count == old.count)
      #expect(
        zip(new, old).filter { $0 != $1 && !$1.contains("#") }.map { "\($0) for \($1)" } == []
      )
    }
  }

  private func lines(_ text: String) -> [Substring] {
    text.split(separator: "\n", omittingEmptySubsequences: false)
  }

  private func fixed(_ text: String) async throws -> String {
    let snapshot = try await Snapshot.make(
      of: [.memory(SourceFile(path: "jobs.yaml", text: text), kind: .jobs)],
      with: Linter(schema: ProwSchema.standard, workers: 1)
    )
    var run = FixRun(snapshot, takesUnsafe: false, mayChange: { _ in true })
    try await run.run {
      [
        "wrong-type", "bad-quantity", "bad-duration", "invalid-interval", "field-case",
        "unknown-fields-all",
      ].contains($0.rule)
    }
    return run.changes.first.map { String(decoding: $0.after.bytes, as: UTF8.self) } ?? text
  }
}
