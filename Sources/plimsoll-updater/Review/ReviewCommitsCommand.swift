import ArgumentParser
import CommandSupport
import Configs
import Files
import Formats
import Glibc
import Reviewing
import Updater

/// Reviews two commits of a bare clone, for `ReviewProgram`: in a process without secrets.
struct ReviewCommitsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: ReviewProgram.command,
    abstract: "Print the comment for two commits of a bare clone.",
    shouldDisplay: false
  )

  @Option var clone: String
  @Option var repo: String
  @Option var old: String
  @Option var new: String
  @Option var head: String
  @Option var settings: String
  @Option var links: String
  @Option var config: String?
  @Option var plugins: String?

  /// Bytes of memory that files may cost; large installations need a tenth.
  private static let mostMemory: rlim_t = 4 << 30

  func run() async throws {
    ReviewCommitsCommand.giveWay()
    let repository = try GitRepository(GitCommand(folder: clone, isBare: true), shownAs: "")
    let page = CommitReview(
      repository: repository,
      name: repo,
      old: old,
      new: new,
      compared: "\(old.prefix(7))…\(head.prefix(7))",
      links: links
    )
    let comment = try await page.comment(settings: settings, config: config, plugins: plugins)
    Terminal.print(Array(comment.text.utf8))
    // All memory goes with the process.
    PlimsollUpdater.end(comment.verdict.rawValue)
  }

  /// What waits, and what else runs on the machine, comes before a review.
  private static func giveWay() {
    setpriority(__priority_which_t(PRIO_PROCESS.rawValue), 0, 15)
    var limit = rlimit(rlim_cur: mostMemory, rlim_max: mostMemory)
    setrlimit(__rlimit_resource_t(RLIMIT_DATA.rawValue), &limit)
    // If memory is short, this process is the one to end.
    let file = open("/proc/self/oom_score_adj", O_WRONLY | O_CLOEXEC)
    if file >= 0 {
      _ = write(file, "1000", 4)
      close(file)
    }
  }
}
