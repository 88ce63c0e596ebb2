import Diagnostics
import TestSupport
import Testing
import YAML

/// Verdicts and field paths that a real API server gave.
@Suite("Pods, against the API server")
struct PodConformanceTests {
  private static let path = "\(Project.root)/../shared/conformance/podspec/cases.jsonl"

  @Test
  func agreesWithTheAPIServer() async throws {
    guard let lines = try? Project.text(at: PodConformanceTests.path) else {
      print("skipped: ../shared/conformance/podspec is not there")
      return
    }
    let records = lines.split(separator: "\n").map { Record(String($0)) }
    try #require(!records.isEmpty)
    let found = try await PodFixtures.refusedPaths(of: records.map(\.pod))
    for (record, paths) in zip(records, found) {
      #expect(!paths.isEmpty == record.isRefused, "\(record.pod.what)")
      if !record.pod.paths.isEmpty { #expect(paths == record.pod.paths, "\(record.pod.what)") }
    }
  }

  /// A line of the file; of bodies that could not be decoded only unknown fields have paths.
  private struct Record {
    var pod: PodCase
    var isRefused: Bool

    init(_ line: String) {
      let document = Document.parse(SourceFile(path: "cases.jsonl", text: line))
      let root = document.root
      let causes = root?["causes"].map { $0.items.map { $0["field"]?.text.string ?? "" } } ?? []
      let unknown = root?["decodeKind"]?.string.map { $0 == "unknown-field" } ?? false
      let fields = unknown ? root?["decodeFields"].map { $0.items.map(\.text.string) } ?? [] : []
      isRefused = root?["verdict"]?.string.map { $0 == "reject" } ?? false
      // The server knew the pod by this name, which counts for the claims that it makes.
      pod = PodCase(
        what: root?["id"]?.text.string ?? line,
        manifest: PodFixtures.manifest(
          root?["spec"].map { document.file.text(of: $0.range) } ?? "",
          name: "podspec-case"
        ),
        paths: Set(causes + fields)
      )
    }
  }
}
