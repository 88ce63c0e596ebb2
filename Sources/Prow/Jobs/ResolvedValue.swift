package import YAML

/// A value of a resolved job, and where it comes from: a cursor that goes down by field or by name.
///
/// Where Prow joins what several places say, the value is the joined one. All else is as written. Null
/// counts as absent.
package struct ResolvedValue: Sendable {
  package let content: Content
  /// Of a joined mapping or list the job; its parts know better.
  package let origin: Origin

  package enum Content: Sendable {
    /// What is written there.
    case node(Node)
    /// What Prow sets.
    case text(String)
    case bool(Bool)
    /// A mapping that Prow joins from several.
    case entries([Entry])
    /// A list that Prow joins from several.
    case items([ResolvedValue])
  }

  package enum Origin: Sendable, Hashable {
    /// The job says so.
    case job
    /// The preset at this index of the job's presets.
    case preset(Int)
    /// The layer at this index of the job's decoration, which is not the job's own.
    case decorationDefault(Int)
    /// Prow, or another setting of config.yaml.
    case prow
  }

  package init(content: Content, origin: Origin) {
    self.content = content
    self.origin = origin
  }

  package struct Entry: Sendable {
    package let name: String
    /// Where it is written; `nil` for what Prow sets.
    package let key: Node?
    /// The field's; 0 for a name that no field has.
    package let label: UInt16
    package let value: ResolvedValue

    /// `content`: Another value than the written one.
    init(_ entry: Node.Entry, _ origin: Origin, _ content: Content? = nil) {
      name = entry.key.text.string
      key = entry.key
      label = entry.key.label
      value = ResolvedValue(content: content ?? .node(entry.value), origin: origin)
    }

    /// `key`: Where the first part of it is written.
    init(_ field: Field, key: Node? = nil, _ content: Content, _ origin: Origin) {
      name = field.name
      self.key = key
      label = field.rawValue
      value = ResolvedValue(content: content, origin: origin)
    }
  }
}

extension ResolvedValue {
  package var isMapping: Bool {
    switch content {
    case .node(let node): node.isMapping
    case .entries: true
    case .text, .bool, .items: false
    }
  }

  package var isList: Bool {
    switch content {
    case .node(let node): node.isSequence
    case .items: true
    case .text, .bool, .entries: false
    }
  }

  package var isScalar: Bool { !isMapping && !isList }

  /// Whether there is nothing in it.
  package var isEmpty: Bool {
    switch content {
    case .node(let node): node.isEmpty
    case .text(let text): text.isEmpty
    case .bool: false
    case .entries(let entries): entries.isEmpty
    case .items(let items): items.isEmpty
    }
  }

  /// The text of a scalar; empty for lists and mappings.
  package var text: String {
    switch content {
    case .node(let node): node.text.string
    case .text(let text): text
    case .bool(let value): value ? "true" : "false"
    case .entries, .items: ""
    }
  }

  /// The entries of a mapping; none for other values.
  package var entries: [Entry] {
    switch content {
    case .node(let node):
      node.entries.compactMap { $0.value.isNull ? nil : Entry($0, origin) }
    case .entries(let entries): entries
    case .text, .bool, .items: []
    }
  }

  /// The items of a list; none for other values.
  package var items: [ResolvedValue] {
    switch content {
    case .node(let node): node.items.map { ResolvedValue(content: .node($0), origin: origin) }
    case .items(let items): items
    case .text, .bool, .entries: []
    }
  }

  /// The value of a field; its letter case does not matter where a schema knows it.
  package subscript(field: Field) -> ResolvedValue? {
    switch content {
    case .node(let node): node[field].map { ResolvedValue(content: .node($0), origin: origin) }
    case .entries(let entries): entries.first { $0.label == field.rawValue }?.value
    case .text, .bool, .items: nil
    }
  }

  /// The value under a name, as it is written.
  package subscript(name: String) -> ResolvedValue? { entries.first { $0.name == name }?.value }
}
