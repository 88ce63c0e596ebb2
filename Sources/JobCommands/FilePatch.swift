internal import CommandSupport
package import Diagnostics
internal import Files
internal import Reporting

/// What a command would change in a file.
package enum FilePatch {
  /// Prints a patch: as it is for programs, with nothing that would steer a terminal for people.
  package static func show(_ before: SourceFile, _ after: SourceFile, _ usesColor: Bool) {
    let diff = FileDiffReporter(before, after, path: RepositoryPaths().fromTop(before.path))
    if Terminal.isTerminal {
      Terminal.print(diff.text(usesColor: usesColor))
    } else {
      Terminal.print(diff.patch)
    }
  }
}
