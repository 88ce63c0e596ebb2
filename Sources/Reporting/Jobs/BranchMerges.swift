internal import Formats
internal import Prow

/// What merges into the branches of one repository wait for, for questions about many of its jobs.
struct BranchMerges {
  private let branches: [(name: String, requirements: MergeRequirements)]

  /// `others`: The presubmits and postsubmits of the repository.
  init(_ workspace: Workspace, repo: String, _ others: [Job]) {
    branches = Branches.known(workspace, repo: repo, jobs: others).map { branch in
      (branch, MergeRequirements(workspace, repo: repo, branch: branch, jobs: others))
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
      (branch: $0.name, requirement: $0.requirements.requirement(of: job))
    }
    let requirements: [MergeRequirement] = [.required, .ifRun, .optional, .none]
    return requirements.compactMap { requirement in
      let branches = found.filter { $0.requirement == requirement }.map(\.branch)
      return branches.isEmpty ? nil : Group(requirement: requirement, branches: branches)
    }
  }
}
