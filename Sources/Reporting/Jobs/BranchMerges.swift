internal import Formats
internal import Prow

/// What merges into the branches of one repository wait for, for questions about many of its jobs.
struct BranchMerges: Sendable {
  private let branches: [(name: String, requirements: MergeRequirements)]

  /// `others`: The presubmits and postsubmits of the repository.
  init(_ workspace: Workspace, repo: String, _ others: [Job]) {
    // Many jobs have the same few filters, whose patterns are compiled once.
    let presubmits = others.filter { $0.kind == .presubmit }
    var positions: [BranchFilter: Int] = [:]
    let filters = presubmits.map { job in
      let filter = BranchFilter(job)
      let position = positions[filter] ?? positions.count
      positions[filter] = position
      return position
    }
    let admissions = positions.sorted { $0.value < $1.value }.map {
      BranchFilter.Admission($0.key)
    }
    branches = Branches.known(workspace, repo: repo, jobs: others).map { branch in
      let admits = admissions.map { $0.admits(branch) }
      let running = zip(presubmits, filters).lazy.filter { admits[$1] }.map { $0.0 }
      return (branch, MergeRequirements(workspace, repo: repo, branch: branch, running: running))
    }
  }

  /// Branches on which merges take a job in the same way.
  struct Group {
    let requirement: MergeRequirement
    let branches: [String]

    /// `wait for it on main`.
    var line: SheetLine {
      let most = 6
      let more: SheetLine =
        branches.count > most ? " and \(branches.count - most) more" : ""
      let names = SheetLine.list(Array(branches.prefix(most))) + more
      return switch requirement {
      case .required: "wait for it on " + names
      case .ifRun: "wait for it, once it has started, on " + names
      case .optional: "don't wait for it on " + names
      case .none: "don't see it on " + names
      }
    }
  }

  /// The branches on which a presubmit can run, by whether merges wait for it.
  func of(_ job: Job) -> [Group] {
    let admission = BranchFilter.Admission(BranchFilter(job))
    let found = branches.filter { admission.admits($0.name) }.map {
      (branch: $0.name, requirement: $0.requirements.answer(forRunning: job).requirement)
    }
    let requirements: [MergeRequirement] = [.required, .ifRun, .optional, .none]
    return requirements.compactMap { requirement in
      let branches = found.filter { $0.requirement == requirement }.map(\.branch)
      return branches.isEmpty ? nil : Group(requirement: requirement, branches: branches)
    }
  }
}
