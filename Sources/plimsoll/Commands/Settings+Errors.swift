import Analysis
import Configs
import Diagnostics
import Formats
import Reporting

extension Settings {
  /// Throws `Failure` where the settings can't say which files are meant.
  func requireReadable() throws {
    guard let problem = problems().first else { return }
    throw Failure.usage("\(PositionFinder().text(problem.place)): \(problem.message)")
  }
}
