extension Overload {
  /// Operators, for the checker and for listings: `OperatorNode` and others evaluate them.
  static let operators: [Overload] =
    [
      builtIn("!_(bool) -> bool", "not"),
      builtIn("-_(int) -> int", "the number with the other sign"),
      builtIn("-_(double) -> double", ""),
      builtIn("_==_(T, T) -> bool", "whether two values are equal; numbers of any types by number"),
      builtIn("_!=_(T, T) -> bool", "whether two values are different"),
      builtIn("@in(T, list(T)) -> bool", "whether a list has the element, or a map the key"),
      builtIn("@in(K, map(K, V)) -> bool", ""),
      builtIn("_&&_(bool, bool) -> bool", "and; false wins over errors on either side"),
      builtIn("_||_(bool, bool) -> bool", "or; true wins over errors on either side"),
      builtIn("_?_:_(bool, T, T) -> T", "the second value if the first is true, else the third"),
      builtIn("_[_](list(T), int) -> T", "the element at an index from 0, or under a key"),
      builtIn("_[_](map(K, V), K) -> V", ""),
      builtIn("_[_](optional(list(T)), int) -> optional(T)", ""),
      builtIn("_[_](optional(map(K, V)), K) -> optional(V)", ""),
      builtIn("_[?_](list(T), int) -> optional(T)", "the element, or none if it is missing"),
      builtIn("_[?_](map(K, V), K) -> optional(V)", ""),
      builtIn("_[?_](optional(list(T)), int) -> optional(T)", ""),
      builtIn("_[?_](optional(map(K, V)), K) -> optional(V)", ""),
    ] + arithmetic + ordering

  private static func builtIn(_ signature: String, _ doc: String) -> Overload {
    Overload(signature, doc, .none { (_) throws(CELError) in throw .noSuchOverload(signature) })
  }

  private static let arithmetic: [Overload] =
    [
      ("_+_", "the sum; texts and lists one after the other", ["int", "uint", "double"]),
      ("_-_", "the difference", ["int", "uint", "double"]),
      ("_*_", "the product", ["int", "uint", "double"]),
      ("_/_", "the quotient; of ints without the rest", ["int", "uint", "double"]),
      ("_%_", "the rest of a division, with the sign of the first number", ["int", "uint"]),
    ].flatMap { name, doc, types in
      types.map { builtIn("\(name)(\($0), \($0)) -> \($0)", $0 == "int" ? doc : "") }
    }
    + ["string", "bytes", "list(T)", "duration"].map { builtIn("_+_(\($0), \($0)) -> \($0)", "") }
    + [
      builtIn("_+_(timestamp, duration) -> timestamp", ""),
      builtIn("_+_(duration, timestamp) -> timestamp", ""),
      builtIn("_-_(duration, duration) -> duration", ""),
      builtIn("_-_(timestamp, duration) -> timestamp", ""),
      builtIn("_-_(timestamp, timestamp) -> duration", ""),
    ]

  private static let ordering: [Overload] = {
    let numbers = ["int", "uint", "double"]
    let others = ["string", "bytes", "bool", "timestamp", "duration"]
    let pairs = numbers.flatMap { left in numbers.map { (left, $0) } } + others.map { ($0, $0) }
    let operators = [
      ("_<_", "less than"), ("_<=_", "less than or equal to"), ("_>_", "greater than"),
      ("_>=_", "greater than or equal to"),
    ]
    return operators.flatMap { name, words in
      pairs.enumerated().map { index, pair in
        let doc = index == 0 ? "whether the first value is \(words) the second" : ""
        return builtIn("\(name)(\(pair.0), \(pair.1)) -> bool", doc)
      }
    }
  }()
}
