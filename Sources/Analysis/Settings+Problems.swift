package import Configs
package import Diagnostics
internal import Linting
internal import Prow

extension Settings {
  /// Why the settings don't say where Prow's files are: they can't be read, or a path is not one.
  package func problems() -> [Diagnostic] {
    guard let file else { return [] }
    let found = Linter(schema: schema, workers: 1).check(settings: file, paths: nil)
    return found.filter {
      $0.severity == .error && (!file.isReadable || $0.path?.hasPrefix("prow") ?? false)
    }
  }
}
