internal import CEL
internal import Prow
internal import YAML

/// Where a value is written, and what brought it there.
struct WrittenPlace: Sendable {
  let node: Node
  /// The key before it, if there is one.
  let key: Node?
  let origin: ResolvedValue.Origin

  /// What a finding shows: the value, or the key before a list or mapping, which may be long.
  var shown: Node { node.isScalar ? node : key ?? node.firstKey ?? node }
}

/// A map whose values know where they are written.
protocol PlacedMap: MapSource {
  /// `nil` for a field that is not written, such as one that Prow sets.
  func place(of key: FieldKey) -> WrittenPlace?
  var ownPlace: WrittenPlace? { get }
}

/// A list whose items know where they are written.
protocol PlacedList: ListSource {
  func place(at index: Int) -> WrittenPlace?
}
