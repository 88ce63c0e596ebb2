/// A media type such as `text/plain; charset=utf-8`.
///
/// Source: Go, `mime.ParseMediaType`, by which Prow checks `mediaTypes`; any error is a refusal.
package enum GoMediaType {
  package static func isValid(_ text: String) -> Bool {
    (try? check(text)) != nil
  }

  package static func check(_ text: String) throws(FormatError) {
    let scalars = text[...].unicodeScalars
    let base = scalars.prefix { $0 != ";" }
    try checkBase(goLowercased(base.trimmed)[...].unicodeScalars)
    try checkParameters(scalars[base.endIndex...])
  }
}

private typealias Scalars = Substring.UnicodeScalarView

private func checkBase(_ base: Scalars) throws(FormatError) {
  let type = base.prefix(while: isToken)
  guard !type.isEmpty else { throw FormatError("no media type") }
  let rest = base[type.endIndex...]
  guard let slash = rest.first else { return }
  guard slash == "/" else { throw FormatError("expected slash after first token") }
  let subtype = rest.dropFirst()
  guard let first = subtype.first, isToken(first) else {
    throw FormatError("expected token after slash")
  }
  guard subtype.allSatisfy(isToken) else {
    throw FormatError("unexpected content after media subtype")
  }
}

private func checkParameters(_ text: Scalars) throws(FormatError) {
  var values: [String: String] = [:]
  var rest = text.drop(while: \.isGoSpace)
  while !rest.isEmpty {
    guard let parameter = Parameter(rest) else {
      // A semicolon at the very end is not a fault.
      if String(rest.trimmed).hasBytes(of: ";") { return }
      throw FormatError("invalid media parameter")
    }
    if let earlier = values[parameter.name], !earlier.hasBytes(of: parameter.value) {
      throw FormatError("duplicate parameter \(excerpt(parameter.name))")
    }
    values[parameter.name] = parameter.value
    rest = parameter.rest.drop(while: \.isGoSpace)
  }
}

/// `; name = value`, with the name in lower case and the value without its quotes.
private struct Parameter {
  let name: String
  let value: String
  let rest: Scalars

  init?(_ text: Scalars) {
    guard text.first == ";" else { return nil }
    let afterSemicolon = text.dropFirst().drop(while: \.isGoSpace)
    let token = afterSemicolon.prefix(while: isToken)
    let afterName = afterSemicolon[token.endIndex...].drop(while: \.isGoSpace)
    guard !token.isEmpty, afterName.first == "=" else { return nil }
    let afterEquals = afterName.dropFirst().drop(while: \.isGoSpace)
    name = goLowercased(token)

    if afterEquals.first == "\"" {
      guard let quoted = readQuoted(afterEquals) else { return nil }
      (value, rest) = quoted
      return
    }
    let word = afterEquals.prefix(while: isToken)
    guard !word.isEmpty else { return nil }
    value = String(word)
    rest = afterEquals[word.endIndex...]
  }
}

/// A backslash stands for itself unless it must guard the next character (old browsers send paths).
private func readQuoted(_ text: Scalars) -> (value: String, rest: Scalars)? {
  var value = String.UnicodeScalarView()
  var rest = text.dropFirst()
  while let scalar = rest.popFirst() {
    switch scalar {
    case "\"": return (String(value), rest)
    case "\\":
      if let next = rest.first, isSpecial(next) {
        value.append(next)
        rest.removeFirst()
      } else {
        value.append(scalar)
      }
    case "\r", "\n": return nil
    default: value.append(scalar)
    }
  }
  return nil
}

/// Source: Go, `isTokenChar` in mime/grammar.go.
private func isToken(_ scalar: Unicode.Scalar) -> Bool {
  scalar > " " && scalar.value < 0x7F && !isSpecial(scalar)
}

private func isSpecial(_ scalar: Unicode.Scalar) -> Bool {
  #"()<>@,;:\"/[]?="#.unicodeScalars.contains(scalar)
}
