package import Diagnostics

/// Findings that were there before, so that new ones can be told from them.
package struct OlderFindings: Sendable {
  /// How often each was there in a file.
  package private(set) var counts: [Key: Int] = [:]

  package struct Key: Sendable, Hashable {
    package let identity: FindingIdentity
    /// From the top of the repository.
    package let file: String

    package init(identity: FindingIdentity, file: String) {
      self.identity = identity
      self.file = file
    }
  }

  package init(counts: [Key: Int]) {
    self.counts = counts
  }

  /// `pathFromTop`: A shown path as one from the top of the repository.
  package init(_ diagnostics: [Diagnostic], pathFromTop: @escaping (String) -> String) {
    var paths = PathCache(pathFromTop)
    for diagnostic in diagnostics { counts[paths.key(of: diagnostic), default: 0] += 1 }
  }

  package var count: Int { counts.values.reduce(0, +) }

  /// What of them is still there, and nothing else.
  package func remaining(in others: OlderFindings) -> OlderFindings {
    var left = Remainder(others)
    var rest: [Key: Int] = [:]
    // What moved to another file is the same only where nothing else is.
    for takesAnyFile in [false, true] {
      for (key, count) in counts.sorted(by: { $0.key.file < $1.key.file }) {
        for _ in (rest[key] ?? 0)..<count {
          guard left.take(key, fromAnyFile: takesAnyFile) else { break }
          rest[key, default: 0] += 1
        }
      }
    }
    return OlderFindings(counts: rest)
  }

  /// Whether each finding was there before, the same ones in the same file first.
  package func areOld(
    _ diagnostics: [Diagnostic],
    pathFromTop: @escaping (String) -> String
  ) -> [Bool] {
    var paths = PathCache(pathFromTop)
    let keys = diagnostics.map { paths.key(of: $0) }
    var left = Remainder(self)
    var verdicts = keys.map { left.take($0, fromAnyFile: false) }
    for index in keys.indices where !verdicts[index] {
      verdicts[index] = left.take(keys[index], fromAnyFile: true)
    }
    return verdicts
  }
}

/// Findings that are taken away one by one.
private struct Remainder {
  private var files: [FindingIdentity: [String: Int]] = [:]

  init(_ findings: OlderFindings) {
    for (key, count) in findings.counts { files[key.identity, default: [:]][key.file] = count }
  }

  /// Takes one away; `false` if there is none.
  mutating func take(_ key: OlderFindings.Key, fromAnyFile: Bool) -> Bool {
    guard let counts = files[key.identity] else { return false }
    let file = fromAnyFile ? counts.keys.min() : key.file
    guard let file, let count = counts[file] else { return false }
    files[key.identity]?[file] = count == 1 ? nil : count - 1
    return true
  }
}

/// Paths from the top, each worked out once.
private struct PathCache {
  private let pathFromTop: (String) -> String
  private var paths: [ObjectIdentifier: String] = [:]

  init(_ pathFromTop: @escaping (String) -> String) { self.pathFromTop = pathFromTop }

  mutating func key(of diagnostic: Diagnostic) -> OlderFindings.Key {
    let file = diagnostic.place.file
    let path = paths[ObjectIdentifier(file)] ?? pathFromTop(file.path)
    paths[ObjectIdentifier(file)] = path
    return OlderFindings.Key(
      identity: FindingIdentity(diagnostic, path: path),
      file: path
    )
  }
}
