extension PolicyReference {
  /// What people ask for by a name.
  package enum Answer: Sendable {
    /// A variable or a field, and the fields of what it leads to.
    case entry(Entry, ObjectType?)
    case type(ObjectType)
    case function(Function)
  }

  /// All that has a name: a variable, a path of fields such as `job.spec.containers`, a type, a function.
  ///
  /// Lists and maps are looked through, so that the fields of their elements are found.
  package func answers(to name: String) -> [Answer] {
    var found: [Answer] = []
    let parts = name.split(separator: ".").map(String.init)
    if let first = parts.first {
      let owners = ([variables, group] + subjects.map(\.variables)).joined()
      var seen: Set<String> = []
      for owner in owners where owner.name == first && seen.insert(owner.type).inserted {
        if let entry = field(parts.dropFirst(), below: owner) {
          found.append(.entry(entry, type(of: entry)))
        }
      }
    }
    found += types.filter { $0.name == name }.map { .type($0) }
    let all = functions + macros + library.flatMap(\.functions)
    found += all.filter { $0.name == name || $0.name.hasSuffix(".\(name)") }.map { .function($0) }
    return found
  }

  /// The names that `answers` knows, without paths.
  package var names: [String] {
    let variables = ([variables, group] + subjects.map(\.variables)).joined().map(\.name)
    let functions = functions + macros + library.flatMap(\.functions)
    return Set(variables + types.map(\.name) + functions.map(\.name)).filter { name in
      name.first?.isLetter ?? false
    }.sorted()
  }

  private func field(_ path: ArraySlice<String>, below owner: Entry) -> Entry? {
    guard let name = path.first else { return owner }
    guard let field = type(of: owner)?.fields.first(where: { $0.name == name }) else { return nil }
    return self.field(path.dropFirst(), below: field)
  }

  /// The type with fields that an entry is of, or has elements of.
  private func type(of entry: Entry) -> ObjectType? {
    let words = entry.type.split { "(), ".contains($0) }
    return words.last.flatMap { word in types.first { $0.name == word } }
  }
}
