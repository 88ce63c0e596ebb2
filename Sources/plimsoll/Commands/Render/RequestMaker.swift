import Glibc
import Prow
import Rendering
import YAML

/// Puts requests together from flags, a request file, and values that are made up.
struct RequestMaker: Sendable {
  private let flags: Flags
  private let file: RequestFile?
  private let given: Given

  /// What the command line gives.
  struct Flags: Sendable {
    var type: JobType?
    var baseRef: String?
    var baseSHA: String?
    var pulls: [RunRefs.Pull]
    var buildID: String?
    var name: String?
  }

  /// The texts that do not depend on the job; flags win over the file.
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

  /// `arena`: Holds the texts, longer than the requests live.
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
  /// `arena`: Holds the texts that are made up.
  func request(for job: ResolvedJob, _ arena: Arena) -> RunRequest {
    let type = flags.type ?? file?.type ?? JobType(job.job.kind)
    let made = MadeUp(job: job)
    func text(_ given: Text?, _ makeUp: @autoclosure () -> String) -> RequestedText {
      given.map { RequestedText($0) } ?? RequestedText(arena.text(makeUp()), isMadeUp: true)
    }
    let (org, repo) = job.job.repo.repository
    let refs = RunRefs(
      org: given.org ?? org,
      repo: given.repo ?? repo,
      baseRef: text(given.baseRef, made.baseRef),
      baseSHA: text(given.baseSHA, made.sha(of: "base")),
      repoLink: given.repoLink,
      baseLink: given.baseLink,
      pulls: type == .presubmit || type == .batch ? pulls(made, arena) : []
    )
    return RunRequest(
      type: type,
      refs: refs,
      buildID: text(given.buildID, MadeUp.buildID),
      prowJobName: text(given.name, made.name),
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
