internal import Prow
internal import YAML

/// The branch filters of many jobs, each compiled once.
struct BranchFilters {
  private var admissions: [BranchFilter: BranchFilter.Admission] = [:]

  mutating func admits(_ job: Job, _ branch: String) -> Bool {
    let filter = BranchFilter(job)
    if filter.isUnlimited { return true }
    if let known = admissions[filter] { return known.admits(branch) }
    let admission = BranchFilter.Admission(filter)
    admissions[filter] = admission
    return admission.admits(branch)
  }

  /// The jobs that can run on a branch.
  mutating func running(_ jobs: [Job], on branch: String) -> [Job] {
    var running: [Job] = []
    for job in jobs where admits(job, branch) { running.append(job) }
    return running
  }
}

/// What can be known of a repository's branches without asking for them.
enum BranchNames {
  /// Names that branches often have, the default branch first.
  static let usual = [
    "main", "master", "develop", "dev", "staging", "gh-pages", "release-1.0", "release-1.30",
    "release/1.0", "release-v1.0", "release", "v1.0", "v1.0.0", "feature/x",
  ]

  /// The one branch that a pattern is for; `nil` if it looks like a pattern for several.
  static func plainName(_ pattern: String) -> String? {
    var name = pattern[...]
    if name.first == "^" { name.removeFirst() }
    if name.last == "$" { name.removeLast() }
    var plain = ""
    var isEscaped = false
    for byte in name.utf8 {
      if byte == UInt8(ascii: "\\"), !isEscaped {
        isEscaped = true
        continue
      }
      let isWord = (byte | 0x20) &- UInt8(ascii: "a") < 26 || byte &- UInt8(ascii: "0") < 10
      let isMark = "-_./".utf8.contains(byte)
      guard isMark || isWord && !isEscaped else { return nil }
      plain.unicodeScalars.append(Unicode.Scalar(byte))
      isEscaped = false
    }
    // A name that stops at a mark is the start of several names.
    guard let last = plain.last, !isEscaped, !"-_./".contains(last) || pattern.last == "$" else {
      return nil
    }
    return plain
  }

  /// The names that the default branch may have: one of them surely is a branch of the repository.
  ///
  /// Empty if nothing tells. The jobs' own branches say more than custom does.
  static func ofDefault(_ jobs: [Job], listed: [String]) -> [String] {
    let filters = jobs.map(BranchFilter.init)
    let named = Set(filters.flatMap(\.branches).compactMap { plainName($0.string) } + listed)
    let known = ["main", "master"].filter(named.contains)
    if !known.isEmpty { return known }
    return named.isEmpty || filters.contains(where: \.branches.isEmpty) ? ["main", "master"] : []
  }
}
