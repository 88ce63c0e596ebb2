internal import GoFormats
package import Prow
internal import YAML

/// How long runs take, as far as anybody says.
package struct RunTimes: Sendable {
  /// In seconds, of jobs of which nothing else is known.
  private let usual: Int64
  /// In seconds, by the names of jobs.
  private let known: [String: Int64]

  package init(usual: Int64, known: [String: Int64] = [:]) {
    self.usual = usual
    self.known = known
  }

  /// Seconds that a run of the job takes: never more than its timeout.
  package func seconds(of job: ResolvedJob) -> Int64 {
    let seconds = known.isEmpty ? usual : known[job.job.name.string] ?? usual
    let timeout = job.decoration?.layers.lazy.compactMap { $0["timeout"] }.first
    guard let timeout, let span = GoDuration(timeout.convertedText), span.nanoseconds > 0 else {
      return seconds
    }
    return min(seconds, max(60, span.nanoseconds / 1_000_000_000))
  }
}
