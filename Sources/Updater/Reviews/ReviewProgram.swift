internal import Files

/// Reviews two commits in a process of its own.
///
/// It reads what anybody may have written. So it gets no secret, not even one that it would not use,
/// and is ended if it takes too long; what it can't read ends only itself.
package struct ReviewProgram: Sendable {
  private let executable: String
  private let limit: Duration

  /// The hidden command of `plimsoll-updater` that does it.
  package static let command = "review-commits"
  /// The first line of the comment.
  package static let marker = "<!-- plimsoll review -->"
  /// GitHub's limit for a comment; counted in bytes, which are never fewer than characters.
  package static let mostBytes = 65_536

  /// - Parameters:
  ///   - executable: `plimsoll-updater`; by default this program.
  ///   - limit: How long a review may take.
  package init(executable: String = "/proc/self/exe", limit: Duration = .seconds(120)) {
    self.executable = executable
    self.limit = limit
  }

  /// What a review comes to, as the exit status of the process.
  package enum Verdict: Int32, Sendable {
    case passes = 0
    /// The change must not be merged as it is.
    case fails = 1
    /// Its files can't be judged, and the comment says why.
    case unreadable = 3
    /// Nothing that runs or is published changes, and nothing is wrong.
    case isWithoutEffect = 4
  }

  package struct Comment: Sendable, Hashable {
    /// Markdown that starts with the marker.
    package var text: String
    package var verdict: Verdict

    package init(text: String, verdict: Verdict) {
      self.text = text
      self.verdict = verdict
    }
  }

  /// What is reviewed.
  package struct Request: Sendable {
    /// The bare clone.
    package var clone: String
    package var repository: RepositoryName
    package var commits: PullCommits
    /// What comes before the path of a file in links.
    package var links: String
    /// Prow's files in the repository, where the settings do not name them.
    package var config: String?
    package var plugins: String?

    package init(
      clone: String,
      repository: RepositoryName,
      commits: PullCommits,
      links: String,
      config: String? = nil,
      plugins: String? = nil
    ) {
      self.clone = clone
      self.repository = repository
      self.commits = commits
      self.links = links
      self.config = config
      self.plugins = plugins
    }
  }

  package struct Failure: Error, CustomStringConvertible {
    package let description: String
  }

  /// Blocks for as long as it takes.
  package func run(_ request: Request) throws(Failure) -> Comment {
    var process = ChildProcess(
      words: [executable, ReviewProgram.command] + ReviewProgram.arguments(request),
      environment: ReviewProgram.variables,
      limit: limit
    )
    process.mostBytes = ReviewProgram.mostBytes
    let outcome: ChildProcess.Outcome
    do { outcome = try process.run() } catch { throw failure(error) }
    let text = String(decoding: outcome.output, as: UTF8.self)
    guard let verdict = Verdict(rawValue: outcome.status), text.hasPrefix(ReviewProgram.marker)
    else {
      let line = outcome.errors.split(separator: "\n").first.map(String.init)
      throw Failure(description: "can't review it: \(line ?? "the process broke off")")
    }
    return Comment(text: text, verdict: verdict)
  }

  private static func arguments(_ request: Request) -> [String] {
    let commits = request.commits
    var words = [
      "--clone=\(request.clone)", "--repo=\(request.repository)", "--old=\(commits.old)",
      "--new=\(commits.new)", "--head=\(commits.head)", "--settings=\(commits.settings)",
      "--links=\(request.links)",
    ]
    if let config = request.config { words.append("--config=\(config)") }
    if let plugins = request.plugins { words.append("--plugins=\(plugins)") }
    return words
  }

  /// No settings of this machine's git, and nothing that only we should know.
  private static let variables =
    GitSafety.variables(
      protocols: [],
      keeping: ["PATH", "LD_LIBRARY_PATH", "GIT_EXEC_PATH", "TMPDIR"].contains
    ) + ["GIT_CONFIG_NOSYSTEM=1", "GIT_CONFIG_GLOBAL=/dev/null"]

  private func failure(_ failure: ChildProcess.Failure) -> Failure {
    switch failure {
    case .notStarted(let reason): Failure(description: "can't start a review: \(reason)")
    case .tooSlow: Failure(description: "the review had no end after \(limit), and was stopped")
    case .cancelled: Failure(description: "the review was stopped")
    case .tooMuchOutput: Failure(description: "the review is longer than a comment may be")
    }
  }
}
