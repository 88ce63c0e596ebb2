/// A replacement of text.
package struct TextEdit: Sendable, Hashable {
  package var range: SourceRange
  package var replacement: String

  package init(range: SourceRange, replacement: String) {
    self.range = range
    self.replacement = replacement
  }
}

/// Replacements of text in one file, none of which overlaps another.
package struct FileEdit: Sendable {
  package var file: SourceFile
  package var edits: [TextEdit]

  package init(file: SourceFile, edits: [TextEdit]) {
    self.file = file
    self.edits = edits
  }
}

/// A change of files that removes a finding.
package struct Fix: Sendable {
  /// What it does, as an order: `rename it to decoration_config`.
  package var title: String { makeTitle() }
  package var applicability: Applicability
  // Most findings are only shown: their fixes must cost nothing.
  private let makeTitle: @Sendable () -> String
  private let make: @Sendable () -> [FileEdit]

  package enum Applicability: String, Sendable, Hashable {
    /// The file then says what was surely meant.
    case safe
    /// People should look: it may not be what was meant.
    case unsafe
  }

  /// `edits`: Works the edits out, when somebody asks; none if the files can't be changed so.
  package init(
    _ title: @autoclosure @escaping @Sendable () -> String,
    _ applicability: Applicability,
    edits make: @escaping @Sendable () -> [FileEdit]
  ) {
    makeTitle = title
    self.applicability = applicability
    self.make = make
  }

  /// The edits of each file; empty if people have to change the files.
  package func edits() -> [FileEdit] { make() }
}
