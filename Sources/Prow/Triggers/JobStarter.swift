import GoFormats
package import YAML

/// Something that would start a job.
package enum JobStarter: Sendable, Equatable {
  /// Each push to the pull request, and its opening.
  case newCommits
  /// A push to the branch.
  case push
  case comment(String)
  /// A comment that matches the job's own pattern.
  case commentLike(String)
  /// A changed file that matches `run_if_changed`, or one that does not match
  /// `skip_if_only_changed`.
  case change(Field, pattern: String)
  /// A branch that matches `branches`, or one that matches none of `skip_branches`.
  case branch(Field, [String])
  /// A member of the organization says so; Prow then adds the label `ok-to-test`.
  case okToTest
  /// Another pattern for the field, one that compiles.
  case repair(Field)
  /// Tide, before it merges.
  case tide
}

extension Job {
  /// What would start the job, given what has been found for an event.
  ///
  /// Empty for a job that nothing starts, and for periodics.
  package func starters(_ verdict: TriggerVerdict, on event: TriggerEvent) -> [JobStarter] {
    let filter = BranchFilter(self)
    switch verdict.reason {
    case .branchSkipped: return [.branch(.skipBranches, filter.skipBranches.map(\.string))]
    case .branchNotListed(let patterns): return [.branch(.branches, patterns)]
    case .invalid(let field, _, _): return [.repair(field)]
    case .untrusted: return [.okToTest]
    default: break
    }
    switch kind {
    case .periodic: return []
    case .postsubmit: return postsubmitStarters
    case .presubmit: return presubmitStarters
    }
  }

  private var postsubmitStarters: [JobStarter] {
    if let matcher = ChangeMatcher(self) {
      return [.change(matcher.field, pattern: matcher.pattern.string)]
    }
    return self[.alwaysRun]?.bool == false ? [] : [.push]
  }

  private var presubmitStarters: [JobStarter] {
    var starters: [JobStarter] = []
    if isTrue(.alwaysRun) {
      starters = [.newCommits]
    } else if let matcher = ChangeMatcher(self) {
      starters = [.change(matcher.field, pattern: matcher.pattern.string)]
    }
    let command = rerunCommand
    let trigger = GoRegex.compile(resolvedTrigger)
    if case .success(let trigger) = trigger, trigger.matches(command) {
      starters.append(.comment(command))
    } else {
      starters.append(.commentLike(resolvedTrigger))
    }
    if isTrue(.alwaysRun) { starters.append(.comment("/test all")) }
    if isTrue(.runBeforeMerge) { starters.append(.tide) }
    return starters
  }
}

extension TriggerVerdict {
  /// Where what decided about a job is written: its condition, and then the pattern of branches.
  ///
  /// `nil` for what is not written at all.
  package func places(in job: Job) -> (reason: Node?, branch: Node?) {
    let branch = branchPattern.map { item($0, of: job, .branches) }
    switch reason {
    case .alwaysRun: return (job.key(.alwaysRun), branch)
    case .never: return (job.key(.alwaysRun), branch)
    case .command: return (job.has(.trigger) ? job.key(.trigger) : nil, branch)
    case .optional: return (job.key(.optional), branch)
    case .branchSkipped(let pattern): return (item(pattern, of: job, .skipBranches), nil)
    case .branchNotListed: return (job.key(.branches), nil)
    case .invalid(let field, _, _), .changed(_, let field, _), .notChanged(let field, _),
      .changesUnknown(let field, _):
      return (job.key(field), branch)
    case .onDemand, .notAsked:
      let field = [Field.trigger, .alwaysRun].first { job.has($0) }
      return (field.map { job.key($0) }, branch)
    case .everyPush, .manualRequired, .failed, .reported, .untrusted: return (nil, branch)
    }
  }

  /// The pattern of a list, or the list's field where several patterns decide together.
  private func item(_ pattern: String, of job: Job, _ field: Field) -> Node {
    job[field]?.items.first { $0.text.equals(pattern) } ?? job.key(field)
  }
}
