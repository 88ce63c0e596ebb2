import Analysis
import Configs
import Diagnostics
import Files
import Linting
import Policies
import Prow
import Testing
import YAML

/// A small configuration, judged by policies alone.
struct Judged {
  /// `file:line:column severity rule: message`, and a line for each related place.
  let lines: [String]
  let outcomes: [PolicyOutcome]

  /// - Parameters:
  ///   - policies: The text of `policies/own.yaml`.
  ///   - files: By path; those that Prow does not read are only there for policies.
  ///   - hides: Rules that the test is not about.
  /// - Throws: `FileError`, which no file in memory has.
  init(
    _ policies: String,
    _ files: [String: String],
    hides: [String] = ["policy-without-tests"]
  ) async throws {
    let own = PolicySet(
      [(SourceFile(path: "policies/own.yaml", text: policies), true)],
      schema: ProwSchema.standard
    ) { path in files[path].map { Array($0.utf8) } }
    let linter = Linter(
      catalogue: RuleCatalogue.builtIn.adding(own),
      options: LintOptions(select: ["policies"], ignore: hides),
      schema: ProwSchema.standard,
      workers: 2
    )
    let inputs = files.sorted { $0.key < $1.key }.compactMap { path, text -> InputFile? in
      let kind: FileKind? =
        switch path {
        case "config.yaml": .config
        case "plugins.yaml": .plugins
        default: path.hasPrefix("jobs") ? .jobs : nil
        }
      return kind.map { .memory(SourceFile(path: path, text: text), kind: $0) }
    }
    let result = try await Snapshot.make(
      of: inputs,
      with: linter,
      policies: PolicyRun(
        own,
        folder: "",
        today: "2026-06-15",
        tree: { MemoryTree(files.map { ($0.key, Array($0.value.utf8)) }) }
      )
    ).result
    outcomes = result.policies
    lines = result.diagnostics.flatMap { diagnostic in
      ["\(Judged.place(diagnostic.place)) \(diagnostic.rule): \(diagnostic.message)"]
        + diagnostic.related.map { "  \(Judged.place($0.place)) \($0.message)" }
    }
  }

  private static func place(_ place: Place) -> String {
    let position = LineIndex(place.file).position(at: place.range.start)
    return "\(place.file.path):\(position.line):\(position.column)"
  }
}

enum PolicyText {
  /// A policy with the name `own`.
  ///
  /// `spec`: The lines of its spec besides summary.
  static func own(_ spec: String) -> String {
    """
    apiVersion: plimsoll.dev/v1
    kind: Policy
    metadata: {name: own}
    spec:
      summary: all is as it should be

    """ + spec.split(separator: "\n", omittingEmptySubsequences: false).map { "  \($0)\n" }.joined()
  }
}

/// Expects lines, and shows those that differ.
func expectLines(
  _ found: [String],
  _ wanted: [String],
  sourceLocation: SourceLocation = #_sourceLocation
) {
  #expect(found == wanted, sourceLocation: sourceLocation)
}
