internal import Analysis
internal import CommandSupport
package import Configs
internal import Diagnostics
internal import Formats
internal import Reporting

extension Settings {
  /// Throws `Failure` where the settings can't say which files are meant.
  package func requireReadable() throws {
    guard let problem = problems().first else { return }
    throw Failure.usage("\(PositionFinder().text(problem.place)): \(problem.message)")
  }
}
