internal import YAML

/// A mapping of a pod whose fields have been looked over once, so that asking for one that is
/// absent costs nothing.
///
/// Null counts as absent, and so does the mapping itself where it is null, as in Go.
struct PodObject {
  let node: Node
  private let table: PodFieldTable
  private var present = InlineArray<5, UInt64>(repeating: 0)
  /// Whether there is a key that the type does not know.
  ///
  /// A field that is missing next to it is probably the misspelt one, which is reported already.
  private(set) var hasUnknownKeys = false
  /// How many fields are there.
  private(set) var fieldCount = 0

  init(_ node: Node, _ table: PodFieldTable) {
    self.node = node
    self.table = table
    for entry in node.entries {
      if entry.key.label == 0 { hasUnknownKeys = true }
      if entry.value.isNull { continue }
      let field = table.rawField(of: entry.key)
      fieldCount += 1
      present[Int(field >> 6)] |= 1 << UInt64(field & 63)
    }
  }

  @inline(__always)
  func has(_ field: PodField) -> Bool {
    present[Int(field.rawValue >> 6)] & 1 << UInt64(field.rawValue & 63) != 0
  }

  @inline(__always)
  subscript(field: PodField) -> Node? {
    has(field) ? find(field) : nil
  }

  private func find(_ field: PodField) -> Node? {
    for entry in node.entries
    where table.rawField(of: entry.key) == field.rawValue && !entry.value.isNull {
      return entry.value
    }
    return nil
  }

  /// Where to point at for the object as a whole.
  var anchor: Node { node.firstKey ?? node }

  /// Where to point at for a field that may be missing.
  func place(_ field: PodField) -> Node {
    self[field] ?? key(field) ?? anchor
  }

  /// The key of a field, also where its value is null.
  func key(_ field: PodField) -> Node? {
    for entry in node.entries where table.rawField(of: entry.key) == field.rawValue {
      return entry.key
    }
    return nil
  }
}

// MARK: - Values

extension PodObject {
  /// The text of a field, empty if it is absent.
  ///
  /// `nil` where nothing should be said: the value has another type, or the field is missing beside
  /// a key that is unknown.
  @inline(__always)
  func text(_ field: PodField) -> Text? {
    guard let node = self[field] else { return hasUnknownKeys ? nil : Text.none }
    return node.string
  }

  /// The text of a field that is there.
  func given(_ field: PodField) -> Text? { self[field]?.string }

  /// The text of a field that is there and not empty.
  func filled(_ field: PodField) -> Text? {
    given(field).flatMap { $0.isEmpty ? nil : $0 }
  }

  /// A whole number that is there.
  func integer(_ field: PodField) -> Int64? { self[field]?.integer }

  func isTrue(_ field: PodField) -> Bool { self[field]?.bool == true }
  func isFalse(_ field: PodField) -> Bool { self[field]?.bool == false }

  /// The items of a list with their positions; none if it is absent.
  func items(_ field: PodField) -> PodItemList { PodItemList(self[field]) }

  func count(_ field: PodField) -> Int { self[field]?.itemCount ?? 0 }
}

extension Node {
  /// A whole number; `nil` if it is not one.
  var integer: Int64? {
    switch number {
    case .int(let value): value
    case .float(let value): Int64(exactly: value)
    case .uint, nil: nil
    }
  }
}

extension Text {
  /// Equality with a fixed text; `==` with a literal would make a `String` of it.
  @inline(__always)
  func `is`(_ text: StaticString) -> Bool { self == text }

  static var none: Text { Text(UnsafeBufferPointer(start: nil, count: 0)) }

  /// For a message: in quotes, one line, not too long.
  var quoted: String {
    let line = String(string.map { $0.isNewline ? "↵" : $0 })
    return "\"" + (line.count <= 80 ? line : line.prefix(77) + "…") + "\""
  }

  /// The text in lower case, ASCII only.
  var lowercased: [UInt8] {
    bytes.map { $0 >= UInt8(ascii: "A") && $0 <= UInt8(ascii: "Z") ? $0 | 0x20 : $0 }
  }
}

/// The items of a list with their positions; none for other values.
struct PodItemList: Sequence, IteratorProtocol {
  private var items: Node.Items?
  private var position = -1

  init(_ list: Node?) {
    items = list?.items
  }

  mutating func next() -> (index: Int, node: Node)? {
    guard let node = items?.next() else { return nil }
    position += 1
    return (position, node)
  }
}
