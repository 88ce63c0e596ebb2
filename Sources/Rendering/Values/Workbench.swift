internal import Diagnostics
internal import Prow
internal import YAML

/// What rendering one job after the other uses again and again: memory for texts, writers, and
/// the decorations that many jobs share.
final class Workbench {
  let types: OutputTypes
  /// Texts of the job at hand.
  let arena: Arena
  private var inner: JSONWriter
  private var outer: JSONWriter
  private var decorations: [DecorationKey: DecorationParts] = [:]
  /// Texts of shared decorations.
  private let shared = Arena()
  private let sharesDecorations: Bool

  /// `sharesDecorations`: Whether jobs of equal decoration share the parts made of it, which then
  /// name the places of the first of them.
  init(_ types: OutputTypes, _ arena: Arena, sharesDecorations: Bool = false) {
    self.types = types
    self.arena = arena
    self.sharesDecorations = sharesDecorations
    inner = JSONWriter(types, escaping: .html)
    outer = JSONWriter(types, escaping: .minimal)
  }

  /// An object as JSON inside a text.
  func document(_ object: ObjectValue) -> JSONDocument {
    document(object, in: arena)
  }

  private func document(_ object: ObjectValue, in arena: Arena) -> JSONDocument {
    let text = json(object, in: arena)
    outer.removeAll()
    outer.writeText(text.bytes)
    return JSONDocument(text: text, quoted: outer.withBytes { arena.join(Text($0)) })
  }

  private func json(_ object: ObjectValue, in arena: Arena) -> Text {
    inner.removeAll()
    inner.write(object)
    return inner.withBytes { arena.join(Text($0)) }
  }

  /// What decoration comes to for a job; `nil` for jobs without.
  func decoration(of job: ResolvedJob) -> DecorationParts? {
    guard let decoration = job.decoration else { return nil }
    guard sharesDecorations, let key = DecorationKey(job, decoration) else {
      return parts(decoration, in: arena)
    }
    if let parts = decorations[key] { return parts }
    let parts = parts(decoration, in: shared)
    decorations[key] = parts
    return parts
  }

  private func parts(_ decoration: Decoration, in arena: Arena) -> DecorationParts {
    let merged = MergedDecoration(decoration, types)
    let storage = UploadStorage(merged, types)
    return DecorationParts(
      merged: merged,
      value: .encoded(json(merged.config, in: arena), of: merged.config),
      storage: storage,
      uploadOptions: document(storage.options, in: arena),
      uploadOptionsWithLog: document(storage.optionsWithLog, in: arena)
    )
  }
}

/// What the decoration of a job comes to, whatever the run is for.
final class DecorationParts {
  let merged: MergedDecoration
  /// The merged configuration as it is written.
  let value: Value
  let storage: UploadStorage
  let uploadOptions: JSONDocument
  let uploadOptionsWithLog: JSONDocument

  init(
    merged: MergedDecoration,
    value: Value,
    storage: UploadStorage,
    uploadOptions: JSONDocument,
    uploadOptionsWithLog: JSONDocument
  ) {
    self.merged = merged
    self.value = value
    self.storage = storage
    self.uploadOptions = uploadOptions
    self.uploadOptionsWithLog = uploadOptionsWithLog
  }
}

/// Equal for decorations of equal text over the same defaults.
private struct DecorationKey: Hashable {
  /// What the job itself has, as written; empty if it has nothing.
  private let own: Text
  /// Where the defaults start in the one file that has them.
  private let defaults: [UInt32]

  /// `nil` for texts that may mean different things in different places.
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
