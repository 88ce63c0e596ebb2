internal import Configs
package import Diagnostics
package import Prow
package import YAML

/// A policy as it is written: texts with their places, nothing compiled.
package struct PolicySource: Sendable {
  /// Keeps all nodes alive.
  package let file: LoadedFile
  package let name: String
  package let nameNode: Node
  package let summary: String
  package let why: String
  package let help: String?
  package let severity: Severity
  package let ratchet: Int?
  let subject: SubjectKind
  let match: Node?
  let conditions: [(name: String, expression: Node)]
  let variables: [(name: String, expression: Node)]
  let entries: Node?
  let groupBy: Node?
  let validations: [Validation]
  let params: Node?
  let exceptions: [Exception]
  package let mayMatchNothing: Bool
  package let tests: [Node]

  struct Validation: Sendable {
    let expression: Node
    let message: String?
    let messageExpression: Node?
    let places: [Node]
    /// What it reports of a group, if it says so.
    let report: Node?
  }

  struct Exception: Sendable {
    let node: Node
    let expression: Node?
    let expires: Node?
  }

  /// The id of its findings' rule.
  package var id: String { "policy/" + name }

  /// `nil` if the file holds no policy that can run: the schema check says why.
  package init?(_ file: LoadedFile) {
    guard let root = file.root, let nameNode = root["metadata"]?["name"], let spec = root["spec"],
      let name = nameNode.string, !name.isEmpty,
      let subject = spec["subject"]?.string.flatMap({ SubjectKind(rawValue: $0.string) })
    else { return nil }
    self.file = file
    self.name = name.string
    self.nameNode = nameNode
    self.subject = subject
    func text(_ key: StaticString) -> String? { spec[key]?.word?.string }
    func list(_ key: StaticString) -> [Node] { spec[key].map { Array($0.items) } ?? [] }
    summary = text("summary") ?? ""
    why = text("why") ?? ""
    help = text("help")
    severity = text("severity") == "warning" ? .warning : .error
    ratchet = spec["ratchet"]?.wholeNumber.flatMap { Int(exactly: $0) }
    match = spec["match"]
    conditions = list("matchConditions").compactMap { item in
      item["expression"].map { (item["name"]?.text.string ?? "", $0) }
    }
    variables = list("variables").compactMap { item in
      guard let name = item["name"]?.word, let expression = item["expression"] else { return nil }
      return (name.string, expression)
    }
    entries = spec["entries"]
    groupBy = spec["groupBy"]
    validations = list("validations").compactMap(Validation.init)
    params = spec["params"]
    exceptions = list("exceptions").map(Exception.init)
    mayMatchNothing = spec["mayMatchNothing"]?.bool == true
    tests = root["tests"].map { Array($0.items) } ?? []
  }
}

extension PolicySource.Validation {
  fileprivate init?(_ node: Node) {
    guard let expression = node["expression"] else { return nil }
    self.expression = expression
    message = node["message"]?.word?.string
    messageExpression = node["messageExpression"]
    places = node["at"].map { $0.isSequence ? Array($0.items) : [$0] } ?? []
    report = node["report"]
  }
}

extension PolicySource.Exception {
  fileprivate init(_ node: Node) {
    self.node = node
    expression = node["expression"]
    expires = node["expires"]
  }
}
