import Glibc
import Prow
import Rendering
import YAML

/// Puts requests together from flags, a request file, and values that are made up.
struct RequestMaker: Sendable {
  private let flags: Flags
  private let file: RequestFile?

  /// What the command line gives.
  struct Flags: Sendable {
    var type: JobType?
    var baseRef: String?
    var baseSHA: String?
    var pulls: [RunRefs.Pull]
    var buildID: String?
    var name: String?
  }

  /// Whether the file has pull requests.
  var hasPulls: Bool { !(file?.pulls ?? []).isEmpty }

  init(_ flags: Flags, file: RequestFile?) {
    self.flags = flags
    self.file = file
  }

  /// The request for a job.
  ///
  /// `arena`: Holds the texts of the request.
  func request(for job: ResolvedJob, _ arena: Arena) -> RunRequest {
    let type = flags.type ?? file?.type ?? JobType(job.job.kind)
    let made = MadeUp(job)
    func text(_ given: String?, _ makeUp: @autoclosure () -> String) -> RequestedText {
      given.map { RequestedText(arena.text($0)) }
        ?? RequestedText(arena.text(makeUp()), isMadeUp: true)
    }
    return RunRequest(
      type: type,
      refs: refs(for: job, type, made, arena),
      buildID: text(flags.buildID ?? file?.buildID, MadeUp.buildID),
      prowJobName: text(flags.name ?? file?.prowJobName, made.name),
      time: text(file?.time, MadeUp.now),
      localOutputFolder: arena.text(file?.localOutputFolder ?? "")
    )
  }

  private func refs(
    for job: ResolvedJob,
    _ type: JobType,
    _ made: MadeUp,
    _ arena: Arena
  ) -> RunRefs {
    let (org, repo) = job.job.repo.repository
    func text(_ given: String?, _ makeUp: @autoclosure () -> String) -> RequestedText {
      given.map { RequestedText(arena.text($0)) }
        ?? RequestedText(arena.text(makeUp()), isMadeUp: true)
    }
    // A file without a commit says that none is known; a command line just leaves it out.
    let noSHA = file?.baseRef == nil ? nil : ""
    return RunRefs(
      org: file?.org.map(arena.text) ?? org,
      repo: file?.repo.map(arena.text) ?? repo,
      baseRef: text(flags.baseRef ?? file?.baseRef, made.baseRef),
      baseSHA: text(flags.baseSHA ?? file?.baseSHA ?? noSHA, made.sha(of: "base")),
      repoLink: arena.text(file?.repoLink ?? ""),
      baseLink: arena.text(file?.baseLink ?? ""),
      pulls: type == .presubmit || type == .batch ? pulls(made, arena) : []
    )
  }

  private func pulls(_ made: MadeUp, _ arena: Arena) -> [RunRefs.Pull] {
    if !flags.pulls.isEmpty { return flags.pulls }
    if let pulls = file?.pulls { return pulls }
    return [
      RunRefs.Pull(
        number: 1,
        author: Text(static: "author"),
        sha: arena.text(made.sha(of: "pull")),
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

/// Values for what a request does not give.
///
/// All but the time depend on the job alone, so that two renderings can be compared.
private struct MadeUp {
  let job: ResolvedJob

  init(_ job: ResolvedJob) {
    self.job = job
  }

  static let buildID = "1000000000000000000"

  /// In the form of a UUID.
  var name: String {
    let digits = sha(of: "name")
    func part(_ start: Int, _ count: Int) -> Substring { digits.dropFirst(start).prefix(count) }
    return "\(part(0, 8))-\(part(8, 4))-8\(part(12, 3))-8\(part(15, 3))-\(part(18, 12))"
  }

  /// The first branch that the job names outright, else main.
  var baseRef: String {
    let filter = BranchFilter(job.job)
    let names = filter.branches.map { branch in
      var name = branch.string
      if name.hasPrefix("^") { name.removeFirst() }
      if name.hasSuffix("$") { name.removeLast() }
      return name
    }
    return (["main", "master"] + names).first { filter.admits($0) && isPlain($0) } ?? "main"
  }

  private func isPlain(_ name: String) -> Bool {
    name.utf8.allSatisfy {
      ($0 | 0x20) &- UInt8(ascii: "a") < 26 || $0 &- UInt8(ascii: "0") < 10
        || "-_./".utf8.contains($0)
    }
  }

  /// Forty hexadecimal digits that look like a commit.
  func sha(of what: String) -> String {
    var text = ""
    for round in 0..<3 {
      // FNV-1a
      var hash: UInt64 = 0xCBF2_9CE4_8422_2325
      let parts = [what, job.job.repo.string, job.job.name.string, String(round)]
      for byte in parts.joined(separator: " ").utf8 {
        hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3
      }
      // Spreads the last bytes over all bits, as splitmix64 does.
      hash = (hash ^ (hash >> 30)) &* 0xBF58_476D_1CE4_E5B9
      hash = (hash ^ (hash >> 27)) &* 0x94D0_49BB_1331_11EB
      hash ^= hash >> 31
      let digits = String(hash, radix: 16)
      text += String(repeating: "0", count: 16 - digits.count) + digits
    }
    return String(text.prefix(40))
  }

  /// In UTC as RFC 3339 has it.
  static var now: String {
    var seconds = Glibc.time(nil)
    var parts = tm()
    gmtime_r(&seconds, &parts)
    func two(_ number: Int32) -> String { number < 10 ? "0\(number)" : "\(number)" }
    return "\(parts.tm_year + 1900)-\(two(parts.tm_mon + 1))-\(two(parts.tm_mday))"
      + "T\(two(parts.tm_hour)):\(two(parts.tm_min)):\(two(parts.tm_sec))Z"
  }
}
