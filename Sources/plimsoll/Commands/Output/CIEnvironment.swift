/// The CI system that runs this program, by the variables that it sets.
enum CIEnvironment: Equatable {
  /// A job of Prow for a pull request.
  ///
  /// `base`: The commit of the branch that the pull request was merged into.
  /// `artifacts`: The folder whose files Prow uploads; only decorated jobs have one.
  ///
  /// Source: Prow, `EnvForSpec` in pkg/pod-utils/downwardapi/jobspec.go.
  case prow(base: String?, artifacts: String?)
  /// GitHub Actions.
  ///
  /// `base`: The branch that the pull request is for.
  /// `summary`: The file that the step's summary is appended to.
  case github(base: String?, summary: String?)
  /// GitLab CI.
  ///
  /// `base`: The commit that the merge request starts from.
  case gitlab(base: String?)

  init?(_ variable: (String) -> String?) {
    func value(_ name: String) -> String? { variable(name).flatMap { $0.isEmpty ? nil : $0 } }
    if value("PROW_JOB_ID") != nil || value("PULL_BASE_SHA") != nil && value("PULL_REFS") != nil {
      // A periodic or postsubmit changes nothing that is not merged already.
      let isPull = value("PULL_REFS")?.contains(",") ?? (value("PULL_NUMBER") != nil)
      self = .prow(base: isPull ? value("PULL_BASE_SHA") : nil, artifacts: value("ARTIFACTS"))
    } else if value("GITHUB_ACTIONS") == "true" {
      self = .github(base: value("GITHUB_BASE_REF"), summary: value("GITHUB_STEP_SUMMARY"))
    } else if value("GITLAB_CI") != nil {
      self = .gitlab(base: value("CI_MERGE_REQUEST_DIFF_BASE_SHA"))
    } else {
      return nil
    }
  }

  /// Where findings go if the command line does not say.
  var outputs: [OutputTarget] {
    switch self {
    case .prow(_, let artifacts):
      [OutputTarget(.text)]
        + (artifacts.map {
          [
            OutputTarget(.junit, file: $0 + "/junit_plimsoll.xml"),
            OutputTarget(.html, file: $0 + "/plimsoll.html"),
          ]
        } ?? [])
    case .github(_, let summary):
      [OutputTarget(.text), OutputTarget(.github)]
        + (summary.map { [OutputTarget(.markdown, file: $0)] } ?? [])
    case .gitlab: [OutputTarget(.text), OutputTarget(.gitlab, file: "gl-code-quality-report.json")]
    }
  }

  /// The names of the commit that a change starts from, the first that is there counts; empty if no
  /// change is judged.
  var bases: [String] {
    switch self {
    case .prow(let base, _), .gitlab(let base): base.map { [$0] } ?? []
    case .github(let base, _): base.map { ["origin/\($0)", $0] } ?? []
    }
  }

  /// Whether the system takes a suppressed result of SARIF for one.
  ///
  /// GitHub's code scanning opens an alert for it.
  ///
  /// Source: github/codeql-action, issue 1230.
  var knowsSuppressions: Bool {
    if case .github = self { return false }
    return true
  }

  /// How a script of a job names that commit.
  var variableOfBase: String {
    switch self {
    case .prow: "\"$PULL_BASE_SHA\""
    case .github: "\"origin/$GITHUB_BASE_REF\""
    case .gitlab: "\"$CI_MERGE_REQUEST_DIFF_BASE_SHA\""
    }
  }

  /// What to do if that commit is not there.
  var adviceForMissingBase: String {
    switch self {
    case .prow:
      "the clone is shallow: take clone_depth out of the job, or set it to 0, and leave "
        + "skip_cloning unset"
    case .github: "the clone is shallow: give actions/checkout fetch-depth: 0"
    case .gitlab: "the clone is shallow: set the variable GIT_DEPTH to 0"
    }
  }
}
