import Prow
import Rendering
import YAML

/// Puts requests together from flags, a request file, and values that are made up.
struct RequestMaker: Sendable {
  private let flags: Flags
  private let file: RequestFile?
  private let given: Given
  private let branches = BranchNames()

  /// What the command line gives.
  struct Flags: Sendable {
    var type: JobType?
    var baseRef: String?
    var baseSHA: String?
    var pulls: [RunRefs.Pull]
    var buildID: String?
    var name: String?
  }

  /// The strings that do not depend on the job; flags win over the file.
  private struct Given: Sendable {
    var org: Text?
    var repo: Text?
    var baseRef: Text?
    var baseSHA: Text?
    var buildID: Text?
    var name: Text?
    var time: Text
    var repoLink: Text
    var baseLink: Text
    var localOutputFolder: Text
    var pulls: [RunRefs.Pull]?
  }

  /// Whether there are pull requests.
  var hasPulls: Bool { !(given.pulls ?? []).isEmpty }

  /// `arena`: Holds the strings, longer than the requests live.
  init(_ flags: Flags, file: RequestFile?, _ arena: Arena) {
    self.flags = flags
    self.file = file
    // A file without a commit says that none is known; a command line just leaves it out.
    let noSHA = file?.baseRef == nil ? nil : ""
    given = Given(
      org: file?.org.map(arena.text),
      repo: file?.repo.map(arena.text),
      baseRef: (flags.baseRef ?? file?.baseRef).map(arena.text),
      baseSHA: (flags.baseSHA ?? file?.baseSHA ?? noSHA).map(arena.text),
      buildID: (flags.buildID ?? file?.buildID).map(arena.text),
      name: (flags.name ?? file?.prowJobName).map(arena.text),
      time: arena.text(file?.time ?? MadeUp.now),
      repoLink: arena.text(file?.repoLink ?? ""),
      baseLink: arena.text(file?.baseLink ?? ""),
      localOutputFolder: arena.text(file?.localOutputFolder ?? ""),
      pulls: flags.pulls.isEmpty ? file?.pulls : flags.pulls
    )
  }

  /// The request for a job.
  ///
  /// `arena`: Holds the strings that are made up.
  func request(for job: ResolvedJob, _ arena: Arena) -> RunRequest {
    let type = flags.type ?? file?.type ?? JobType(job.job.kind)
    let made = MadeUp(job: job)
    func text(_ given: Text?, _ makeUp: @autoclosure () -> Text) -> RequestedText {
      given.map { RequestedText($0) } ?? RequestedText(makeUp(), isMadeUp: true)
    }
    let (org, repo) = job.job.repo.repository
    let refs = RunRefs(
      org: given.org ?? org,
      repo: given.repo ?? repo,
      baseRef: text(given.baseRef, arena.text(branches.name(for: BranchFilter(job.job)))),
      baseSHA: text(given.baseSHA, made.sha(of: "base", arena)),
      repoLink: given.repoLink,
      baseLink: given.baseLink,
      pulls: type == .presubmit || type == .batch ? pulls(made, arena) : []
    )
    return RunRequest(
      type: type,
      refs: refs,
      buildID: text(given.buildID, Text(static: MadeUp.buildID)),
      prowJobName: text(given.name, made.name(arena)),
      time: RequestedText(given.time, isMadeUp: file?.time == nil),
      localOutputFolder: given.localOutputFolder
    )
  }

  private func pulls(_ made: MadeUp, _ arena: Arena) -> [RunRefs.Pull] {
    if let pulls = given.pulls { return pulls }
    return [
      RunRefs.Pull(
        number: 1,
        author: Text(static: "author"),
        sha: made.sha(of: "pull", arena),
        isMadeUp: true
      )
    ]
  }
}

extension Text {
  /// Organization and repository of a key; of a URL, scheme and host are the organization.
  var repository: (org: Text, repo: Text) {
    let scheme = starts(with: "https://") ? 8 : starts(with: "http://") ? 7 : 0
    guard let slash = bytes[scheme...].firstIndex(of: UInt8(ascii: "/")) else {
      return (self, .empty)
    }
    return (
      Text(UnsafeBufferPointer(rebasing: bytes[..<slash])),
      Text(UnsafeBufferPointer(rebasing: bytes[(slash + 1)...]))
    )
  }
}
