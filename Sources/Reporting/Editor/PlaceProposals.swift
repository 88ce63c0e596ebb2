package import Configs
internal import Diagnostics
package import Prow
internal import Schema
internal import YAML

/// What may be written at a place of a file that is just being typed.
package struct PlaceProposals {
  package struct Proposal: Sendable, Hashable {
    /// What is written.
    package var text: String
    package var isField: Bool
    /// In a word or two.
    package var detail: String
    /// Markdown.
    package var documentation: String
    /// Whether a value follows on the same line.
    package var hasScalar = false
    /// What is written instead, with places to fill in as LSP marks them; `nil` for most.
    package var snippet: String?
  }

  /// The word at the place, in bytes; empty where none has been started.
  package let range: Range<Int>
  package let proposals: [Proposal]

  private static let marker = "plimsollplace"

  /// `nil` if nothing is known of the place.
  ///
  /// - Parameters:
  ///   - offset: In bytes.
  ///   - text: That of the file, which need not be YAML.
  ///   - kind: What the file holds.
  ///   - configuration: All files and jobs as they were last read.
  package init?(
    at offset: Int,
    in text: [UInt8],
    _ kind: FileKind,
    _ configuration: Configuration
  ) {
    let lineStart = text[..<offset].lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
    let start =
      text[lineStart..<offset].lastIndex { !PlaceProposals.isWord($0) }.map { $0 + 1 }
      ?? lineStart
    let end = text[offset...].firstIndex { !PlaceProposals.isWord($0) } ?? text.count
    let before = String(decoding: text[lineStart..<start], as: UTF8.self)
    if before.contains(" #") || before.hasPrefix("#") { return nil }
    let isAtStart = before.allSatisfy { $0 == " " || $0 == "-" || $0 == "{" || $0 == "[" }
    let mayBeKey = isAtStart || before.hasSuffix("{") || before.hasSuffix(", ")
    range = start..<end
    let hasColon = end < text.count && text[end] == UInt8(ascii: ":")
    var found: [Proposal] = []
    if mayBeKey {
      let place = PlaceProposals.place(
        PlaceProposals.marker + (hasColon ? "" : ": "),
        start..<end,
        text,
        kind
      )
      found = place.map { PlaceProposals.keys($0, configuration) } ?? []
      if let place, before.contains("-"), before.allSatisfy({ $0 == " " || $0 == "-" }) {
        // An editor gives the lines the indentation of the first one.
        let indent = before.prefix { $0 == " " }.count
        found += PlaceProposals.snippets(at: place, padding: before.count - indent)
      }
    }
    if found.isEmpty, !hasColon {
      let place = PlaceProposals.place(PlaceProposals.marker, start..<end, text, kind)
      found = place.map { PlaceProposals.values($0, configuration) } ?? []
    }
    if found.isEmpty { return nil }
    proposals = found
  }

  private static func isWord(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"),
      UInt8(ascii: "."), UInt8(ascii: "/"):
      true
    default: byte >= 0x80
    }
  }

  /// A place in a document that nobody else keeps.
  struct Found {
    let document: Document
    let place: DocumentPlace
    /// The quote that the word follows.
    let quote: Character?

    var names: [String] { place.keys.map { $0.text.string.lowercased() } }
  }

  /// The place of a word that stands for what is to come.
  ///
  /// Where the rest of the file is no YAML, the part before is looked at alone.
  private static func place(
    _ word: String,
    _ range: Range<Int>,
    _ text: [UInt8],
    _ kind: FileKind
  ) -> Found? {
    let start = Array(text[..<range.lowerBound]) + Array(word.utf8)
    let before = text[..<range.lowerBound].last.map { Character(UnicodeScalar($0)) }
    for bytes in [start + text[range.upperBound...], start + [0x0A]] {
      let document = Document.parse(SourceFile(path: "", bytes: bytes))
      guard document.isReadable, let root = document.root else { continue }
      let place = DocumentPlace(
        at: UInt32(range.lowerBound),
        in: root,
        as: .object(kind.rootType),
        kind.fields
      )
      guard place.node.isScalar, place.node.text.string == marker else { continue }
      let quote = before.flatMap { $0 == "\"" || $0 == "'" ? $0 : nil }
      return Found(document: document, place: place, quote: quote)
    }
    return nil
  }

  // MARK: Keys

  private static func keys(_ found: Found, _ configuration: Configuration) -> [Proposal] {
    guard found.place.isKey else { return [] }
    if let owner = found.place.owner {
      let written = found.place.parents.last.map { Array($0.writtenEntries) } ?? []
      let taken = Set(written.map { $0.key.text.string.lowercased() })
      return owner.fields.filter { !taken.contains($0.name.lowercased()) }.map { field in
        Proposal(
          text: field.name,
          isField: true,
          detail: field.type.words,
          documentation: FieldText.markdown(field, of: owner),
          hasScalar: field.type.isScalar
        )
      }
    }
    if let owners = ownerKeys(at: found, configuration) { return owners }
    if found.names.dropLast().last == "labels" {
      let labels = configuration.workspace.presets.presets.flatMap(\.labels)
      return unique(labels.map(\.name.text.string), "label of a preset", isField: true)
    }
    return []
  }

  // MARK: Values

  private static func values(_ found: Found, _ configuration: Configuration) -> [Proposal] {
    let place = found.place
    guard !place.isKey else { return [] }
    let names = found.names
    if let known = self.names(at: found, configuration) { return known }
    if names.last == "cluster" {
      let used = Set(configuration.jobsByFile.lazy.flatMap(\.jobs).map(\.job.cluster))
      let known = configuration.workspace.prow?.buildClusters?.names ?? []
      return unique(used.map(\.string) + known, "build cluster")
    }
    if names.last == "name", names.dropLast().last == "volumemounts" {
      return unique(volumes(found, configuration), "volume")
    }
    if names.dropLast().last == "labels", let key = names.last {
      let labels = configuration.workspace.presets.presets.flatMap(\.labels)
      let values = labels.filter { $0.name.text.string.lowercased() == key }
      let texts = values.map { value in
        // Without quotes it may be no string.
        found.quote == nil
          ? "\"\(value.value.convertedText)\"" : written(value.value.convertedText, at: found)
      }
      return unique(texts, "label of a preset")
    }
    guard let field = place.field else { return [] }
    let listed =
      ["enum", "known", "itemEnum", "itemKnown"].flatMap { field.values(of: $0) ?? [] }
    if place.type == .bool { return unique(["true", "false"], "") }
    return unique(listed.filter { !$0.isEmpty }, "")
  }

  /// The names of volumes of the pod, and of all presets.
  private static func volumes(_ found: Found, _ configuration: Configuration) -> [String] {
    let spec = found.place.parents.last { parent in
      parent.isMapping && parent["containers"] != nil
    }
    let own = spec?["volumes"]?.items.compactMap { $0["name"]?.text.string } ?? []
    let presets = configuration.workspace.presets.presets.flatMap(\.volumes)
    return own + presets.compactMap { $0.name?.string }
  }

  /// Each text once, in order.
  static func unique(
    _ texts: [String],
    _ detail: String,
    isField: Bool = false
  ) -> [Proposal] {
    Set(texts).sorted().map {
      Proposal(text: $0, isField: isField, detail: detail, documentation: "", hasScalar: isField)
    }
  }
}

extension FieldType {
  fileprivate var isScalar: Bool {
    switch self {
    case .list, .map, .object, .union, .any: false
    case .string, .bool, .int, .int32, .int64, .uint, .float, .scalar: true
    }
  }
}
