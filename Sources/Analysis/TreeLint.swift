package import Configs
package import Diagnostics
package import Files
internal import Linting
package import Prow

/// What Prow says of all files of a tree together.
package enum TreeLint {
  /// Lints a tree as Prow's loader and its checkconfig would.
  ///
  /// Files that the configuration names are read from the tree, never from disk.
  static func lint(
    _ tree: some FileTree,
    _ layout: TreeLayout,
    _ input: UpdaterInput,
    _ schema: ProwSchema,
    workers: Int
  ) async throws -> LintResult {
    let linter = Linter(
      options: LintOptions(select: [Rule.Group.prow.rawValue]),
      schema: schema,
      workers: workers,
      read: { path in (try? tree.file(at: path))?.bytes }
    )
    let source = try layout.jobs(in: tree, config: input.prowConfig)
    let jobs = try JobFiles(in: tree, at: source.roots, except: source.excluded)
    let read = jobs.contents.map { path, content in
      (path, InputFile.bytes(content.bytes, name: tree.displayName(of: path), kind: .jobs))
    }
    let unread = jobs.faults.map { path, fault in
      (path, InputFile.unread(fault, name: tree.displayName(of: path), kind: .jobs))
    }
    let files = (read + unread).sorted { $0.0.utf8.lexicographicallyPrecedes($1.0.utf8) }.map(\.1)
    let central = [input.prowConfig, input.plugins].compactMap { $0.map(InputFile.loaded) }
    return try await linter.lint(central + files)
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

    /// The errors, and the errors about the tree that are not among them.
    package func joined(with further: [Diagnostic]) -> [Diagnostic] {
      let known = Set(errors.map(Identity.init))
      return errors + further.filter { !known.contains(Identity($0)) }
    }
  }

  package static func errors(
    of tree: some FileTree,
    _ layout: TreeLayout,
    _ input: UpdaterInput,
    _ schema: ProwSchema,
    workers: Int
  ) async throws -> Refusal {
    Refusal(try await lint(tree, layout, input, schema, workers: workers))
  }

  private struct Identity: Hashable {
    var rule: String
    var file: String
    var range: SourceRange
    var message: String

    init(_ diagnostic: Diagnostic) {
      rule = diagnostic.rule
      file = diagnostic.place.file.path
      range = diagnostic.place.range
      message = diagnostic.message
    }
  }
}
