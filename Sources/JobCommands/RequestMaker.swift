internal import Glibc
internal import GoFormats
package import Prow
package import Rendering
internal import YAML

/// Puts requests together from flags, a request file, and values that are made up.
package struct RequestMaker: Sendable {
  private let flags: Flags
  private let file: RequestFile?
  private let given: Given
  private let branches = LikelyBranches()

  /// What the command line gives.
  package struct Flags: Sendable {
    package var type: JobType?
    package var baseRef: String?
    package var baseSHA: String?
    package var pulls: [RunRefs.Pull]
    package var buildID: String?
    package var name: String?

    package init(
      type: JobType? = nil,
      baseRef: String? = nil,
      baseSHA: String? = nil,
      pulls: [RunRefs.Pull] = [],
      buildID: String? = nil,
      name: String? = nil
    ) {
      self.type = type
      self.baseRef = baseRef
      self.baseSHA = baseSHA
      self.pulls = pulls
      self.buildID = buildID
      self.name = name
    }
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
  package var hasPulls: Bool { !(given.pulls ?? []).isEmpty }

  /// `arena`: Holds the strings, longer than the requests live.
  package init(_ flags: Flags, file: RequestFile?, _ arena: Arena) {
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
      time: arena.text(file?.time ?? RequestMaker.now),
      repoLink: arena.text(file?.repoLink ?? ""),
      baseLink: arena.text(file?.baseLink ?? ""),
      localOutputFolder: arena.text(file?.localOutputFolder ?? ""),
      pulls: flags.pulls.isEmpty ? file?.pulls : flags.pulls
    )
  }

  /// The request for a job.
  ///
  /// `arena`: Holds the strings that are made up.
  package func request(for job: ResolvedJob, _ arena: Arena) -> RunRequest {
    let type = flags.type ?? file?.type ?? JobType(job.job.kind)
    var request = RunRequest.madeUp(for: job, type: type, time: given.time, branches, arena)
    func set(_ text: inout RequestedText, _ given: Text?) {
      if let given { text = RequestedText(given) }
    }
    if let org = given.org { request.refs.org = org }
    if let repo = given.repo { request.refs.repo = repo }
    set(&request.refs.baseRef, given.baseRef)
    set(&request.refs.baseSHA, given.baseSHA)
    (request.refs.repoLink, request.refs.baseLink) = (given.repoLink, given.baseLink)
    if let pulls = given.pulls, type == .presubmit || type == .batch { request.refs.pulls = pulls }
    set(&request.buildID, given.buildID)
    set(&request.prowJobName, given.name)
    request.time.isMadeUp = file?.time == nil
    request.localOutputFolder = given.localOutputFolder
    return request
  }

  /// In UTC as RFC 3339 has it.
  private static var now: String { CivilTime(unixSeconds: Int64(time(nil))).rfc3339 }
}
