package import Formats
internal import GoFormats
package import Prow
internal import YAML

/// Jobs as a table, one a line.
package enum JobTableReporter {
  /// What a table can say of a job.
  package enum Column: String, CaseIterable, Sendable {
    case type, repo, name, cluster, runs, defined, branches, context, agent, merge, image, timeout

    /// Those of a table for which nobody names others; in a narrow terminal there are fewer.
    package static func usual(width: Int?) -> [Column] {
      if let width, width < 100 { return [.type, .repo, .name, .runs] }
      return [.type, .repo, .name, .cluster, .runs, .defined]
    }
  }

  /// - Parameters:
  ///   - jobs: In the order of the table, unless it is sorted.
  ///   - columns: From left to right.
  ///   - order: The column by which the lines are sorted; those that are equal in it stay as they
  ///     were.
  ///   - look: Width and colours.
  /// - Returns: A heading, and a line for each job.
  package static func render(
    _ jobs: [ResolvedJob],
    columns: [Column],
    sortedBy order: Column? = nil,
    look: TextTable.Look = TextTable.Look()
  ) -> TerminalText {
    let positions = PositionFinder()
    var sorted = jobs
    if let order {
      let keyed = jobs.enumerated().map {
        (key: key(order, cell(order, $1, positions)), index: $0, job: $1)
      }
      sorted = keyed.sorted { ($0.key, $0.index) < ($1.key, $1.index) }.map(\.job)
    }
    let rows = sorted.map { job in columns.map { cell($0, job, positions) } }
    var look = look
    for (index, column) in columns.enumerated() {
      if column == .defined || column == .image { look.keepsEnd.insert(index) }
      if column == .type { look.least[index] = 10 }
      if column == .name { look.least[index] = 36 }
      if column == .defined { look.least[index] = 24 }
    }
    let names = columns.map { $0.rawValue.uppercased() }
    return TextTable.render([names] + rows, look: look)
  }

  /// What a cell is sorted by: spans of time by their length.
  private static func key(_ column: Column, _ cell: String) -> String {
    guard column == .timeout, let span = GoDuration(cell) else { return cell }
    let digits = String(max(0, span.nanoseconds))
    return String(repeating: "0", count: 20 - digits.count) + digits
  }

  private static func cell(
    _ column: Column,
    _ job: ResolvedJob,
    _ positions: PositionFinder
  ) -> String {
    let text =
      switch column {
      case .type: job.job.kind.rawValue
      case .repo: job.job.repo.string
      case .name: job.job.name.string
      case .cluster: job.job.cluster.string
      case .runs: JobWords.when(job.job)
      case .defined: positions.text(job.job.nameNode.place)
      case .branches: branches(of: job.job)
      case .context: job.job.kind == .periodic ? "" : job.job.context.string
      case .agent: job.agentName
      case .merge:
        job.job.kind == .presubmit
          ? job.job.contextRequirement(requiresManualJobs: false).rawValue : ""
      case .image: job.containers.first.flatMap { $0[.image]?.text.string } ?? ""
      case .timeout:
        job.decoration?.layers.lazy.compactMap { $0["timeout"] }.first?.text.string ?? ""
      }
    return text.isEmpty ? "-" : text
  }

  private static func branches(of job: Job) -> String {
    let filter = BranchFilter(job)
    let skipped = filter.skipBranches.map { "not " + $0.string }
    return (filter.branches.map(\.string) + skipped).joined(separator: ", ")
  }
}
