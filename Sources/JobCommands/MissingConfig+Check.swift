package import Analysis
package import CommandSupport
internal import Diagnostics
internal import Formats
internal import Linting
internal import Prow
package import Reporting

extension MissingConfig {
  /// Throws `Failure` where there is a config.yaml that can't be read: then every job would come
  /// out wrong.
  package static func check(_ result: LintResult) throws(Failure) {
    guard let config = result.workspace.config, result.workspace.prow == nil else { return }
    let fault = result.diagnostics.first {
      $0.place.file === config.file && $0.severity == .error
    }
    let place: TerminalText =
      fault.map { ": \(PositionFinder().text($0.place)): \($0.message)" } ?? ""
    throw Failure.usage("can't read \(config.file.path), which every job depends on\(place)")
  }
}
