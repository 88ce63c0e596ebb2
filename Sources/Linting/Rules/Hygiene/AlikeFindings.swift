internal import Diagnostics
internal import Prow
internal import YAML

/// Findings of one rule, many of which may be alike: jobs are often made from one template.
///
/// A mistake of a template is one finding, at the first job that has it.
struct AlikeFindings<Kind: Hashable> {
  private var groups: [Group] = []
  /// Positions in `groups`.
  private var positions: [Kind: Int] = [:]
  /// As many alike ones are shown one by one.
  private static var most: Int { 5 }

  private struct Group {
    var count = 0
    /// The first of them; no more than are shown.
    var findings: [Finding] = []
  }

  private struct Finding {
    var job: Job
    var node: Node
    var message: String
    var help: String
    var fix: Fix?
  }

  /// `kind`: Findings with an equal one are alike.
  mutating func add(
    _ message: @autoclosure () -> String,
    at node: Node,
    of job: Job,
    kind: Kind,
    help: @autoclosure () -> String,
    fix: @autoclosure () -> Fix? = nil
  ) {
    let position = positions[kind] ?? groups.count
    if position == groups.count {
      positions[kind] = position
      groups.append(Group())
    }
    groups[position].count += 1
    guard groups[position].count <= Self.most else { return }
    let finding = Finding(job: job, node: node, message: message(), help: help(), fix: fix())
    groups[position].findings.append(finding)
  }

  func show(_ report: Report) {
    for group in groups {
      let shown = group.count > Self.most ? 1 : group.count
      for finding in group.findings.prefix(shown) {
        let more = group.count > shown ? ", as in \(group.count - 1) other jobs" : ""
        report.about(finding.job)(
          finding.message + more,
          at: finding.node,
          help: finding.help,
          // What a template says wrong is wrong again as soon as it is used.
          fix: more.isEmpty ? finding.fix : nil
        )
      }
    }
  }
}
