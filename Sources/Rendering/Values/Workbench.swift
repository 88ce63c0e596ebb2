internal import Diagnostics
internal import Prow
internal import YAML

/// What rendering one job after the other uses again and again: memory for strings, writers, and
/// the decorations that many jobs share.
final class Workbench {
  let types: OutputTypes
  /// What is made for the job at hand.
  let arena: Arena
  private var textWriter: JSONWriter
  private var writer: JSONWriter
  private var decorations: [DecorationKey: DecorationParts] = [:]
  private var presets: [NodeKey: PresetParts] = [:]
  /// What is made for all jobs.
  private let shared: Arena
  private let sharesParts: Bool
  private let makesDocuments: Bool

  /// - Parameters:
  ///   - types: The types that are written.
  ///   - arena: For what is made for one job; emptied before the next.
  ///   - shared: For what jobs share.
  ///   - sharesParts: Whether jobs of equal decoration share the parts made of it, which then name
  ///     the places of the first of them; those that have only the defaults share them anyway.
  ///   - makesDocuments: Whether strings with JSON are to be written; else they are empty objects.
  init(
    _ types: OutputTypes,
    _ arena: Arena,
    shared: Arena,
    sharesParts: Bool = false,
    makesDocuments: Bool = true
  ) {
    self.types = types
    self.arena = arena
    self.shared = shared
    self.sharesParts = sharesParts
    self.makesDocuments = makesDocuments
    textWriter = JSONWriter(types, place: .text)
    writer = JSONWriter(types)
  }

  /// An object as JSON inside a string.
  func document(_ object: ObjectValue) -> QuotedJSON {
    document(object, in: arena)
  }

  func document(_ object: ObjectValue, in arena: Arena) -> QuotedJSON {
    guard makesDocuments else { return QuotedJSON(quoted: Text(static: "\"{}\"")) }
    textWriter.removeAll()
    textWriter.writeDocument(object)
    return QuotedJSON(quoted: textWriter.withBytes { arena.join(Text($0)) })
  }

  /// An object that is written once for all the places that hold it.
  func encoded(_ object: ObjectValue, in arena: Arena) -> Value {
    .encoded(EncodedObject(object, as: document(object, in: arena), arena))
  }

  /// A value that is written once for all the places that hold it, if the output is one that
  /// says nothing about where things come from.
  func finished(_ value: Value, in arena: Arena) -> Value {
    guard sharesParts else { return value }
    writer.removeAll()
    writer.write(value)
    let text = writer.withBytes { arena.join(Text($0)) }
    let original = arena.room(for: 1, of: Value.self)
    original.initialize(to: value)
    return .finished(text, of: UnsafePointer(original))
  }

  func finished(_ items: ArenaArray<Item>, in arena: Arena) -> ArenaArray<Item> {
    guard sharesParts else { return items }
    return ArenaArray(
      arena,
      items.lazy.map { Item(value: self.finished($0.value, in: arena), origin: $0.origin) }
    )
  }

  /// What a preset adds to pods.
  func preset(_ preset: Prow.Preset) -> PresetParts {
    let key = NodeKey(node: preset.node)
    if let parts = presets[key] { return parts }
    let parts = PresetParts(preset, self, shared)
    presets[key] = parts
    return parts
  }

  /// What decoration comes to for a job; `nil` for jobs without.
  func decoration(of job: ResolvedJob, _ request: RunRequest) -> DecorationParts? {
    guard let decoration = job.decoration else { return nil }
    guard request.localOutputFolder.isEmpty, let key = DecorationKey(job, decoration),
      sharesParts || key.isOfDefaults
    else { return DecorationParts(decoration, request, self, arena) }
    if let parts = decorations[key] { return parts }
    let parts = DecorationParts(decoration, request, self, shared)
    decorations[key] = parts
    return parts
  }
}

/// A node by its place.
private struct NodeKey: Hashable {
  let node: Node

  static func == (left: NodeKey, right: NodeKey) -> Bool {
    left.node.index == right.node.index && left.node.isSameDocument(as: right.node)
  }

  func hash(into hasher: inout Hasher) {
    hasher.combine(node.index)
  }
}

/// Equal for decorations of equal text over the same defaults.
private struct DecorationKey: Hashable {
  /// What the job itself has, as written; empty if it has nothing.
  private let own: Text
  /// Where the defaults start in the one file that has them.
  private let defaults: [UInt32]

  /// Whether the job says nothing itself, so that equal decorations are in the same places.
  var isOfDefaults: Bool { own.isEmpty }

  /// `nil` for strings that may mean different things in different places.
  init?(_ job: ResolvedJob, _ decoration: Decoration) {
    let node = job.job[.decorationConfig]
    own = node?.writtenText ?? .empty
    for byte in own.bytes
    where byte == UInt8(ascii: "&") || byte == UInt8(ascii: "*") || byte == UInt8(ascii: "<") {
      return nil
    }
    defaults = decoration.layers[(node == nil ? 0 : 1)...].map(\.index)
  }
}

extension Node {
  /// The source of a value, comments and all.
  fileprivate var writtenText: Text {
    let (start, end) = (Int(range.start), Int(range.end))
    return Text(UnsafeBufferPointer(start: storage.pointee.source + start, count: end - start))
  }
}
