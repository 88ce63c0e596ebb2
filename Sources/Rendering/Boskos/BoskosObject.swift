internal import GoFormats
package import Prow
internal import YAML

/// An object of the cluster in which Boskos keeps a resource, or how to make resources of a type.
///
/// Source: Boskos, `SyncResources` in ranch/storage.go.
package struct BoskosObject {
  /// The name of the resource or type.
  package let name: String
  package let part: Part

  package enum Part {
    /// A resource that is there, as it is before anybody has asked for it.
    case resource(type: String, state: String)
    /// Resources that Boskos makes.
    case lifecycle(Lifecycle)
  }

  package struct Lifecycle {
    /// As it is written; empty stands for free.
    package var state: String
    package var minCount: Int64
    package var maxCount: Int64
    package var lifespan: Int64?
    package var converter: [(name: String, value: String)]
    package var needs: [(type: String, count: Int64)]
  }

  /// The objects of a file, in its order; of entries without names the last of a type counts.
  package static func all(in file: LoadedFile) -> [BoskosObject] {
    let entries = BoskosEntry.all(in: file)
    var last: [String: Int] = [:]
    for (index, entry) in entries.enumerated() where entry.isDynamic { last[entry.type] = index }
    return entries.enumerated().flatMap { index, entry in
      if entry.isDynamic {
        return last[entry.type] == index ? [BoskosObject(lifecycleOf: entry)] : []
      }
      let state = entry.node.converted(.state) ?? ""
      return entry.names.map { name, _ in
        let part = Part.resource(type: entry.type, state: state.isEmpty ? "free" : state)
        return BoskosObject(name: name, part: part)
      }
    }
  }

  private init(name: String, part: Part) {
    (self.name, self.part) = (name, part)
  }

  private init(lifecycleOf entry: BoskosEntry) {
    let config = entry.node[.config]
    let converter = [Field.boskosType, .content].compactMap { field in
      config?.converted(field).flatMap { $0.isEmpty ? nil : (name: field.name, value: $0) }
    }
    name = entry.type
    part = .lifecycle(
      Lifecycle(
        state: entry.node.converted(.state) ?? "",
        minCount: entry.minCount,
        maxCount: entry.maxCount,
        lifespan: entry.node[.lifespan].flatMap(BoskosObject.nanoseconds),
        converter: converter,
        needs: entry.needs.map { ($0.type, $0.count) }.sorted { $0.type < $1.type }
      )
    )
  }

  /// Text as a Go duration, or a whole number of nanoseconds.
  ///
  /// Source: Boskos, `Duration.UnmarshalJSON` in common/common.go.
  private static func nanoseconds(_ node: Node) -> Int64? {
    node.string.map { GoDuration($0.bytes)?.nanoseconds } ?? node.wholeNumber
  }

  var kind: String {
    switch part {
    case .resource: "ResourceObject"
    case .lifecycle: "DRLCObject"
    }
  }

  static let version = "boskos.k8s.io/v1"
}
