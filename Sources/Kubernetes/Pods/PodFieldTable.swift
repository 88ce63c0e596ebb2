internal import YAML

/// Which label of a key stands for which field of a pod.
///
/// Labels depend on the catalog that a document was checked with.
package struct PodFieldTable: @unchecked Sendable {
  // Filled once and never freed: a catalog lives as long as the program.
  private let fields: UnsafeBufferPointer<UInt16>

  /// - Parameter names: Field names by label, as the compiled catalog lists them.
  package init(labels names: [String]) {
    let byName = Dictionary(
      uniqueKeysWithValues: PodField.allCases.map { ($0.name, $0.rawValue) }
    )
    let memory = UnsafeMutableBufferPointer<UInt16>.allocate(capacity: names.count)
    _ = memory.initialize(from: names.map { byName[$0] ?? 0 })
    fields = UnsafeBufferPointer(memory)
  }

  /// The raw value of a field, or 0 where no check asks for it.
  @inline(__always)
  func rawField(of key: Node) -> UInt16 { fields[Int(key.label)] }
}
