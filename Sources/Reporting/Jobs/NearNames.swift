/// Names that are like another one.
enum NearNames {
  /// The names with the longest common start, without the name itself.
  ///
  /// - Parameters:
  ///   - name: The name that others are compared with.
  ///   - names: Any names, in any order.
  ///   - most: How many are wanted.
  /// - Returns: The nearest first; of equally near ones as the alphabet has them.
  static func of(_ name: String, among names: [String], most: Int) -> [String] {
    let own = Array(name.utf8)
    let near = Set(names).subtracting([name]).compactMap { other -> (name: String, length: Int)? in
      let length = zip(own, other.utf8).prefix { $0 == $1 }.count
      // Less than a word in common says nothing.
      return length < 4 ? nil : (other, length)
    }
    return near.sorted {
      $0.length != $1.length ? $0.length > $1.length : $0.name < $1.name
    }.prefix(most).map(\.name)
  }
}
