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

  /// Jobs that are kept, by their positions in `jobs`, or others.
  enum Piece {
    case kept(Range<Int>)
    case others([ResolvedJob])
  }

  /// The jobs of some pieces; what is kept is checked again only with others of its portion.
  func joining(_ pieces: [Piece], _ linter: Linter) async -> CheckedJobs {
    let steps = steps(for: CheckedJobs.merged(pieces))
    let joined = await ParallelMap.map(steps, workers: linter.workers) { step in
      switch step {
      case .portion(let portion): portion
      case .jobs(let jobs): Portion(jobs: jobs, diagnostics: linter.check(jobs))
      }
    }
    return CheckedJobs(portions: joined)
  }

  private enum Step: Sendable {
    case portion(Portion)
    case jobs([ResolvedJob])
  }

  private func steps(for pieces: [Piece]) -> [Step] {
    let jobs = jobs
    var (starts, owners): ([Int], [Int]) = ([], [])
    for (index, portion) in portions.enumerated() {
      starts.append(owners.count)
      owners += repeatElement(index, count: portion.jobs.count)
    }
    var (steps, loose): ([Step], [ResolvedJob]) = ([], [])
    func addLoose() {
      steps += CheckedJobs.parts(loose).map { .jobs(Array($0)) }
      loose = []
    }
    for piece in pieces {
      guard case .kept(let range) = piece else {
        if case .others(let others) = piece { loose += others }
        continue
      }
      var position = range.lowerBound
      while position < range.upperBound {
        let portion = portions[owners[position]]
        let end = starts[owners[position]] + portion.jobs.count
        if position == starts[owners[position]], end <= range.upperBound {
          addLoose()
          steps.append(.portion(portion))
        } else {
          loose += jobs[position..<min(end, range.upperBound)]
        }
        position = min(end, range.upperBound)
      }
    }
    addLoose()
    return steps
  }

  /// The same with kept jobs that follow one another in one piece, since portions go across files.
  private static func merged(_ pieces: [Piece]) -> [Piece] {
    var merged: [Piece] = []
    for piece in pieces {
      if case .kept(let range) = piece, case .kept(let last)? = merged.last,
        last.upperBound == range.lowerBound
      {
        merged[merged.count - 1] = .kept(last.lowerBound..<range.upperBound)
      } else {
        merged.append(piece)
      }
    }
    return merged
  }
}
