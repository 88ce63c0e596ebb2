/// Why a text isn't an expression, an expression isn't a program, or a program gives no value.
package struct CELError: Error, Sendable, Hashable {
  package enum Kind: Sendable, Hashable {
    /// The text has a fault of syntax, or is too long or nests too deep.
    case parse
    /// Names or types don't fit.
    case check
    /// A constant can't be converted or compiled.
    case program
    /// There is no value for this input.
    case evaluation
    /// The evaluation costs more than it may.
    case limit
  }

  package var kind: Kind
  /// In lower case, without a full stop.
  package var message: String
  /// The UTF-8 bytes of the expression's text that the error is about, where one place is known.
  package var range: Range<Int>?

  package init(_ kind: Kind, _ message: String, at range: Range<Int>? = nil) {
    self.kind = kind
    self.message = message
    self.range = range
  }
}

extension CELError {
  /// An error of evaluation whose place the caller adds.
  static func evaluation(_ message: String) -> CELError { CELError(.evaluation, message) }

  static func noSuchOverload(_ name: String) -> CELError {
    CELError(.evaluation, "no such overload: \(name)")
  }

  /// The same error, with a place if it has none; where a budget ends is chance.
  func placed(at range: Range<Int>) -> CELError {
    guard self.range == nil, kind != .limit else { return self }
    var error = self
    error.range = range
    return error
  }
}

extension CELError {
  /// Line and column of the place in the text, both from 1, columns in code points.
  ///
  /// - Parameter text: The text of the expression.
  /// - Returns: `nil` where no place is known.
  package func position(in text: String) -> (line: Int, column: Int)? {
    guard let offset = range?.lowerBound else { return nil }
    var line = 1
    var column = 1
    for byte in text.utf8.prefix(offset) {
      if byte == UInt8(ascii: "\n") {
        line += 1
        column = 1
      } else if byte & 0xC0 != 0x80 {
        column += 1
      }
    }
    return (line, column)
  }
}
