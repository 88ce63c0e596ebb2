internal import Schema

/// A comment that suppresses rules, or that nearly does.
package struct SuppressionComment: Sendable {
  /// The names in it, or the one thing that is wrong with it.
  let parts: [Part]

  struct Part: Sendable {
    /// Of a rule, as written; empty where the comment as a whole is meant.
    var name: String
    var fault: Fault?
    /// Offsets in UTF-8 from the start of the comment.
    var range: Range<Int>
  }

  package enum Fault: Sendable, Hashable {
    case noName
    /// With what may be meant.
    case unknownName(advice: String?)
    case groupName
    /// What the comment should be, as far as it can be known.
    case form(String)
  }

  /// - Parameters:
  ///   - comment: From its `#` to the end of the line.
  ///   - catalogue: The rules that it may name.
  init(_ comment: String, _ catalogue: RuleCatalogue) {
    parts = Reader(catalogue: catalogue).parts(of: comment)
  }

  /// What comes before the reason.
  fileprivate static let dashes = " -- "

  /// Why a comment suppresses what it names; `nil` if it does not say.
  static func reason(in comment: String) -> String? {
    guard let found = comment.firstRange(of: dashes) else { return nil }
    let words = comment[found.upperBound...].split(whereSeparator: \.isWhitespace)
    return words.isEmpty ? nil : words.joined(separator: " ")
  }
}

/// Reads a comment by the rules that there are.
private struct Reader {
  let catalogue: RuleCatalogue

  private static let marker = FileSuppressions.marker
  /// What other linters call it.
  private static let verbs: Set = [
    "ignore", "ignored", "ignores", "ignoring", "disable", "disabled", "suppress", "skip", "off",
    "allow", "exclude", "nolint", "noqa", "silence",
    "mute", "ignore-line", "ignore-next-line", "ignore-next", "ignore-file", "ignore-rule",
    "disable-line", "disable-next-line", "disable-next", "disable-file", "disable-rule",
  ]
  /// What ends a name, besides spaces.
  private static let punctuation: Set<Character> = [
    ",", ";", ":", ".", "=", "(", ")", "[", "]", "\"", "'", "`",
  ]

  typealias Part = SuppressionComment.Part
  typealias Fault = SuppressionComment.Fault

  func parts(of comment: String) -> [Part] {
    let bodies = comment.indices.filter { comment[$0] == "#" }.map { start in
      comment[start...].drop { $0 == "#" || $0.isWhitespace }
    }
    if let body = bodies.first(where: hasMarker) {
      return names(in: body.dropFirst(Reader.marker.count), of: comment)
    }
    if let body = bodies.first, isNearMiss(body) { return [form(comment, known(in: body))] }
    return []
  }

  private func hasMarker(_ body: Substring) -> Bool {
    body.hasPrefix(Reader.marker) && body.dropFirst(Reader.marker.count).first?.isWhitespace ?? true
  }

  // MARK: The right form

  private func names(in rest: Substring, of comment: String) -> [Part] {
    let list = rest.firstRange(of: SuppressionComment.dashes).map { rest[..<$0.lowerBound] } ?? rest
    var parts: [Part] = []
    for item in list.split(separator: ",") {
      let words = item.split(whereSeparator: \.isWhitespace)
      let names = words.prefix { catalogue.isKnown(String($0)) }
      parts += names.map { part($0, of: comment) }
      let others = words.dropFirst(names.count)
      guard let first = others.first else { continue }
      // Further words are a reason without its dashes.
      if words.count > 1 || isNameWithPunctuation(first) {
        return parts + [form(comment, known(in: list))]
      }
      parts.append(part(first, of: comment))
    }
    if parts.isEmpty { return [Part(name: "", fault: .noName, range: 0..<comment.utf8.count)] }
    return parts
  }

  private func part(_ word: Substring, of comment: String) -> Part {
    let name = String(word)
    let fault: Fault? =
      catalogue.isRule(name)
      ? nil
      : catalogue.isGroup(name) ? .groupName : .unknownName(advice: catalogue.advice(name))
    let start = comment.utf8.distance(from: comment.startIndex, to: word.startIndex)
    return Part(name: name, fault: fault, range: start..<start + word.utf8.count)
  }

  private func isNameWithPunctuation(_ word: Substring) -> Bool {
    let name = word.split(whereSeparator: Reader.punctuation.contains)
    return name.count == 1 && catalogue.isKnown(String(name[0]))
  }

  // MARK: Near misses

  private func isNearMiss(_ body: Substring) -> Bool {
    let tool = body.prefix { $0.isLetter }
    guard Suggestion.nearest(to: String(tool), among: CollectionOfOne("plimsoll"), within: 1) != nil
    else { return hasReasonInFront(body) }
    let rest = body[tool.endIndex...]
    let separators = rest.prefix { !$0.isLetter && !$0.isNumber }
    let verb = rest[separators.endIndex...].prefix { $0.isLetter || $0 == "-" || $0 == "_" }
    if verb.isEmpty || !Reader.verbs.contains(verb.lowercased().replacing("_", with: "-")) {
      return false
    }
    return separators.first == ":" || !known(in: rest[verb.endIndex...]).isEmpty
  }

  /// `an old name; plimsoll:ignore long-job-names`, other than a sentence about the Reader.marker.
  private func hasReasonInFront(_ body: Substring) -> Bool {
    guard let found = body.firstRange(of: Reader.marker) else { return false }
    let last = body[..<found.lowerBound].last { !$0.isWhitespace }
    return last?.isPunctuation == true && !known(in: body[found.upperBound...]).isEmpty
  }

  /// The rules that a string names, in order.
  private func known(in text: Substring) -> [String] {
    var names: [String] = []
    for word in text.split(whereSeparator: { $0.isWhitespace || Reader.punctuation.contains($0) }) {
      let name = String(word)
      if catalogue.isRule(name), !names.contains(name) { names.append(name) }
    }
    return names
  }

  private func form(_ comment: String, _ names: [String]) -> Part {
    let list = names.isEmpty ? "RULE" : names.joined(separator: ", ")
    let form = "# \(Reader.marker) \(list) -- WHY"
    return Part(name: "", fault: .form(form), range: 0..<comment.utf8.count)
  }
}
