/// Why a string is not what Go would read.
package struct FormatError: Error, Sendable, Hashable {
  /// Lower case, without the text itself and without a full stop; it fits after "text: ".
  package var reason: String
  /// The UTF-8 byte of the text at which the fault lies, where one place can be named.
  package var offset: Int?

  package init(_ reason: String, at offset: Int? = nil) {
    self.reason = reason
    self.offset = offset
  }
}

/// A piece of input as reasons show it: in quotes, on one line, cut off where it is long.
func excerpt(_ text: some StringProtocol) -> String {
  let limit = 40
  let scalars = text.unicodeScalars
  let shown = scalars.prefix(limit)
    .map { $0.properties.generalCategory == .control ? " " : String($0) }
    .joined()
  return scalars.dropFirst(limit).isEmpty ? "\"\(shown)\"" : "\"\(shown)…\""
}
