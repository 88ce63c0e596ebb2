internal import Diagnostics
internal import YAML

/// Words that messages share.
enum Words {
  /// What a value is: `a number`, `a list`.
  static func describe(_ node: Node) -> String {
    let text = node.isScalar ? " \(node.file.text(of: node.range).shortened)" : ""
    return switch node.scalarKind {
    case .string: "\"\(node.text.short)\" is a string"
    case .null: "this is empty"
    case .true, .false: "\(text.dropFirst()) is a boolean"
    case .int, .float, .infinity, .notANumber: "\(text.dropFirst()) is a number"
    case nil: node.isSequence ? "this is a list" : "this is a mapping"
    }
  }

  /// The field that a value is under: `timeout`; `this field` for items of lists.
  static func field(of node: Node) -> String {
    guard let key = node.keyBefore, !key.text.isEmpty else { return "this field" }
    return key.text.short
  }

  /// The owner of fields by the name of its type: `a presubmit`, `a container`.
  static func owner(_ type: String) -> String {
    switch type {
    case "JobConfig": "a job file"
    case "ProwYAML": "an in-repo config"
    case "Config": "config.yaml"
    case "ProwConfig": "a supplemental config"
    case "Configuration": "plugins.yaml"
    case "Settings": ".plimsoll.yaml"
    case "BoskosConfig": "a resource file of Boskos"
    case "AutobumpConfig": "a configuration of the autobumper"
    case "AutobumpPrefix": "a prefix of images"
    case "AutobumpGerrit": "gerrit"
    case "BoskosEntry": "an entry of Boskos"
    case "PodSpec": "the pod spec"
    default: article(words(type))
    }
  }

  /// `TideQuery` as `tide query`.
  static func words(_ type: String) -> String {
    var words = ""
    for (index, character) in type.enumerated() {
      let isStart = character.isUppercase && index > 0 && words.last?.isLowercase == true
      words += (isStart ? " " : "") + character.lowercased()
    }
    return words
  }

  private static func article(_ noun: String) -> String {
    ("aeio".contains(noun.prefix(1)) ? "an " : "a ") + noun
  }

  static func list(_ words: [String]) -> String {
    guard let last = words.last, words.count > 1 else { return words.first ?? "" }
    return words.dropLast().joined(separator: ", ") + " and " + last
  }
}

extension Text {
  /// As a message shows it: one line, not too long.
  var short: String { string.shortened }
}

extension StringProtocol {
  var shortened: String { inOneLine(upTo: 80) }
}
