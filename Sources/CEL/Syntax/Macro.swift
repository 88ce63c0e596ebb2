/// A call whose arguments are names and expressions instead of values: it is expanded while it is read.
///
/// Source: cel-go, parser/macro.go, ext/comprehensions.go and ext/lists.go.
package struct Macro: Sendable {
  package let name: String
  /// How it is called and what it gives, as people read it.
  package let form: String
  /// One line for people; empty for a second form of a macro.
  package let doc: String
  /// `nil` for `has`, which visits nothing.
  let kind: Loop.Kind?
  /// How many arguments are names: those of the variables, which come first.
  let variables: Int
  /// Whether the next argument says which elements to visit.
  let hasCondition: Bool
  /// Whether the last argument is what is made of each element.
  let hasBody: Bool

  var argumentCount: Int { variables + (hasCondition ? 1 : 0) + (hasBody ? 1 : 0) }

  /// What Kubernetes has, and after that what only environments with a function of the name have.
  package static let all = [has] + quantifiers + transformations + [groupedBy]

  /// The macro of an operand that is called with so many arguments.
  static func of(_ name: String, argumentCount: Int) -> Macro? {
    all.first { $0.kind != nil && $0.name == name && $0.argumentCount == argumentCount }
  }

  static let has = Macro(
    name: "has",
    form: "has(object.field) -> bool",
    doc: "whether the field is set",
    kind: nil,
    variables: 0,
    hasCondition: true,
    hasBody: false
  )

  static let groupedBy = Macro(
    name: "groupedBy",
    form: "list(T).groupedBy(x, K) -> map(K, list(T))",
    doc: "the elements by a key that is worked out for each: a string, an int or a bool",
    kind: .groupedBy,
    variables: 1,
    hasCondition: false,
    hasBody: true
  )

  private static let quantifiers = [
    test("all", .all, 1, "whether the test holds for all elements of a list, or all keys of a map"),
    test("all", .all, 2, ""),
    test("exists", .exists, 1, "whether the test holds for some element or key"),
    test("exists", .exists, 2, ""),
    test("exists_one", .existsOne, 1, "whether the test holds for exactly one element or key"),
    test("exists_one", .existsOne, 2, ""),
    test("existsOne", .existsOne, 2, "the same as exists_one"),
  ]

  private static let transformations: [Macro] = [
    Macro(
      name: "filter",
      form: "list(T).filter(x, bool) -> list(T)",
      doc: "the elements, or the keys of a map, for which the test holds",
      kind: .filter,
      variables: 1,
      hasCondition: true,
      hasBody: false
    ),
    making("map", .map, 1, "list(R)", "what is made of each element, or each key of a map"),
    making("map", .map, 1, "list(R)", "", hasCondition: true),
    making(
      "transformList",
      .transformList,
      2,
      "list(R)",
      "the same with index and element, or key and value"
    ),
    making("transformList", .transformList, 2, "list(R)", "", hasCondition: true),
    making(
      "transformMap",
      .transformMap,
      2,
      "map(K, R)",
      "a map with the same keys, or with indexes as keys"
    ),
    making("transformMap", .transformMap, 2, "map(K, R)", "", hasCondition: true),
    making(
      "transformMapEntry",
      .transformMapEntry,
      2,
      "map(A, B)",
      "a map of the entries that are made of each element"
    ),
    making("transformMapEntry", .transformMapEntry, 2, "map(A, B)", "", hasCondition: true),
    Macro(
      name: "sortBy",
      form: "list(T).sortBy(x, K) -> list(T)",
      doc: "the elements in the order of a key that is worked out for each",
      kind: .sortBy,
      variables: 1,
      hasCondition: false,
      hasBody: true
    ),
    Macro(
      name: "optMap",
      form: "optional_type(T).optMap(x, R) -> optional_type(R)",
      doc: "what is made of the value, if there is one",
      kind: .optMap,
      variables: 1,
      hasCondition: false,
      hasBody: true
    ),
    Macro(
      name: "optFlatMap",
      form: "optional_type(T).optFlatMap(x, optional_type(R)) -> optional_type(R)",
      doc: "the optional that is made of the value, if there is one",
      kind: .optFlatMap,
      variables: 1,
      hasCondition: false,
      hasBody: true
    ),
  ]

  private static func test(
    _ name: String,
    _ kind: Loop.Kind,
    _ variables: Int,
    _ doc: String
  ) -> Macro {
    Macro(
      name: name,
      form: "list(T).\(name)(\(variables == 1 ? "x" : "index, x"), bool) -> bool",
      doc: doc,
      kind: kind,
      variables: variables,
      hasCondition: true,
      hasBody: false
    )
  }

  private static func making(
    _ name: String,
    _ kind: Loop.Kind,
    _ variables: Int,
    _ result: String,
    _ doc: String,
    hasCondition: Bool = false
  ) -> Macro {
    let names = variables == 1 ? "x" : "index, x"
    let condition = hasCondition ? "bool, " : ""
    let body = kind == .transformMapEntry ? result : "R"
    return Macro(
      name: name,
      form: "list(T).\(name)(\(names), \(condition)\(body)) -> \(result)",
      doc: doc,
      kind: kind,
      variables: variables,
      hasCondition: hasCondition,
      hasBody: true
    )
  }
}
