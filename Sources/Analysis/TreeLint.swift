internal import Configs
package import Diagnostics
internal import Files
internal import Linting

/// What Prow says of all files of a tree that it loads together; in-repo config is not among them.
package enum TreeLint {
  /// Lints a tree as Prow's loader and its checkconfig would.
  ///
  /// Files that the configuration names are read from the tree, never from disk.
  static func lint(_ input: UpdaterInput, workers: Int) async throws -> LintResult {
    var options = LintOptions(select: [Rule.Group.prow.name])
    input.files.describe(in: &options)
    let tree = input.files.tree
    let central = [input.prowConfig, input.plugins].compactMap { $0.map(InputFile.loaded) }
    return try await Snapshot.make(
      of: central + input.files.others(),
      with: Linter(options: options, schema: input.schema, workers: workers),
      read: { path in (try? tree.file(at: path))?.bytes }
    ).result
  }

  /// Why Prow would refuse a tree.
  package struct Refusal {
    /// In order.
    package let errors: [Diagnostic]
    /// Keeps the files alive that the errors point into.
    private let result: LintResult

    init(_ result: LintResult) {
      self.result = result
      errors = result.diagnostics.filter { $0.severity == .error }
    }
  }

  package static func errors(_ input: UpdaterInput, workers: Int) async throws -> Refusal {
    Refusal(try await lint(input, workers: workers))
  }
}
