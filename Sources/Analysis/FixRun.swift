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
  /// How many more could be, if their files might be changed.
  package private(set) var leftCount = 0
  /// Files in which several fixes together are not YAML.
  private var blocked: Set<String> = []
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
      let files = nextEdits(isAskedFor)
      if files.isEmpty { return }
      for (file, edits, fixed) in files {
        guard let bytes = TextEdit.apply(edits, to: file.bytes),
          let checked = snapshot.file(named: file.path)
        else { continue }
        let input = InputFile.bytes(bytes, name: file.path, kind: checked.kind)
        let next = try await snapshot.replacing(input, checksTree: false)
        // Each fix is proven by itself; several together may not be YAML any more.
        guard next.file(named: file.path)?.file.isReadable == true else {
          blocked.insert(file.path)
          continue
        }
        if originals[file.path] == nil { originals[file.path] = file }
        snapshot = next
        count += fixed
      }
    }
  }

  /// The edits of fixes that do not touch one another; the rest waits for the next round.
  ///
  /// A fix of several files is left to people.
  private mutating func nextEdits(
    _ isAskedFor: (Diagnostic) -> Bool
  ) -> [(file: SourceFile, edits: [TextEdit], fixed: Int)] {
    var budget = FixBudget()
    var found: [String: (file: SourceFile, edits: [TextEdit], fixed: Int)] = [:]
    var verdicts: [String: Bool] = [:]
    leftCount = 0
    for diagnostic in snapshot.result.diagnostics
    where diagnostic.fix != nil && isAskedFor(diagnostic) {
      let file = diagnostic.place.file
      guard let (fix, edits) = budget.fix(of: diagnostic),
        fix.applicability == .safe || takesUnsafe, edits.allSatisfy({ $0.place.file === file })
      else { continue }
      let mayChange =
        verdicts[file.path]
        ?? (!blocked.contains(file.path) && (originals[file.path] != nil || mayChange(file)))
      verdicts[file.path] = mayChange
      guard mayChange else {
        leftCount += 1
        continue
      }
      var own = found[file.path] ?? (file, [], 0)
      let isFree = edits.allSatisfy { edit in
        own.edits.allSatisfy {
          $0.range.end < edit.place.range.start || edit.place.range.end < $0.range.start
        }
      }
      guard isFree else { continue }
      own.edits += edits.map { TextEdit(range: $0.place.range, replacement: $0.text) }
      own.fixed += 1
      found[file.path] = own
    }
    return found.values.sorted { $0.file.path < $1.file.path }
  }
}
