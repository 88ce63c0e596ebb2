extension Catalog {
  /// Reads tables, which refer to each other's types as they like.
  ///
  /// ```
  /// type Presubmit : JobBase, Brancher -- A job that runs on pull requests.
  ///   trigger string format=regex -- The comment that starts the job.
  ///   labels map:string keyFormat=label-key
  ///   spec PodSpec
  ///   name string promoted required
  /// union Method wanted="a method, or methods by branch" -- How to merge.
  ///   method string enum=merge|squash
  ///   methods map:string
  /// ```
  ///
  /// - An unindented line starts a type: its name, after a colon the types it embeds, its attributes;
  ///   or a union, whose indented lines are its shapes. `lenient` sets `isLenient`.
  /// - An indented line is a field: name, type, attributes. A type is `string`, `bool`, `int`,
  ///   `int32`, `int64`, `uint`, `float`, `any`, `quantity`, `intOrString`, `time`, `duration`,
  ///   `durationOrNanos`, `list:T`, `map:T` with text as keys, or the name of a type or union.
  /// - An attribute is `key=value` or a bare word. `|` separates several values; a value that is
  ///   empty or has spaces is in double quotes, in which `\\"` stands for one.
  /// - `promoted` says that the field is still the embedded one of this name, with these attributes
  ///   and this text instead of its own.
  /// - ` -- ` begins the documentation. Empty lines and lines with `#` in front say nothing.
  ///
  /// Tables are part of the program, so a mistake in one traps, naming the line or the type.
  package init(tables: [String]) {
    var declared: [String: ObjectType] = [:]
    declared.reserveCapacity(512)
    unions = [:]
    for table in tables {
      var parser = TableParser(table)
      while let item = parser.next() {
        switch item {
        case .object(let object):
          let former = declared.updateValue(object, forKey: object.name)
          precondition(former == nil, "two types named \(object.name)")
        case .union(let union):
          let former = unions.updateValue(union, forKey: union.name)
          precondition(former == nil, "two unions named \(union.name)")
        }
      }
    }
    var linker = TableLinker(declared: declared, unions: unions)
    linker.link()
    objects = linker.linked
    unions = unions.mapValues(linker.linked)
  }
}

/// Tells references to unions from references to objects, and adds the fields of embedded types.
private struct TableLinker {
  let declared: [String: ObjectType]
  let unions: [String: UnionType]
  var linked: [String: ObjectType] = [:]

  mutating func link() {
    linked.reserveCapacity(declared.count)
    for name in declared.keys { link(name, depth: 0) }
  }

  @discardableResult
  private mutating func link(_ name: String, depth: Int) -> ObjectType {
    if let object = linked[name] { return object }
    guard var object = declared[name] else { preconditionFailure("no type named \(name)") }
    precondition(unions[name] == nil, "a type and a union named \(name)")
    precondition(depth < 8, "\(name) embeds itself")
    for index in object.fields.indices {
      if let type = resolved(object.fields[index].type) { object.fields[index].type = type }
    }
    if !object.embeds.isEmpty { embed(into: &object, depth: depth) }
    linked[name] = object
    return object
  }

  private mutating func embed(into object: inout ObjectType, depth: Int) {
    var own: [Field] = []
    var refined: [Field] = []
    for field in object.fields {
      if field.attribute("promoted") == nil { own.append(field) } else { refined.append(field) }
    }
    let ownCount = own.count
    for embed in object.embeds {
      let first = own.count
      for var field in link(embed, depth: depth + 1).fields {
        if own[..<ownCount].contains(where: { $0.name == field.name }) { continue }
        precondition(
          !own[ownCount..<first].contains { $0.name == field.name },
          "\(object.name) embeds two fields named \(field.name): Go drops both"
        )
        if let index = refined.firstIndex(where: { $0.name == field.name }) {
          field = refined.remove(at: index)
        }
        field.promotedFrom = embed
        own.append(field)
      }
    }
    precondition(refined.isEmpty, "\(object.name) promotes a field that it does not embed")
    object.fields = own
  }

  func linked(_ union: UnionType) -> UnionType {
    var union = union
    for index in union.choices.indices {
      if let type = resolved(union.choices[index].type) { union.choices[index].type = type }
    }
    return union
  }

  /// The type with unions told from objects, or `nil` if it stays as it is.
  private func resolved(_ type: FieldType) -> FieldType? {
    switch type {
    case .list(let element): resolved(element).map { .list($0) }
    case .map(let element): resolved(element).map { .map($0) }
    case .object(let name):
      if declared[name] != nil {
        nil
      } else if unions[name] != nil {
        .union(name)
      } else {
        preconditionFailure("no type named \(name)")
      }
    default: nil
    }
  }
}

/// Reads one table, an item a call.
private struct TableParser {
  enum Item {
    case object(ObjectType)
    case union(UnionType)
  }

  /// Ends with a newline, so that no loop needs to look for the end.
  private let bytes: [UInt8]
  private var position = 0

  init(_ table: String) {
    bytes = Array(table.utf8) + [Byte.newline]
  }

  mutating func next() -> Item? {
    guard skipToLine() else { return nil }
    let line = position
    let keyword = word()
    let name = word()
    precondition(!name.isEmpty, "no name: \(text(ofLineAt: line))")
    switch keyword {
    case "type": return .object(object(named: name, line: line))
    case "union":
      let object = object(named: name, line: line)
      precondition(!object.fields.isEmpty, "a union without shapes: \(text(ofLineAt: line))")
      return .union(
        UnionType(
          name: name,
          documentation: object.documentation,
          choices: object.fields,
          isLenient: object.isLenient,
          attributes: object.attributes
        )
      )
    default: preconditionFailure("neither type nor union: \(text(ofLineAt: line))")
    }
  }

  private mutating func object(named name: String, line: Int) -> ObjectType {
    let embeds = embeds()
    var (attributes, documentation) = rest()
    let lenient = attributes.firstIndex { $0.name == "lenient" }
    if let lenient { attributes.remove(at: lenient) }
    var fields: [Field] = []
    while skipToLine(), bytes[position] == Byte.space { fields.append(field()) }
    return ObjectType(
      name: name,
      documentation: documentation,
      fields: fields,
      embeds: embeds,
      isLenient: lenient != nil,
      attributes: attributes
    )
  }

  private mutating func field() -> Field {
    let line = position
    skipSpaces()
    let name = word()
    let type = fieldType(line: line)
    let (attributes, documentation) = rest()
    return Field(
      name: name,
      type: type,
      promotedFrom: nil,
      attributes: attributes,
      documentation: documentation
    )
  }

  /// `: A, B` after the name of a type.
  private mutating func embeds() -> [String] {
    guard bytes[position] == Byte.colon else { return [] }
    position += 1
    var embeds: [String] = []
    while true {
      skipSpaces()
      let start = position
      while !Byte.endsName(bytes[position]) { position += 1 }
      embeds.append(String(decoding: bytes[start..<position], as: UTF8.self))
      guard bytes[position] == Byte.comma else { break }
      position += 1
    }
    skipSpaces()
    return embeds
  }

  private mutating func fieldType(line: Int) -> FieldType {
    let start = position
    while bytes[position] != Byte.colon, !Byte.endsWord(bytes[position]) { position += 1 }
    precondition(position > start, "no type: \(text(ofLineAt: line))")
    let name = String(decoding: bytes[start..<position], as: UTF8.self)
    if bytes[position] == Byte.colon {
      position += 1
      switch name {
      case "list": return .list(fieldType(line: line))
      case "map": return .map(fieldType(line: line))
      default: preconditionFailure("neither list nor map: \(text(ofLineAt: line))")
      }
    }
    skipSpaces()
    // Names of types start with a capital, so that a misspelt scalar is found.
    if bytes[start] < Byte.lowercaseA { return .object(name) }
    switch name {
    case "string": return .string
    case "bool": return .bool
    case "int": return .int
    case "int32": return .int32
    case "int64": return .int64
    case "uint": return .uint
    case "float": return .float
    case "any": return .any
    case "quantity", "intOrString", "time", "duration", "durationOrNanos": return .scalar(name)
    default: preconditionFailure("unknown type: \(text(ofLineAt: line))")
    }
  }

  /// Attributes and documentation; the position is then behind the line.
  private mutating func rest() -> (attributes: [Attribute], documentation: String) {
    var attributes: [Attribute] = []
    while bytes[position] != Byte.newline {
      if bytes[position] == Byte.hyphen, bytes[position + 1] == Byte.hyphen {
        position += 2
        skipSpaces()
        let start = position
        skipLine()
        return (attributes, String(decoding: bytes[start..<position - 1], as: UTF8.self))
      }
      attributes.append(attribute())
    }
    position += 1
    return (attributes, "")
  }

  private mutating func attribute() -> Attribute {
    let start = position
    while bytes[position] != Byte.equals, !Byte.endsWord(bytes[position]) { position += 1 }
    let name = String(decoding: bytes[start..<position], as: UTF8.self)
    guard bytes[position] == Byte.equals else {
      skipSpaces()
      return Attribute(name: name, value: "")
    }
    position += 1
    guard bytes[position] == Byte.quote else { return Attribute(name: name, value: word()) }
    position += 1
    let first = position
    var hasQuotes = false
    while bytes[position] != Byte.quote || bytes[position - 1] == Byte.backslash {
      precondition(bytes[position] != Byte.newline, "open quote: \(text(ofLineAt: start))")
      hasQuotes = hasQuotes || bytes[position] == Byte.quote
      position += 1
    }
    var value = String(decoding: bytes[first..<position], as: UTF8.self)
    // A search through each text would take a tenth of the start of the program.
    if hasQuotes { value = value.replacing("\\\"", with: "\"") }
    position += 1
    skipSpaces()
    return Attribute(name: name, value: value)
  }

  /// The text up to the next space, which is skipped, or to the end of the line.
  private mutating func word() -> String {
    let start = position
    while !Byte.endsWord(bytes[position]) { position += 1 }
    let word = String(decoding: bytes[start..<position], as: UTF8.self)
    skipSpaces()
    return word
  }

  private mutating func skipSpaces() {
    while bytes[position] == Byte.space { position += 1 }
  }

  private mutating func skipLine() {
    while bytes[position] != Byte.newline { position += 1 }
    position += 1
  }

  /// Moves to the start of the next line that says something; `false` at the end of the table.
  private mutating func skipToLine() -> Bool {
    while position < bytes.count {
      let line = position
      skipSpaces()
      if bytes[position] != Byte.newline, bytes[position] != Byte.hash {
        position = line
        return true
      }
      skipLine()
    }
    return false
  }

  private func text(ofLineAt start: Int) -> String {
    String(decoding: bytes[start...].prefix { $0 != Byte.newline }, as: UTF8.self)
  }
}

private enum Byte {
  static let newline = UInt8(ascii: "\n")
  static let space = UInt8(ascii: " ")
  static let colon = UInt8(ascii: ":")
  static let comma = UInt8(ascii: ",")
  static let equals = UInt8(ascii: "=")
  static let quote = UInt8(ascii: "\"")
  static let backslash = UInt8(ascii: "\\")
  static let hyphen = UInt8(ascii: "-")
  static let hash = UInt8(ascii: "#")
  static let lowercaseA = UInt8(ascii: "a")

  static func endsWord(_ byte: UInt8) -> Bool { byte == space || byte == newline }
  static func endsName(_ byte: UInt8) -> Bool { endsWord(byte) || byte == comma }
}
