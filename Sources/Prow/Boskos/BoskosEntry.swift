package import YAML

/// An entry of a Boskos resource file, as Boskos reads it.
///
/// Source: Boskos, `ResourceEntry` in common/common.go.
package struct BoskosEntry {
  package let node: Node
  /// What jobs ask for; empty if it is absent.
  package let type: String
  /// The resources that are there, by name, as they are written; empty ones stand for null.
  package let names: [(name: String, node: Node)]
  package let minCount: Int64
  package let maxCount: Int64
  /// How many resources of other types one of this type takes.
  package let needs: [(type: String, count: Int64, node: Node)]

  private init(_ node: Node) {
    self.node = node
    type = node.converted(.boskosType) ?? ""
    names = node.list(.names).filter(\.isScalar).map { item in
      (item.isNull ? "" : item.convertedText, item)
    }
    minCount = node[.minCount]?.wholeNumber ?? 0
    maxCount = node[.maxCount]?.wholeNumber ?? 0
    needs =
      node[.needs]?.entries.compactMap { entry in
        entry.value.wholeNumber.map { (entry.key.text.string, $0, entry.key) }
      } ?? []
  }

  /// Whether Boskos makes the resources itself.
  ///
  /// Source: Boskos, `IsDRLC` in common/common.go.
  package var isDynamic: Bool { node[.names]?.isEmpty ?? true }

  /// The entry's type, or the entry where it has none.
  package var typeNode: Node { node[.boskosType] ?? node }

  /// How many resources there may be.
  package var supply: Int64 { isDynamic ? max(0, maxCount) : Int64(names.count) }

  /// The entries of a file, in order; what is no mapping is left out.
  package static func all(in file: LoadedFile) -> [BoskosEntry] {
    guard file.isReadable, let root = file.root else { return [] }
    return root.list(.resources).filter(\.isMapping).map(BoskosEntry.init)
  }
}

extension Workspace {
  /// The files with resources of Boskos.
  package var boskosFiles: [LoadedFile] { companions.filter { $0.kind == .boskos } }
}
