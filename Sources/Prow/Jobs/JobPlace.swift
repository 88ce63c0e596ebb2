internal import Machine
internal import YAML

/// Where a job is in its file, before anything of it is read.
package struct JobPlace: Sendable {
  let kind: Job.Kind
  let node: Node
  let repo: Text
  let position: Int
  let isUnderKey: Bool
  /// Position among all jobs of the file.
  let index: Int

  /// The jobs of a file in the order written: presubmits, postsubmits, periodics.
  ///
  /// Skips values that are not mappings: the schema check reports those. A null item is a job without
  /// any field.
  ///
  /// `inRepo`: The repository of an in-repo config, whose lists have no keys.
  static func all(in root: Node?, inRepo: Text?) -> [JobPlace] {
    guard let root, root.isMapping else { return [] }
    var places: [JobPlace] = []
    for kind in [Job.Kind.presubmit, .postsubmit] {
      guard let field = root[kind.field] else { continue }
      if let inRepo {
        append(field, kind, repo: inRepo, isUnderKey: false, to: &places)
      } else {
        for entry in field.entries {
          append(entry.value, kind, repo: entry.key.text, isUnderKey: true, to: &places)
        }
      }
    }
    if inRepo == nil, let periodics = root[.periodics] {
      append(periodics, .periodic, repo: .empty, isUnderKey: false, to: &places)
    }
    return places
  }

  /// Notes in a document where the values of the fields of its jobs are.
  ///
  /// The document must have been checked, and nobody else know it.
  static func fillSlots(of document: Document, isInRepo: Bool) {
    let places = all(in: document.root, inRepo: isInRepo ? .empty : nil)
    guard let storage = places.first?.node.storage else { return }
    storage.pointee.makeSlots(places.count * Job.slotCount)
    let half = places.count < manyPlaces ? places.count : places.count / 2
    // The jobs of each half have slots of their own.
    nonisolated(unsafe) let slots = storage
    let rest = places[half...]
    let second = rest.isEmpty ? nil : Background { fill(rest, slots) }
    fill(places[..<half], storage)
    second?.wait()
  }

  /// Jobs from which a second thread is worth its start.
  private static let manyPlaces = 1_000

  private static func fill(
    _ places: ArraySlice<JobPlace>,
    _ storage: UnsafeMutablePointer<DocumentStorage>
  ) {
    for place in places {
      let first = place.index * Job.slotCount
      for entry in place.node.entries {
        let label = Int(entry.key.label)
        guard label > 0, label < Job.slotCount, !entry.value.isNull else { continue }
        storage.pointee.slots[first + label] = entry.value.index
      }
    }
  }

  private static func append(
    _ list: Node,
    _ kind: Job.Kind,
    repo: Text,
    isUnderKey: Bool,
    to places: inout [JobPlace]
  ) {
    for (position, item) in list.items.enumerated() where item.isMapping || item.isNull {
      places.append(
        JobPlace(
          kind: kind,
          node: item,
          repo: repo,
          position: position,
          isUnderKey: isUnderKey,
          index: places.count
        )
      )
    }
  }
}
