/// The edits of fixes, until so many bytes of files have been read anew to prove them.
package struct FixBudget {
  private var room: Int

  /// Bytes that no report of usual size reaches.
  package static let usual = 1 << 26

  package init(bytes: Int = FixBudget.usual) {
    room = bytes
  }

  /// The fix of a finding and its edits; `nil` if it has none, or the budget is used up.
  package mutating func fix(
    of diagnostic: Diagnostic
  ) -> (fix: Fix, edits: [(place: Place, text: String)])? {
    guard let fix = diagnostic.fix else { return nil }
    room -= diagnostic.place.file.bytes.count
    guard room >= 0 else { return nil }
    let edits = fix.edits().flatMap { file in
      file.edits.map { (place: Place(file: file.file, range: $0.range), text: $0.replacement) }
    }
    return edits.isEmpty ? nil : (fix, edits)
  }
}
