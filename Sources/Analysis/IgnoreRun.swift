internal import Configs
package import Diagnostics
package import Files
internal import Linting
internal import Prow
internal import YAML

/// Suppresses findings by comments, in memory.
package struct IgnoreRun {
  /// With the comments.
  package private(set) var snapshot: Snapshot
  /// How many findings are suppressed now.
  package private(set) var count = 0
  /// The findings that no comment suppresses, and why.
  package private(set) var left: [(finding: Diagnostic, reason: String)] = []
  private var originals: [String: SourceFile] = [:]
  private let reason: String
  private let mayChange: (SourceFile) -> Bool

  /// - Parameters:
  ///   - snapshot: Whose findings are suppressed.
  ///   - reason: Why, in one line.
  ///   - mayChange: Whether a file may be changed.
  package init(
    _ snapshot: Snapshot,
    reason: String,
    mayChange: @escaping (SourceFile) -> Bool
  ) {
    self.snapshot = snapshot
    self.reason = reason
    self.mayChange = mayChange
  }

  /// The files that changed, by path, before and after.
  package var changes: [(before: SourceFile, after: SourceFile)] {
    originals.values.sorted { $0.path < $1.path }.compactMap { before in
      snapshot.file(named: before.path).map { (before, $0.file.file) }
    }
  }

  /// Suppresses what can be suppressed.
  ///
  /// `isAskedFor`: Whether a finding is to be suppressed.
  ///
  /// Throws `FileError` if a file that config_updater publishes can't be read.
  package mutating func run(_ isAskedFor: (Diagnostic) -> Bool) async throws(FileError) {
    let asked = snapshot.result.diagnostics.filter(isAskedFor)
    let files = Dictionary(grouping: asked) { $0.place.file.path }
    for (path, findings) in files.sorted(by: { $0.key < $1.key }) {
      try await suppress(findings, in: path)
    }
  }

  private mutating func suppress(
    _ findings: [Diagnostic],
    in path: String
  ) async throws(FileError) {
    guard let checked = snapshot.file(named: path), checked.file.isReadable else {
      return leave(findings, "a file that can't be read must be fixed")
    }
    guard mayChange(checked.file.file) else {
      return leave(findings, "the file is a link, is zipped, or is in a ConfigMap")
    }
    let wanted = findings.filter { SuppressionWriter.suppresses($0) }
    let others = findings.filter { !SuppressionWriter.suppresses($0) }
    leave(others, "it is about such a comment; --fix removes those that do nothing")
    let writer = SuppressionWriter(checked.file, snapshot.result.catalogue, reason: reason)
    var edits = writer.edits(for: wanted)
    let index = LineIndex(checked.file.file)
    func line(of finding: Diagnostic) -> Int {
      index.position(at: finding.place.range.start).line
    }
    // What a comment does not reach is found again; the second time nothing is.
    for _ in 0..<2 {
      let covered = wanted.filter { edits[line(of: $0)] != nil }
      guard !covered.isEmpty,
        let bytes = TextEdit.apply(edits.flatMap(\.value), to: checked.file.file.bytes)
      else { break }
      let input = InputFile.bytes(bytes, name: path, kind: checked.kind)
      let next = try await snapshot.replacing(input, checksTree: false)
      let missed = IgnoreRun.missed(covered, in: next, path)
      if missed.isEmpty {
        originals[path] = checked.file.file
        snapshot = next
        count += covered.count
        return leave(wanted.filter { edits[line(of: $0)] == nil }, IgnoreRun.noPlace)
      }
      for finding in missed { edits[line(of: finding)] = nil }
    }
    leave(wanted, IgnoreRun.noPlace)
  }

  private static let noPlace = "there is no place for a comment that holds for its line"

  /// The findings that are still there.
  private static func missed(
    _ findings: [Diagnostic],
    in snapshot: Snapshot,
    _ path: String
  ) -> [Diagnostic] {
    let found = snapshot.result.diagnostics.filter { $0.place.file.path == path }
    let identities = Set(found.map { [$0.rule, $0.message, $0.job ?? ""] })
    return findings.filter { identities.contains([$0.rule, $0.message, $0.job ?? ""]) }
  }

  private mutating func leave(_ findings: [Diagnostic], _ reason: String) {
    left += findings.map { ($0, reason) }
  }
}
