/// The variables and functions that expressions may use.
package struct Environment: Sendable {
  package struct Variable: Sendable {
    package let name: String
    package let type: CELType
    /// What the activation is asked for.
    package let slot: Int
    /// One line for people.
    package let doc: String
  }

  /// In the order in which they were added.
  package private(set) var variables: [Variable] = []
  /// All functions and operators, in the order in which they were added.
  package private(set) var overloads: [Overload] = []
  private var variablesByName: [String: Int] = [:]
  private var overloadsByName: [String: [Int]] = [:]

  package init() {}

  /// Adds a variable, or replaces the one of that name.
  package mutating func add(variable name: String, type: CELType, slot: Int, doc: String = "") {
    let variable = Variable(name: name, type: type, slot: slot, doc: doc)
    if let index = variablesByName[name] {
      variables[index] = variable
    } else {
      variablesByName[name] = variables.count
      variables.append(variable)
    }
  }

  /// Adds a way to call a function; earlier ones win where both fit.
  package mutating func add(_ overload: Overload) {
    overloadsByName[overload.name, default: []].append(overloads.count)
    overloads.append(overload)
  }

  package func variable(_ name: String) -> Variable? {
    variablesByName[name].map { variables[$0] }
  }

  func overloads(_ name: String) -> [Overload] {
    (overloadsByName[name] ?? []).map { overloads[$0] }
  }

  func hasFunction(_ name: String) -> Bool { overloadsByName[name] != nil }
}

extension Environment {
  /// What Kubernetes 1.36 gives to every expression, without variables.
  package static let kubernetes: Environment = {
    var environment = Environment()
    for part in library { for overload in part.overloads { environment.add(overload) } }
    return environment
  }()

  /// The operators and functions of Kubernetes by what they are for.
  package static let library: [(name: String, overloads: [Overload])] = [
    ("operators", Overload.operators), ("values of any type", Overload.general),
    ("text", Overload.strings), ("templates", Overload.formatting),
    ("patterns", Overload.regexes), ("lists", Overload.lists), ("sets", Overload.sets),
    ("optionals", Overload.optionals), ("times", Overload.times),
    ("quantities", Overload.quantities), ("URLs", Overload.urls),
    ("IP addresses", Overload.addresses), ("versions", Overload.versions),
    ("names and other formats", Overload.formats),
  ]

  /// Types that can be named in expressions.
  static let types: [String: CELType] = [
    "bool": .bool, "int": .int, "uint": .uint, "double": .double, "string": .string,
    "bytes": .bytes, "list": .list(.dyn), "map": .map(.dyn, .dyn), "null_type": .null,
    "type": .type(nil), "optional_type": .optional(.dyn),
    "google.protobuf.Timestamp": .timestamp, "google.protobuf.Duration": .duration,
    "net.IP": .opaque("net.IP"), "net.CIDR": .opaque("net.CIDR"),
  ]
}
