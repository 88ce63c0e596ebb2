package import Prow
package import YAML

/// Values for what a request does not give.
///
/// They depend on the job alone, so that two renderings can be compared.
struct MadeUp {
  let job: ResolvedJob

  static let buildID: StaticString = "1000000000000000000"

  /// In the form of a UUID.
  func name(_ arena: Arena) -> Text {
    withDigits(of: "name") { digits in
      func part(_ range: Range<Int>) -> Text { Text(UnsafeBufferPointer(rebasing: digits[range])) }
      let (dash, eight) = (Text(static: "-"), Text(static: "-8"))
      let start = arena.join(part(0..<8), dash, part(8..<12), eight, part(12..<15))
      return arena.join(start, eight, part(15..<18), dash, part(18..<30))
    }
  }

  /// Forty hexadecimal digits that look like a commit.
  func sha(of what: StaticString, _ arena: Arena) -> Text {
    withDigits(of: what) { arena.join(Text(UnsafeBufferPointer(rebasing: $0[..<40]))) }
  }

  /// Calls `body` with 48 hexadecimal digits.
  private func withDigits(
    of what: StaticString,
    _ body: (UnsafeBufferPointer<UInt8>) -> Text
  ) -> Text {
    var start = NameHash()
    for part in [Text(static: what), job.job.repo, job.job.name] {
      start.add(part.bytes)
      start.add(UInt8(ascii: " "))
    }
    return withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 48) { digits in
      for round in 0..<3 {
        var hash = start
        hash.add(UInt8(ascii: "0") + UInt8(round))
        let bits = hash.spread
        for index in 0..<16 {
          let digit = UInt8(truncatingIfNeeded: bits >> UInt64(60 - 4 * index)) & 15
          // 0x57 is ten below the letter a.
          let byte = digit + (digit < 10 ? UInt8(ascii: "0") : 0x57)
          digits.initializeElement(at: 16 * round + index, to: byte)
        }
      }
      return body(UnsafeBufferPointer(digits))
    }
  }
}

extension RunRequest {
  /// A request of which everything is made up but what the job says.
  ///
  /// - Parameters:
  ///   - job: The job.
  ///   - type: What kind of run; presubmits and batches have one pull request.
  ///   - time: When the ProwJob is created, as RFC 3339 has it.
  ///   - branches: Finds a branch that the job runs on.
  ///   - arena: Holds the strings.
  /// - Returns: The same request for the same job.
  package static func madeUp(
    for job: ResolvedJob,
    type: JobType,
    time: Text,
    _ branches: LikelyBranches,
    _ arena: Arena
  ) -> RunRequest {
    let made = MadeUp(job: job)
    func text(_ text: Text) -> RequestedText { RequestedText(text, isMadeUp: true) }
    let (org, repo) = job.job.repo.repository
    let pull = RunRefs.Pull(
      number: 1,
      author: Text(static: "author"),
      sha: made.sha(of: "pull", arena),
      isMadeUp: true
    )
    return RunRequest(
      type: type,
      refs: RunRefs(
        org: org,
        repo: repo,
        baseRef: text(arena.text(branches.name(for: BranchFilter(job.job)))),
        baseSHA: text(made.sha(of: "base", arena)),
        pulls: type == .presubmit || type == .batch ? [pull] : []
      ),
      buildID: text(Text(static: MadeUp.buildID)),
      prowJobName: text(made.name(arena)),
      time: text(time)
    )
  }
}

extension Text {
  /// Organization and repository of a key; of a URL, scheme and host are the organization.
  fileprivate var repository: (org: Text, repo: Text) {
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

/// FNV-1a.
private struct NameHash {
  private var hash: UInt64 = 0xCBF2_9CE4_8422_2325

  mutating func add(_ byte: UInt8) {
    hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3
  }

  mutating func add(_ bytes: UnsafeBufferPointer<UInt8>) {
    for byte in bytes { add(byte) }
  }

  /// The last bytes spread over all bits, as splitmix64 does.
  var spread: UInt64 {
    var bits = (hash ^ (hash >> 30)) &* 0xBF58_476D_1CE4_E5B9
    bits = (bits ^ (bits >> 27)) &* 0x94D0_49BB_1331_11EB
    return bits ^ (bits >> 31)
  }
}
