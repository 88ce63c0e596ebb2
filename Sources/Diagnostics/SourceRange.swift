/// A half-open range of UTF-8 byte offsets in one file.
///
/// Line and column are worked out when something is printed (`LineIndex`).
package struct SourceRange: Sendable, Hashable {
  package var start: UInt32
  package var end: UInt32

  package init(start: UInt32, end: UInt32) {
    self.start = start
    self.end = end
  }

  /// The start of a file: where a finding about the file as a whole is shown.
  package static let fileStart = SourceRange(start: 0, end: 0)
}

/// A range in a file.
package struct Place: Sendable {
  package var file: SourceFile
  package var range: SourceRange

  package init(file: SourceFile, range: SourceRange) {
    self.file = file
    self.range = range
  }
}
