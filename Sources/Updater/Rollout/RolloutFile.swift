internal import Cluster
internal import ConfigMaps
internal import Configs
internal import Diagnostics
internal import Files
internal import GoFormats
internal import Prow
internal import Schema
internal import YAML

/// Reads the file of `--rollout`.
package struct RolloutFile {
  /// What is wrong with the file, with the place.
  package struct Failure: Error, CustomStringConvertible {
    package let description: String
  }

  private static let most = 50

  /// - Parameter path: Where the file is.
  /// - Returns: What it says.
  /// - Throws: `FileError` if it can't be read, `Failure` if it says something else.
  package static func load(_ path: String) throws -> Rollout {
    let input = InputFile.disk(path: path, name: path, kind: .rollout)
    return try read(try input.load(ProwSchema.standard))
  }

  /// `text`: What the file holds.
  static func read(_ text: String, name: String = "rollout.yaml") throws -> Rollout {
    let input = InputFile.bytes(Array(text.utf8), name: name, kind: .rollout)
    return try read(try input.load(ProwSchema.standard))
  }

  private static func read(_ file: LoadedFile) throws -> Rollout {
    let problems = file.readProblems + file.document.problems + file.document.repeatedKeys
    if let first = problems.first {
      throw failure(first.message, at: Place(file: file.file, range: first.range))
    }
    if let finding = file.schemaFindings.all.first {
      let word = finding.node.isScalar ? "\"\(finding.node.text.string)\"" : "this"
      switch finding.kind {
      case .wrongType(let wanted): throw failure("\(word) must be \(wanted.words)", finding.node)
      case .badSyntax: throw failure("\(word) has not the syntax of its field", finding.node)
      case .otherCase(let name):
        throw failure("the field is spelt \(name), not \(word)", finding.node)
      default: throw failure("there is no field \(word) here", finding.node)
      }
    }
    guard let root = file.root else {
      throw failure(
        "the file has neither components nor stages",
        at: Place(file: file.file, range: SourceRange(start: 0, end: 0))
      )
    }
    var rollout = Rollout()
    for node in root["components"]?.items.map({ $0 }) ?? [] {
      rollout.components.append(try component(node))
    }
    for node in root["stages"]?.items.map({ $0 }) ?? [] { rollout.stages.append(try stage(node)) }
    try check(rollout, root)
    return rollout
  }

  private static func check(_ rollout: Rollout, _ root: Node) throws {
    for names in [rollout.components.map(\.name), rollout.stages.map(\.name)] {
      if names.count > most { throw failure("more than \(most) entries", root) }
      if let twice = names.first(where: { name in names.count { $0 == name } > 1 }) {
        throw failure("the name \"\(twice)\" is there twice", root)
      }
    }
    if rollout.stages.contains(where: { $0.name == Rollout.rest }) {
      throw failure("\"rest\" is the name of what is in no stage", root)
    }
    if rollout.components.isEmpty, rollout.stages.isEmpty {
      throw failure("the file has neither components nor stages", root)
    }
  }

  private static func component(_ node: Node) throws -> Rollout.Component {
    let url = try text("url", node)
    guard let address = ServerAddress(url.string) else {
      throw failure(
        "url \"\(url.string)\" is not http://HOST/PATH or https://HOST/PATH, without user or query",
        url.node
      )
    }
    let word = node["answer"]?.text.string ?? "config"
    guard let answer = Rollout.Component.Answer(rawValue: word) else {
      throw failure("answer \"\(word)\" is not config or version", node["answer"] ?? node)
    }
    let configMap = try text("configMap", node)
    let parts = configMap.string.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count == 3, parts.allSatisfy({ !$0.isEmpty && !$0.contains("*") }) else {
      throw failure(
        "configMap \"\(configMap.string)\" is not CLUSTER/NAMESPACE/NAME",
        configMap.node
      )
    }
    return Rollout.Component(
      name: try name(node),
      address: address,
      answer: answer,
      target: ConfigMapTarget(
        cluster: String(parts[0]),
        namespace: String(parts[1]),
        name: String(parts[2])
      ),
      loads: try patterns("loads", node),
      limit: try duration("within", node, standard: .seconds(300))
    )
  }

  private static func stage(_ node: Node) throws -> Rollout.Stage {
    let patterns = try patterns("configMaps", node)
    if patterns.isEmpty { throw failure("a stage needs configMaps", node) }
    return Rollout.Stage(
      name: try name(node),
      patterns: patterns,
      time: try duration("stayWell", node, standard: .seconds(600))
    )
  }

  // MARK: Fields

  private static func text(
    _ key: StaticString,
    _ node: Node
  ) throws -> (string: String, node: Node) {
    guard let value = node[key], let text = value.word?.string, !text.isEmpty else {
      throw failure("\(key) is missing", node)
    }
    return (text, value)
  }

  /// Names are shown in comments and are labels of metrics.
  private static func name(_ node: Node) throws -> String {
    let name = try text("name", node)
    let isPlain = name.string.utf8.allSatisfy { byte in
      let character = Character(Unicode.Scalar(byte))
      return byte < 0x80 && (character.isLetter || character.isNumber || "-_.".contains(character))
    }
    guard isPlain, name.string.utf8.count <= 63 else {
      throw failure(
        "name \"\(name.string)\" has something else than letters, digits and -_., or is too long",
        name.node
      )
    }
    return name.string
  }

  private static func patterns(_ key: StaticString, _ node: Node) throws -> [String] {
    try node[key]?.items.map { item in
      guard let text = item.word?.string, text.utf8.count <= 300,
        text.split(separator: "/").count == 3 || text.contains("**")
      else {
        throw failure("\(key) takes globs of CLUSTER/NAMESPACE/NAME", item)
      }
      return text
    } ?? []
  }

  private static func duration(
    _ key: StaticString,
    _ node: Node,
    standard: Duration
  ) throws -> Duration {
    guard let value = node[key] else { return standard }
    guard let span = GoDuration(value.text.string), span.nanoseconds >= 0,
      span.nanoseconds <= 7 * 86_400_000_000_000
    else {
      throw failure("\(key) \"\(value.text.string)\" is not a time of 7 days at most", value)
    }
    return .nanoseconds(span.nanoseconds)
  }

  private static func failure(_ message: String, _ node: Node) -> Failure {
    failure(message, at: node.place)
  }

  private static func failure(_ message: String, at place: Place) -> Failure {
    let line = LineIndex(place.file).position(at: place.range.start).line
    return Failure(description: "\(place.file.path):\(line): \(message)")
  }
}
