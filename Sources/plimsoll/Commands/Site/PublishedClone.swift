import CommandSupport
import Configs
import Files
import JobCommands

/// The clone of git that the files of a run are in, and where people look at it.
struct PublishedClone {
  /// `nil` if there is none.
  private let git: GitCommand?
  /// `org/repo`; `nil` if nobody says it.
  let repository: String?
  /// The commit that is checked out.
  let commit: String?
  /// When that was made, in seconds since 1970.
  let time: Int64?
  /// What comes before the path of a file in an address; `nil` where it is not known.
  let base: String?

  init(of layout: Layout) {
    let top = RepositoryBounds.topOfClone(around: layout.config.map(FileReader.folder) ?? "")
    git = top.map { GitCommand(folder: $0) }
    let words = (try? git?.line(["log", "-1", "--no-show-signature", "--format=%H %ct"])) ?? ""
    let parts = words.split(separator: " ").map(String.init)
    let commit = parts.first
    self.commit = commit
    time = parts.last.flatMap { Int64($0) }
    repository = CodeHost(Terminal.environment).repository ?? top.flatMap(RemoteRepository.name)
    let address = top.flatMap(RemoteRepository.webAddress)
    base = address.flatMap { address in commit.flatMap { PublishedClone.base(address, $0) } }
  }

  /// The last of the commits on the way to the one that is checked out that is at least so much older;
  /// `nil` if there is none.
  ///
  /// `span`: In seconds.
  func commit(olderBy span: Int64) throws(TreeError) -> String? {
    guard let git, let time else { return nil }
    let words = ["rev-list", "-1", "--first-parent", "--before=\(time - span)", "HEAD"]
    return try git.line(words).flatMap { $0.isEmpty ? nil : $0 }
  }

  /// `nil` for a host whose addresses are not known.
  private static func base(_ address: String, _ commit: String) -> String? {
    let host = address.dropFirst("https://".count).prefix { $0 != "/" }
    if host == "github.com" { return "\(address)/blob/\(commit)" }
    return host.hasPrefix("gitlab.") ? "\(address)/-/blob/\(commit)" : nil
  }
}
