package import YAML

/// A job as written: a view over its mapping, so that every value knows its place.
///
/// Holds no reference; it lives as long as the file it comes from.
package struct Job: Sendable {
  package let kind: Kind
  /// The mapping of the job.
  package let node: Node
  /// The key that the job is under, `org/repo`; in an in-repo config the repository that it is
  /// judged as.
  ///
  /// Empty for periodics.
  package let repo: Text
  /// Position among the jobs of the same kind and key in its file, from 0.
  package let position: Int
  /// Whether the job is under the key of its repository, as in central job files.
  package let isUnderKey: Bool
  /// Where the slots of the job start in those of the document.
  private let firstSlot: Int

  /// Slots of a job: nodes of the values of its own fields by label; 0 if a field is absent.
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
  }

  /// The value of a field of the job itself; `nil` if it is absent or null.
  @inline(__always)
  package subscript(field: Field) -> Node? {
    let index = node.storage.pointee.slots[firstSlot + Int(field.rawValue)]
    guard index != 0 else { return nil }
    let value = node.sibling(index)
    return value.isNull ? nil : value
  }

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

  /// The name as written; empty if there is none.
  package var name: Text { text(.name) ?? Text.empty }

  /// Whether the job is defined in central job files, not in its repository's own config.
  package var isCentral: Bool { kind == .periodic || isUnderKey }

  /// Where to point at for the job as a whole: its name, or the start of its mapping.
  package var nameNode: Node { self[.name] ?? node.firstKey ?? node }
}

extension Text {
  package static var empty: Text { Text(UnsafeBufferPointer(start: nil, count: 0)) }
}
