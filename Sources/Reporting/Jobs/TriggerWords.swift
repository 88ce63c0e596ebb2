package import Prow

extension TriggerVerdict {
  /// What decided, in a few words: what the comment asks, the job's condition, the branch pattern.
  package var text: String {
    let isAside =
      if case .everyPush = reason { branchPattern == nil && !isSkippedElsewhere } else { false }
    let separator = isAside ? ", " : "; "
    return requestText + reason.text + (branchText.map { separator + $0 } ?? "")
      + (isRunBeforeMerge ? "; run_before_merge: Tide runs it before the merge" : "")
  }

  /// What the comment asks for, with a colon; empty if that is the job itself.
  var requestText: String {
    switch request {
    case .all: "/test all: "
    case .okToTest: "/ok-to-test: "
    case .missing: "no status yet: "
    case nil: ""
    }
  }

  /// Why the job runs on the branch; `nil` if there is nothing to say.
  var branchText: String? {
    if outcome == .skipped { return nil }
    if let branchPattern { return "branches has \(branchPattern)" }
    if isSkippedElsewhere { return "no pattern of skip_branches matches" }
    if case .everyPush = reason { return "as it has no condition" }
    return nil
  }
}

extension TriggerVerdict.Reason {
  /// The reason in a few words.
  package var text: String {
    switch self {
    case .alwaysRun: "always_run"
    case .everyPush: "every push"
    case .never: "always_run is false"
    case .command(let trigger): "the comment matches its trigger \(trigger)"
    case .manualRequired: "it must pass and only starts on demand"
    case .failed(let context): "its context \(context) has failed"
    case .reported(let context): "its context \(context) is there and has not failed"
    case .onDemand(let command): "on demand only: \(command)"
    case .notAsked(let trigger): "the comment does not match its trigger \(trigger)"
    case .optional: "optional, and only required jobs are retested"
    case .branchSkipped(let pattern): "skip_branches has \(pattern)"
    case .branchNotListed(let list): "branches has only \(list.joined(separator: ", "))"
    case .invalid(let field, let pattern, let reason):
      "\(field.name) \(pattern) is not a regular expression: \(reason)"
    case .changed(let file, let field, let pattern):
      field == .runIfChanged
        ? "\(file) matches run_if_changed \(pattern)"
        : "\(file) does not match skip_if_only_changed \(pattern)"
    case .notChanged(let field, let pattern):
      field == .runIfChanged
        ? "no changed file matches run_if_changed \(pattern)"
        : "all changed files match skip_if_only_changed \(pattern)"
    case .changesUnknown(let field, let pattern):
      "changed files are not known: \(field.name) \(pattern)"
    case .untrusted: "the pull request waits for /ok-to-test"
    }
  }
}
