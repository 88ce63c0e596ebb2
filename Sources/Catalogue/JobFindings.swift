internal import Diagnostics
internal import Prow
internal import YAML

/// The findings of lint by the jobs that they are about.
struct JobFindings: Sendable {
  /// By the positions of the jobs.
  private let byJob: [Int: [Diagnostic]]
  /// All of them, in order, with the position of the job that each points into.
  let all: [(finding: Diagnostic, job: Int?)]

  /// `jobs`: All jobs, by position.
  init(_ findings: [Diagnostic], _ jobs: [ResolvedJob]) {
    var starts: [ObjectIdentifier: [(start: UInt32, job: Int)]] = [:]
    for (index, job) in jobs.enumerated() {
      let node = job.job.node
      starts[ObjectIdentifier(node.file), default: []].append((node.range.start, index))
    }
    for file in starts.keys { starts[file]?.sort { $0.start < $1.start } }
    all = findings.map { finding in
      let offset = finding.place.range.start
      let own = starts[ObjectIdentifier(finding.place.file)]
      let job = own?.last { $0.start <= offset }?.job
      return (finding, job.flatMap { offset < jobs[$0].job.node.range.end ? $0 : nil })
    }
    var byJob: [Int: [Diagnostic]] = [:]
    for (finding, job) in all { if let job { byJob[job, default: []].append(finding) } }
    self.byJob = byJob
  }

  /// Those that point into a job, in order.
  func of(_ job: Int) -> [Diagnostic] { byJob[job] ?? [] }
}
