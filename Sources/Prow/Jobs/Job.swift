package import YAML

/// A job as written: a view over its mapping, so that every value knows its place.
///
/// Holds no reference; it lives as long as the file it comes from. Most rules ask for a few fields
/// of thousands of jobs, and so the answers that they need first are in the job itself.
@usableFromInline
package struct Job: Sendable {
  /// `name` and `context` as keys of tables.
  package let nameKey: HashedText
  package let contextKey: HashedText
  /// The fields that are there and not null, a bit for each label.
  @usableFromInline
  let present: UInt64
  /// The mapping of the job.
  package let node: Node
  /// Where the slots of the job start in those of the document.
  private let firstSlot: Int
  package let kind: Kind
  /// The key that the job is under, `org/repo`; in an in-repo config the repository that it is
  /// judged as.
  ///
  /// Empty for periodics.
  package let repo: Text
  /// Position among the jobs of the same kind and key in its file, from 0.
  package let position: Int
  /// Whether the job is under the key of its repository, as in central job files.
  package let isUnderKey: Bool

  /// Slots of a job: nodes of the values of its own fields by label; 0 if a field is absent or null.
  static let slotCount = 48

  package enum Kind: String, Sendable, CaseIterable {
    case presubmit, postsubmit, periodic

    /// The field of a job file that holds these jobs.
    package var field: Field {
      switch self {
      case .presubmit: .presubmits
      case .postsubmit: .postsubmits
      case .periodic: .periodics
      }
    }
  }

  init(_ place: JobPlace) {
    kind = place.kind
    node = place.node
    repo = place.repo
    position = place.position
    isUnderKey = place.isUnderKey
    firstSlot = place.index * Job.slotCount
    let slots = place.node.storage.pointee.slots
    var present: UInt64 = 0
    for label in 0..<Job.slotCount where slots[firstSlot + label] != 0 { present |= 1 << label }
    self.present = present
    let (first, node) = (firstSlot, place.node)
    func text(_ field: Field) -> Text? {
      guard present & field.bit != 0 else { return nil }
      return node.sibling(slots[first + Int(field.rawValue)]).string
    }
    nameKey = HashedText(text(.name) ?? .empty)
    contextKey = text(.context).flatMap { $0.isEmpty ? nil : HashedText($0) } ?? nameKey
  }

  /// The name as written; empty if there is none.
  package var name: Text { nameKey.text }

  /// What is reported to GitHub: the context, or the name where that is empty.
  ///
  /// Source: Prow, `defaultPresubmitFields` in pkg/config/config.go.
  package var context: Text { contextKey.text }

  /// The value of a field of the job itself; `nil` if it is absent or null.
  @inline(__always)
  package subscript(field: Field) -> Node? {
    guard has(field) else { return nil }
    return node.sibling(node.storage.pointee.slots[firstSlot + Int(field.rawValue)])
  }

  /// Whether a field of the job itself is there and not null.
  @inlinable
  @inline(__always)
  package func has(_ field: Field) -> Bool { present & field.bit != 0 }

  /// Where a field was written, for findings about its being there or not; else the job's name.
  package func key(_ field: Field) -> Node {
    node.key(field) ?? nameNode
  }

  @inline(__always)
  package func text(_ field: Field) -> Text? {
    self[field]?.string
  }

  package func isTrue(_ field: Field) -> Bool {
    self[field]?.bool == true
  }

  /// Whether the job is defined in central job files, not in its repository's own config.
  package var isCentral: Bool { kind == .periodic || isUnderKey }

  /// Where to point at for the job as a whole: its name, or the start of its mapping.
  package var nameNode: Node { self[.name] ?? node.firstKey ?? node }
}

extension Field {
  /// The bit of a field of jobs; 0 for every other field.
  @inlinable
  @inline(__always)
  var bit: UInt64 { 1 << UInt64(rawValue) }
}

extension Text {
  package static var empty: Text { Text(UnsafeBufferPointer(start: nil, count: 0)) }
}
