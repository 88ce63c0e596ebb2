import Analysis
import Configs
import Diagnostics
import Linting
import Prow
import Testing

@Suite("Making fixes")
struct FixRunTests {
  private static let text = """
    # Jobs of the rocket.
    presubmits:
      acme/rocket:
      - name: unit  # fast
        Always_Run: true
        max_concurency: 3
        spec:
          containers:
          - image: "golang"
            commnd: [make]
            volumeMount:   []

    """

  private func snapshot(_ texts: [String: String]) async throws -> Snapshot {
    try await Snapshot.make(
      of: texts.sorted { $0.key < $1.key }.map { path, text in
        .memory(SourceFile(path: path, text: text), kind: .jobs)
      },
      with: Linter(schema: ProwSchema.standard, workers: 1)
    )
  }

  private func run(
    _ texts: [String: String],
    mayChange: @escaping (SourceFile) -> Bool = { _ in true },
    isAskedFor: (Diagnostic) -> Bool = { _ in true }
  ) async throws -> FixRun {
    var run = FixRun(try await snapshot(texts), takesUnsafe: false, mayChange: mayChange)
    try await run.run(isAskedFor)
    return run
  }

  private func text(_ file: SourceFile) -> String { String(decoding: file.bytes, as: UTF8.self) }

  @Test
  func onlyWhatIsWrongChanges() async throws {
    let run = try await run(["a.yaml": Self.text])
    #expect(run.count == 4)
    #expect(run.changes.map(\.before.path) == ["a.yaml"])
    #expect(run.changes.map { text($0.before) } == [Self.text])
    #expect(
      run.changes.map { text($0.after) } == [
        Self.text.replacing("Always_Run", with: "always_run")
          .replacing("max_concurency", with: "max_concurrency")
          .replacing("commnd", with: "command").replacing("volumeMount:", with: "volumeMounts:")
      ]
    )
    #expect(run.snapshot.result.diagnostics.allSatisfy { $0.fix == nil })
  }

  @Test
  func fixingTwiceChangesNothing() async throws {
    let first = try await run(["a.yaml": Self.text])
    let fixed = try #require(first.changes.first.map { text($0.after) })
    let second = try await run(["a.yaml": fixed])
    #expect(second.count == 0)
    #expect(second.changes.isEmpty)
  }

  @Test
  func filesThatMayNotChangeStay() async throws {
    let run = try await run(
      ["a.yaml": Self.text, "b.yaml": Self.text],
      mayChange: { $0.path == "b.yaml" }
    )
    #expect(run.changes.map(\.before.path) == ["b.yaml"])
    let asked = try await self.run(
      ["a.yaml": Self.text],
      isAskedFor: { $0.message.contains("Always_Run") }
    )
    #expect(asked.count == 1)
  }
}
