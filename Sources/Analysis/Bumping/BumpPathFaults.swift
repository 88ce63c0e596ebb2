internal import Diagnostics
internal import Files
internal import Prow
internal import YAML

/// Paths in configurations of the autobumper that the repository does not have.
enum BumpPathFaults {
  /// - Parameters:
  ///   - configs: One of which no path is there is for another repository: nothing is said of it.
  ///   - tree: The whole repository.
  /// - Returns: One for each path, in the order of the configurations.
  /// - Throws: `TreeError` if the tree can't be read.
  ///
  /// Source: Prow, `cdToRootDir` in cmd/generic-autobumper/bumper/bumper.go.
  static func faults(
    of configs: [AutobumpConfig],
    in tree: some FileTree
  ) throws(TreeError) -> [PublishedFault] {
    var faults: [PublishedFault] = []
    for config in configs {
      let nodes = [Field.includedConfigPaths, .extraFiles].flatMap { config.root.list($0) }
      var missing: [PublishedFault] = []
      var isThere = false
      for node in nodes where node.isScalar {
        let path = node.convertedText
        guard let parts = parts(of: path) else { continue }
        if try has(parts, tree) {
          isThere = true
        } else {
          missing.append(PublishedFault(.missing(path: path), at: node.place))
        }
      }
      if isThere { faults += missing }
    }
    return faults
  }

  /// The names in a path from the top of the repository; `nil` for another path.
  private static func parts(of path: String) -> [Substring]? {
    let parts = path.split(separator: "/").filter { $0 != "." }
    return path.hasPrefix("/") || parts.isEmpty || parts.contains("..") ? nil : parts
  }

  /// Whether there is something at a path; where a link is on the way, nobody looks.
  private static func has(_ parts: [Substring], _ tree: some FileTree) throws(TreeError) -> Bool {
    for count in 1...parts.count {
      guard let entry = try tree.entry(at: parts.prefix(count).joined(separator: "/")) else {
        return false
      }
      if case .link = entry.kind { return true }
    }
    return true
  }
}
