internal import Diagnostics
package import Formats
package import Prow
internal import YAML

/// How jobs are rendered without Prow's config.yaml, which holds their defaults.
package enum MissingConfig {
  /// What a decorated job lacks; `nil` for a job that lacks nothing.
  package static func fault(of job: ResolvedJob) -> TerminalText? {
    guard job.config == nil, let decoration = job.decoration else { return nil }
    let images: [Field] = [.clonerefs, .initupload, .entrypoint, .sidecar]
    let lacksImage = images.contains { decoration.value(.utilityImages, $0) == nil }
    guard lacksImage || !decoration.has(.gcsConfiguration) else { return nil }
    let what = lacksImage ? "images for the pod utilities" : "a bucket for the logs"
    return "\(PositionFinder().text(job.job.nameNode.place)): \(job.job.name.string) is decorated "
      + "and has no \(what); \(advice)"
  }

  /// What to say about such jobs; `nil` if there are none.
  package static func summary(of jobs: [ResolvedJob], areLeftOut: Bool) -> TerminalText? {
    guard let first = jobs.first, let fault = fault(of: first) else { return nil }
    let count = jobs.count == 1 ? "1 job" : "\(jobs.count) jobs"
    let verb = jobs.count == 1 ? "is" : "are"
    let what = areLeftOut ? "\(verb) left out" : "\(verb) not complete"
    return "\(count) \(what), since decoration defaults are not known; the first: \(fault)"
  }

  private static let advice =
    "these come from Prow's config.yaml, so name it with --config or in .plimsoll.yaml"
}
