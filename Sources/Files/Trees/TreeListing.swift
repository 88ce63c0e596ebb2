/// All entries of a tree in memory, folders among them.
struct TreeListing: Sendable {
  /// In the order of their paths' bytes.
  private let entries: [TreeEntry]

  init(_ entries: [TreeEntry]) {
    self.entries = entries.sorted { TreePaths.precedes($0.path, $1.path) }
  }

  func entry(at path: String) -> TreeEntry? {
    let index = firstIndex(from: path)
    return index < entries.count && entries[index].path == path ? entries[index] : nil
  }

  /// The files and links at or below a path.
  func entries(below path: String) -> [TreeEntry] {
    if path.isEmpty { return entries.filter { $0.kind != .folder } }
    let start = path + "/"
    let own = entry(at: path).map { [$0] } ?? []
    let below = entries[firstIndex(from: start)...].prefix { $0.path.hasPrefix(start) }
    return (own + below).filter { $0.kind != .folder }
  }

  /// The first entry that is not before a path.
  private func firstIndex(from path: String) -> Int {
    var (low, high) = (0, entries.count)
    while low < high {
      let middle = (low + high) / 2
      if TreePaths.precedes(entries[middle].path, path) { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
