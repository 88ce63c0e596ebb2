/// A declaration as text, such as `list(T).indexOf(T) -> int` or `sets.contains(list(T), list(T)) -> bool`.
struct Signature {
  var name: String
  var isMember: Bool
  var arguments: [CELType]
  var result: CELType
}

/// Reads declarations; these are part of the program, so that a fault in one is a bug.
struct SignatureReader {
  private var rest: Substring

  init(_ text: String) { rest = Substring(text) }

  mutating func read() -> Signature {
    // A receiver is a type before the last dot in front of the arguments.
    var receiver: CELType?
    if let dot = receiverEnd() {
      receiver = type()
      precondition(rest.startIndex == dot, "a receiver ends at the dot")
      rest.removeFirst()
    }
    let name = word(allowsDots: true)
    take("(")
    var arguments = receiver.map { [$0] } ?? []
    while rest.first != ")" {
      arguments.append(type())
      skipComma()
    }
    take(")")
    take(" -> ")
    return Signature(
      name: name,
      isMember: receiver != nil,
      arguments: arguments,
      result: type()
    )
  }

  /// The dot after the receiver; namespaces such as `sets.` are no receivers.
  private func receiverEnd() -> Substring.Index? {
    var depth = 0
    var dot: Substring.Index?
    for index in rest.indices {
      switch rest[index] {
      case "(" where depth == 0 && !isType(rest[..<index]): return dot.flatMap(receiver)
      case "(": depth += 1
      case ")": depth -= 1
      case "." where depth == 0: dot = index
      default: break
      }
    }
    return nil
  }

  private func receiver(_ dot: Substring.Index) -> Substring.Index? {
    let name = rest[..<dot]
    return name.hasSuffix(")") || SignatureReader.types[String(name)] != nil || name.count == 1
      ? dot : nil
  }

  private func isType(_ text: Substring) -> Bool {
    ["list", "map", "optional", "type"].contains(text)
  }

  private mutating func type() -> CELType {
    let name = word(allowsDots: false)
    if let type = SignatureReader.types[name], rest.first != "(" { return type }
    guard rest.first == "(" else { return .parameter(name) }
    take("(")
    let inner = type()
    skipComma()
    let second = rest.first == ")" ? nil : type()
    take(")")
    switch name {
    case "list": return .list(inner)
    case "optional": return .optional(inner)
    case "type": return .type(inner)
    default: return .map(inner, second ?? .dyn)
    }
  }

  private mutating func skipComma() {
    if rest.hasPrefix(", ") { rest.removeFirst(2) }
  }

  private mutating func take(_ text: String) {
    precondition(rest.hasPrefix(text), "a declaration is well formed")
    rest.removeFirst(text.count)
  }

  private mutating func word(allowsDots: Bool) -> String {
    let word = rest.prefix {
      $0.isLetter || $0.isNumber || "_@!+-*/%=<>[]?:&|".contains($0) && allowsDots
        || allowsDots && $0 == "."
    }
    rest = rest[word.endIndex...]
    return String(word)
  }

  private static let types: [String: CELType] = [
    "null": .null, "bool": .bool, "int": .int, "uint": .uint, "double": .double,
    "string": .string, "bytes": .bytes, "timestamp": .timestamp, "duration": .duration,
    "dyn": .dyn, "Quantity": .quantity, "URL": .opaque("kubernetes.URL"),
    "IP": .opaque("net.IP"), "CIDR": .opaque("net.CIDR"),
    "Semver": .opaque("kubernetes.Semver"), "Format": .opaque("kubernetes.NamedFormat"),
  ]
}
