internal import Formats
internal import Schema

/// What the tables say of a field.
package enum FieldText {
  /// Name, type, meaning, and what limits the value.
  static func markdown(_ field: Field, of owner: ObjectType?) -> String {
    var text = "`\(field.name)`: \(field.type.words)"
    if !field.documentation.isEmpty { text += "\n\n\(Markdown.plain(field.documentation))" }
    let facts = facts(field).map { "\n- \($0)" }.joined()
    return facts.isEmpty ? text : text + "\n" + facts
  }

  private static func facts(_ field: Field) -> [String] {
    func list(_ name: String) -> String? {
      field.values(of: name).map { values in
        values.map { Markdown.code($0.isEmpty ? "\"\"" : $0) }.joined(separator: ", ")
      }
    }
    let pairs: [(words: String, value: String?)] = [
      ("default", list("default")),
      ("default", list("defaultFrom").map { "what \($0) says" }),
      ("default", field.attribute("defaultRule").map(Markdown.code)),
      ("one of", list("enum")),
      ("known", list("known")),
      ("at least", list("min")),
      ("at most", list("max")),
      ("not together with", list("exclusiveWith")),
      ("since", field.attribute("since").map(version)),
      ("deprecated since", field.attribute("deprecatedSince").map(version)),
    ]
    var facts = pairs.compactMap { pair in pair.value.map { "\(pair.words): \($0)" } }
    if field.attribute("required") != nil { facts.insert("required", at: 0) }
    if field.attribute("deprecated") != nil { facts.append("deprecated") }
    return facts
  }

  /// Of Kubernetes where it is like 1.33, else a date of Prow.
  private static func version(_ text: String) -> String {
    text.contains("-") ? "Prow of \(text)" : "Kubernetes \(text)"
  }
}

extension Markdown {
  /// Words of our own tables, in which only marks of Markdown matter.
  ///
  /// A `_` within a word is none, and stays as it is for editors that show text as it comes.
  fileprivate static func plain(_ text: String) -> String {
    var output = ""
    let characters = Array(text)
    for (index, character) in characters.enumerated() {
      let isWithin =
        index > 0 && index + 1 < characters.count
        && isOfWord(characters[index - 1]) && isOfWord(characters[index + 1])
      if "\\`*<>[]".contains(character) || character == "_" && !isWithin {
        output.append("\\")
      }
      output.append(character)
    }
    return output
  }

  private static func isOfWord(_ character: Character) -> Bool {
    character.isLetter || character.isNumber
  }
}
