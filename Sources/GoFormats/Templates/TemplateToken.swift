/// A piece of a template, as the parser sees it.
///
/// Source: Go, `item` in text/template/parse/lex.go.
struct TemplateToken {
  enum Kind: Hashable {
    case text
    case leftDelimiter
    case rightDelimiter
    case leftParenthesis
    case rightParenthesis
    case space
    case pipe
    case assign
    case declare
    case bool
    case number
    case complexNumber
    case characterConstant
    case string
    case rawString
    case nilConstant
    case dot
    /// A dot and one name.
    case field
    /// A dollar sign with a name or without.
    case variable
    case identifier
    case keyword(TemplateKeyword)
    /// A printable ASCII character of no other meaning, such as a comma.
    case character
    case endOfText
    /// Why the text is not cut into tokens; nothing but itself follows it.
    case fault(String)
  }

  var kind: Kind
  /// UTF-8 bytes of the template.
  var range: Range<Int>
}

/// The words that begin an action of their own kind.
enum TemplateKeyword: String, CaseIterable {
  case block
  case `break`
  case `continue`
  case define
  case `else`
  case end
  case `if`
  case range
  case template
  case with

  static func named(_ bytes: ArraySlice<UInt8>) -> TemplateKeyword? {
    allCases.first { bytes.elementsEqual($0.rawValue.utf8) }
  }
}
