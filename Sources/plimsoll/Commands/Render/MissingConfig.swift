import Analysis
import Diagnostics
import Formats
import Linting
import Prow
import Reporting
import YAML

/// How jobs are rendered without Prow's config.yaml, which holds their defaults.
enum MissingConfig {
  /// Throws `Failure` where there is a config.yaml that can't be read: then every job would come
  /// out wrong.
  static func check(_ result: LintResult) throws(Failure) {
    guard let config = result.workspace.config, result.workspace.prow == nil else { return }
    let fault = result.diagnostics.first {
      $0.place.file === config.file && $0.severity == .error
    }
    let place: TerminalText =
      fault.map { ": \(PositionFinder().text($0.place)): \($0.message)" } ?? ""
    throw Failure.usage("can't read \(config.file.path), which every job depends on\(place)")
  }

  /// What a decorated job lacks; `nil` for a job that lacks nothing.
  static func fault(of job: ResolvedJob) -> TerminalText? {
    guard job.config == nil, let decoration = job.decoration else { return nil }
    let images: [Field] = [.clonerefs, .initupload, .entrypoint, .sidecar]
    let lacksImage = images.contains { decoration.value(.utilityImages, $0) == nil }
    guard lacksImage || !decoration.has(.gcsConfiguration) else { return nil }
    let what = lacksImage ? "images for the pod utilities" : "a bucket for the logs"
    return "\(PositionFinder().text(job.job.nameNode.place)): \(job.job.name.string) is decorated "
      + "and has no \(what); \(advice)"
  }

  /// What to say about such jobs; `nil` if there are none.
  static func summary(of jobs: [ResolvedJob], areLeftOut: Bool) -> TerminalText? {
    guard let first = jobs.first, let fault = fault(of: first) else { return nil }
    let count = jobs.count == 1 ? "1 job" : "\(jobs.count) jobs"
    let verb = jobs.count == 1 ? "is" : "are"
    let what = areLeftOut ? "\(verb) left out" : "\(verb) not complete"
    return "\(count) \(what), since decoration defaults are not known; the first: \(fault)"
  }

  private static let advice =
    "these come from Prow's config.yaml, so name it with --config or in .plimsoll.yaml"
}
