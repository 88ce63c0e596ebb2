internal import Prow

/// Why the status of a context may not come, and the job that shows it.
enum StatusGap {
  case changes(Job, Field)
  case hidden(Job)
  case onDemand(Job)
  case otherBranches(Job)

  /// `nil` if the status comes, or if somebody must ask for it anyway.
  ///
  /// - Parameters:
  ///   - jobs: The presubmits with the context; `nil` if there are none, as others may report it.
  ///   - running: Those of them that can run on the branch.
  init?(_ jobs: [Job], running: [Job]) {
    guard let first = running.first else {
      guard let job = jobs.first else { return nil }
      self = .otherBranches(job)
      return
    }
    let reporting = running.filter { !$0.isTrue(.skipReport) }
    if reporting.isEmpty {
      self = .hidden(first)
      return
    }
    // Tide starts a job that runs before the merge.
    if reporting.contains(where: { $0.isTrue(.alwaysRun) || $0.isTrue(.runBeforeMerge) }) {
      return nil
    }
    if let job = reporting.first(where: \.dependsOnChanges) {
      // Several jobs may leave no change out.
      guard reporting.count == 1, let matcher = ChangeMatcher(job) else { return nil }
      self = .changes(job, matcher.field)
      return
    }
    guard reporting.allSatisfy({ $0.isTrue(.optional) }) else { return nil }
    self = .onDemand(reporting[0])
  }

  var job: Job {
    switch self {
    case .changes(let job, _), .hidden(let job), .onDemand(let job), .otherBranches(let job): job
    }
  }

  var isOnOtherBranches: Bool { if case .otherBranches = self { true } else { false } }

  /// What the job does instead, after its name.
  var words: String {
    switch self {
    case .changes(_, let field): "runs only for some changes (\(field.name))"
    case .hidden: "does not report (skip_report)"
    case .onDemand: "is optional and runs only on demand"
    case .otherBranches: "does not run there"
    }
  }
}
