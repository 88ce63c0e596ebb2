internal import Prow
internal import YAML

/// Findings of one rule, many of which may be alike: jobs are often made from one template.
///
/// A mistake of a template is one finding, at the first job that has it.
struct AlikeFindings {
  private var groups: [String: [Finding]] = [:]
  private var order: [String] = []
  /// As many alike ones are shown one by one.
  private let most = 5

  private struct Finding {
    var job: Job
    var node: Node
    var message: String
    var help: String
  }

  /// `kind`: Findings with an equal text here are alike.
  mutating func add(_ message: String, at node: Node, of job: Job, kind: String, help: String) {
    if groups[kind] == nil { order.append(kind) }
    groups[kind, default: []].append(
      Finding(job: job, node: node, message: message, help: help)
    )
  }

  func show(_ report: Report) {
    for kind in order {
      guard let group = groups[kind] else { continue }
      let shown = group.count > most ? 1 : group.count
      for finding in group.prefix(shown) {
        let more = group.count > shown ? ", as in \(group.count - 1) other jobs" : ""
        report.about(finding.job)(finding.message + more, at: finding.node, help: finding.help)
      }
    }
  }
}
