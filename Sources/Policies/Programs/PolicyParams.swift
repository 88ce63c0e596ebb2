internal import CEL
internal import Configs
internal import Diagnostics
internal import YAML

/// The params of a policy: values of its own file, another file, or what a test gives instead.
struct PolicyParams: Sendable {
  /// `nil` for none.
  let root: Node?

  /// What expressions see as `params`.
  var value: Value { root.map { .written($0) } ?? .map(ValueMap([])) }

  /// The words of a list, for a field that names it.
  ///
  /// - Parameter name: The key of the list; dots lead into mappings.
  /// - Returns: The items.
  /// - Throws: `PolicyFault` at the name if there is no such list, at an item that is no word.
  func words(_ name: Node) throws(PolicyFault) -> [Node] {
    let text = name.text.string
    var found: Node? = root
    var owner = root
    for part in text.split(separator: ".", omittingEmptySubsequences: false) {
      owner = found
      found = found?.entries.first { $0.key.text.string == part }?.value
    }
    guard let found else {
      let keys = owner?.entries.map(\.key.text.string) ?? []
      throw PolicyFault(
        "params have no \"\(text)\"",
        at: name,
        help: keys.isEmpty ? "add a list of this name" : "there are \(keys.joined(separator: ", "))"
      )
    }
    guard found.isSequence else {
      throw PolicyFault(
        "\"\(text)\" of params is \(found.kindWords), and a list is wanted",
        at: name,
        help: "name a list of words"
      )
    }
    let items = Array(found.items)
    if let other = items.first(where: { $0.word == nil }) {
      throw PolicyFault(
        "this is \(other.kindWords), but \(text) is used as a list of words in \(name.file.path)",
        at: other
      )
    }
    return items
  }
}

extension Node {
  /// What kind of value it is, for people.
  var kindWords: String {
    switch kind {
    case .sequence: "a list"
    case .mapping: "a mapping"
    case .scalar: isNull ? "empty" : "a single value"
    }
  }
}
