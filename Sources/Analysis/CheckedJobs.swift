internal import Diagnostics
internal import Linting
internal import Machine
internal import Prow

/// Jobs, and what is found in each of them alone.
///
/// In portions of like size, whatever files they are from, so that one large file keeps every
/// worker busy.
struct CheckedJobs: Sendable {
  private let portions: [Portion]

  private struct Portion: Sendable {
    var jobs: [ResolvedJob]
    var diagnostics: [Diagnostic]
  }

  private static let size = 64

  /// Resolves and checks jobs.
  init(_ places: [JobPlace], in workspace: Workspace, _ linter: Linter) async {
    portions = await ParallelMap.map(CheckedJobs.parts(places), workers: linter.workers) {
      let jobs = $0.map(workspace.resolve)
      return Portion(jobs: jobs, diagnostics: linter.check(jobs))
    }
  }

  private init(portions: [Portion]) {
    self.portions = portions
  }

  private static func parts<Item>(_ items: [Item]) -> [ArraySlice<Item>] {
    stride(from: 0, to: items.count, by: size).map { items[$0..<min($0 + size, items.count)] }
  }

  var diagnostics: [Diagnostic] { portions.flatMap(\.diagnostics) }
  var jobs: [ResolvedJob] { portions.flatMap(\.jobs) }

  /// Has other jobs in place of some, which are checked with the rest of their portions.
  ///
  /// `range`: Positions in `jobs`.
  func replacing(
    _ range: Range<Int>,
    with jobs: [ResolvedJob],
    _ linter: Linter
  ) async -> CheckedJobs {
    var (kept, touched, rest): ([Portion], [ResolvedJob], [Portion]) = ([], jobs, [])
    var start = 0
    for portion in portions {
      let end = start + portion.jobs.count
      if end <= range.lowerBound {
        kept.append(portion)
      } else if start >= range.upperBound {
        rest.append(portion)
      } else {
        touched = portion.jobs.prefix(max(0, range.lowerBound - start)) + touched
        touched += portion.jobs.suffix(max(0, end - range.upperBound))
      }
      start = end
    }
    let portions = await ParallelMap.map(CheckedJobs.parts(touched), workers: linter.workers) {
      let jobs = Array($0)
      return Portion(jobs: jobs, diagnostics: linter.check(jobs))
    }
    return CheckedJobs(portions: kept + portions + rest)
  }
}
