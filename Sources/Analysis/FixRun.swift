internal import Configs
package import Diagnostics
package import Files
internal import Prow
internal import YAML

/// Makes fixes, in memory: round after round, since one may show what another hid, until none is
/// left to make.
package struct FixRun {
  /// With all fixes made.
  package private(set) var snapshot: Snapshot
  /// How many findings were fixed.
  package private(set) var count = 0
  /// The files as they were, by shown path.
  private var originals: [String: SourceFile] = [:]
  private let takesUnsafe: Bool
  private let mayChange: (SourceFile) -> Bool

  private static let mostRounds = 10

  /// - Parameters:
  ///   - snapshot: Whose findings are fixed.
  ///   - takesUnsafe: Whether to make fixes, too, that people should look at.
  ///   - mayChange: Whether a file may be changed; asked for files as they are at the start.
  package init(
    _ snapshot: Snapshot,
    takesUnsafe: Bool,
    mayChange: @escaping (SourceFile) -> Bool
  ) {
    self.snapshot = snapshot
    self.takesUnsafe = takesUnsafe
    self.mayChange = mayChange
  }

  /// The files that changed, by path, before and after.
  package var changes: [(before: SourceFile, after: SourceFile)] {
    originals.values.sorted { $0.path < $1.path }.compactMap { before in
      snapshot.file(named: before.path).map { (before, $0.file.file) }
    }
  }

  /// Fixes what can be fixed.
  ///
  /// `isAskedFor`: Whether a finding is to be fixed.
  ///
  /// Throws `FileError` if a file that config_updater publishes can't be read.
  package mutating func run(_ isAskedFor: (Diagnostic) -> Bool) async throws(FileError) {
    for _ in 0..<FixRun.mostRounds {
      let (edits, fixed) = nextEdits(isAskedFor)
      if edits.isEmpty { return }
      for (file, edits) in edits {
        guard let bytes = TextEdit.apply(edits, to: file.bytes),
          let checked = snapshot.file(named: file.path)
        else { continue }
        let input = InputFile.bytes(bytes, name: file.path, kind: checked.kind)
        let next = try await snapshot.replacing(input, checksTree: false)
        // Each fix is proven by itself; several together may not be YAML any more.
        guard next.file(named: file.path)?.file.isReadable == true else { return }
        if originals[file.path] == nil { originals[file.path] = file }
        snapshot = next
      }
      count += fixed
    }
  }

  /// The edits of fixes that do not touch one another; the rest waits for the next round.
  private func nextEdits(
    _ isAskedFor: (Diagnostic) -> Bool
  ) -> (files: [(SourceFile, [TextEdit])], fixed: Int) {
    var budget = FixBudget()
    var edits: [ObjectIdentifier: (file: SourceFile, edits: [TextEdit])] = [:]
    var verdicts: [ObjectIdentifier: Bool] = [:]
    func isChangeable(_ file: SourceFile) -> Bool {
      if let verdict = verdicts[ObjectIdentifier(file)] { return verdict }
      let verdict = originals[file.path] != nil || mayChange(file)
      verdicts[ObjectIdentifier(file)] = verdict
      return verdict
    }
    func isFree(_ place: Place) -> Bool {
      edits[ObjectIdentifier(place.file)]?.edits.allSatisfy {
        $0.range.end < place.range.start || place.range.end < $0.range.start
      } ?? true
    }
    var fixed = 0
    for diagnostic in snapshot.result.diagnostics
    where diagnostic.fix != nil && isAskedFor(diagnostic) {
      guard let (fix, own) = budget.fix(of: diagnostic),
        fix.applicability == .safe || takesUnsafe,
        own.allSatisfy({ isChangeable($0.place.file) && isFree($0.place) })
      else { continue }
      for (place, text) in own {
        edits[ObjectIdentifier(place.file), default: (place.file, [])].edits
          .append(TextEdit(range: place.range, replacement: text))
      }
      fixed += 1
    }
    return (edits.values.map { ($0.file, $0.edits) }.sorted { $0.0.path < $1.0.path }, fixed)
  }
}
