package import Diagnostics

/// Why a file, or a value in it, is not what Prow's YAML library accepts.
package struct Problem: Sendable {
  package var kind: Kind
  /// One line, lower case, without a full stop.
  package var message: String
  package var range: SourceRange
  package var help: String?
  /// A range that explains it, such as the first of two equal keys.
  package var related: (range: SourceRange, message: String)?

  package init(
    kind: Kind,
    message: String,
    range: SourceRange,
    help: String? = nil,
    related: (range: SourceRange, message: String)? = nil
  ) {
    self.kind = kind
    self.message = message
    self.range = range
    self.help = help
    self.related = related
  }

  package enum Kind: Sendable, Hashable, CaseIterable {
    /// What is not a file, or must not be read.
    case file
    /// Bytes that are not UTF-8 or UTF-16, or characters that YAML forbids.
    case encoding
    /// What the scanner and the parser refuse.
    case syntax
    /// An alias without anchor, in a circle, or too many of them.
    case alias
    /// A list or mapping, null or too large a number as a key.
    case key
    /// `<<` with something else than mappings.
    case merge
    /// Text that does not fit its tag.
    case tag
    /// An infinity or NaN, which JSON doesn't have.
    case number
    /// Too deep or too large.
    case limit
    /// The same key twice in a mapping. Prow lets the last one win.
    case repeatedKey
    /// A key that a merge brought and another one overrides, which is what merges are for.
    case overriddenMerge
  }
}
