internal import YAML

/// Names that are like another one.
enum NearNames {
  /// The names with the longest common start, without the name itself.
  ///
  /// - Parameters:
  ///   - name: The name that others are compared with.
  ///   - names: Any names, in any order.
  ///   - most: How many are wanted.
  /// - Returns: The nearest first; of equally near ones as their bytes are sorted.
  static func of(_ name: Text, among names: [Text], most: Int) -> [String] {
    var nearest: [(name: Text, length: Int)] = []
    for other in names {
      let length = commonStart(name.bytes, other.bytes)
      // Less than a word in common says nothing.
      if length < 4 || nearest.count == most && length < nearest[most - 1].length { continue }
      if other == name || nearest.contains(where: { $0.name == other }) { continue }
      let place = nearest.firstIndex {
        $0.length < length
          || $0.length == length && other.bytes.lexicographicallyPrecedes($0.name.bytes)
      }
      nearest.insert((other, length), at: place ?? nearest.count)
      if nearest.count > most { nearest.removeLast() }
    }
    return nearest.map(\.name.string)
  }

  private static func commonStart(
    _ one: UnsafeBufferPointer<UInt8>,
    _ other: UnsafeBufferPointer<UInt8>
  ) -> Int {
    let most = min(one.count, other.count)
    var length = 0
    while length < most, one[length] == other[length] { length += 1 }
    return length
  }
}
