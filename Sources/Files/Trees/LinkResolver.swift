/// Follows symbolic links inside a tree, and never out of it.
package struct LinkResolver {
  let tree: any FileTree

  /// Where a link leads to, or why it can't be followed.
  package enum Outcome {
    case file(TreeEntry)
    /// In words that go after the link's path: `leads out of the tree`.
    case fault(String)
  }

  func resolve(_ path: String, target: String) throws(TreeError) -> Outcome {
    var done = path.split(separator: "/").dropLast().map(String.init)
    if target.hasPrefix("/") { return .fault("leads out of the tree, to \(target)") }
    var rest = Array(target.split(separator: "/").map(String.init).reversed())
    var links = 1
    // What the last link says, for the message.
    var target = target
    while let segment = rest.popLast() {
      if segment == "." { continue }
      if segment == ".." {
        if done.popLast() == nil { return .fault("leads out of the tree, to \(target)") }
        continue
      }
      let inside = (done + [segment]).joined(separator: "/")
      guard let entry = try tree.entry(at: inside) else {
        return .fault("leads to \(inside), which is not there")
      }
      switch entry.kind {
      case .folder: done.append(segment)
      case .link(let next):
        links += 1
        if links > 40 { return .fault("leads in a circle") }
        if next.hasPrefix("/") { return .fault("leads out of the tree, to \(next)") }
        target = next
        rest += next.split(separator: "/").map(String.init).reversed()
      case .file: return rest.isEmpty ? .file(entry) : .fault("leads through the file \(inside)")
      case .other(let what): return .fault("leads to \(what)")
      }
    }
    return .fault("leads to a folder")
  }
}
