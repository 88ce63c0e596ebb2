/// Where people look at the files of the change that a CI system judges.
package struct CodeHost {
  /// `org/repo`.
  package let repository: String?
  /// What comes before the path of a file in an address; `nil` where it is not known.
  package let links: String?

  /// Sources: Prow, `EnvForSpec` in pkg/pod-utils/downwardapi/jobspec.go; GitHub's and GitLab's lists
  /// of the variables that they set.
  package init(_ variable: (String) -> String?) {
    func value(_ name: String) -> String? { variable(name).flatMap { $0.isEmpty ? nil : $0 } }
    if let host = value("GITHUB_SERVER_URL"), let name = value("GITHUB_REPOSITORY") {
      repository = name
      links = value("GITHUB_SHA").map { "\(host)/\(name)/blob/\($0)" }
    } else if let project = value("CI_PROJECT_URL") {
      repository = value("CI_PROJECT_PATH")
      links = value("CI_COMMIT_SHA").map { "\(project)/-/blob/\($0)" }
    } else if let org = value("REPO_OWNER"), let name = value("REPO_NAME") {
      repository = "\(org)/\(name)"
      // The commit that is judged is a merge that nobody else has. Gerrit's orgs are addresses.
      let commit = value("PULL_PULL_SHA") ?? value("PULL_BASE_SHA")
      links =
        org.contains("/")
        ? nil : commit.map { "https://github.com/\(org)/\(name)/blob/\($0)" }
    } else {
      (repository, links) = (nil, nil)
    }
  }
}
