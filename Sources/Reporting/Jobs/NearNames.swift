internal import YAML

/// Names, to find those that are like one of them.
struct NearNames: Sendable {
  /// Each once, in the order of their bytes.
  private let names: [Text]

  /// `names`: In any order; some may be there more than once.
  init(_ names: [Text]) {
    var sorted: [Text] = []
    for name in Set(names).sorted(by: NearNames.precedes) { sorted.append(name) }
    self.names = sorted
  }

  /// Less than a word in common says nothing.
  private static let least = 4

  /// The names with the longest common start, without the name itself.
  ///
  /// They stand around the name, so that few of all are looked at.
  ///
  /// - Parameters:
  ///   - name: The name that others are compared with.
  ///   - most: How many are wanted.
  /// - Returns: The nearest first; of equally near ones as their bytes are sorted.
  func of(_ name: Text, most: Int) -> [String] {
    var nearest: [String] = []
    // What is before `left` or from `right` on is not looked at yet.
    var left = position { NearNames.precedes($0, name) }
    var right = left
    if right < names.count, names[right] == name { right += 1 }
    func common(_ index: Int) -> Int {
      names.indices.contains(index) ? NearNames.commonStart(names[index].bytes, name.bytes) : 0
    }
    while nearest.count < most {
      let length = max(common(left - 1), common(right))
      if length < NearNames.least { break }
      let start = position { NearNames.startPrecedes($0.bytes, name.bytes, length) }
      let taken = names[min(start, left)..<left].prefix(most - nearest.count)
      nearest += taken.map(\.string)
      left = min(start, left)
      while nearest.count < most, common(right) == length {
        nearest.append(names[right].string)
        right += 1
      }
    }
    return nearest
  }

  /// Of the first name that does not come before something.
  private func position(_ precedes: (Text) -> Bool) -> Int {
    var (low, high) = (0, names.count)
    while low < high {
      let middle = (low + high) / 2
      if precedes(names[middle]) { low = middle + 1 } else { high = middle }
    }
    return low
  }

  private static func precedes(_ one: Text, _ other: Text) -> Bool {
    one.bytes.lexicographicallyPrecedes(other.bytes)
  }

  /// Whether a name comes before the first bytes of another.
  private static func startPrecedes(
    _ one: UnsafeBufferPointer<UInt8>,
    _ other: UnsafeBufferPointer<UInt8>,
    _ length: Int
  ) -> Bool {
    one.lexicographicallyPrecedes(other.prefix(length))
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
