internal import Prow
internal import YAML

/// Where things are mounted in a decorated pod.
///
/// Source: Prow, the constants in pkg/pod-utils/decorate/podspec.go.
enum PodPaths {
  static let logs: StaticString = "/logs"
  static let artifacts: StaticString = "/logs/artifacts"
  static let cloneLog: StaticString = "/logs/clone.json"
  static let tools: StaticString = "/tools"
  static let code: StaticString = "/home/prow/go"
  static let output: StaticString = "/output"

  /// Where a repository is cloned to.
  ///
  /// Source: Prow, `PathForRefs` in pkg/clonerefs/parse.go and pkg/pod-utils/clone/clone.go.
  ///
  /// `refs`: A Refs.
  static func clone(_ refs: ObjectValue, _ arena: Arena) -> Text {
    let folder = Text(static: "/home/prow/go/src/")
    if let alias = refs["path_alias"]?.text, !alias.isEmpty {
      return arena.join(folder, alias).cleanedPath(arena)
    }
    if let link = refs["repo_link"]?.text, !link.isEmpty {
      return arena.join(folder, link.withoutScheme).cleanedPath(arena)
    }
    let (org, repo) = (refs["org"]?.text ?? .empty, refs["repo"]?.text ?? .empty)
    return arena.join(folder, Text(static: "github.com/"), org, Text(static: "/"), repo)
      .cleanedPath(arena)
  }
}

extension Text {
  /// What follows the first `://`; the whole text without one.
  var withoutScheme: Text {
    var rest = bytes[...]
    while let colon = rest.firstIndex(of: UInt8(ascii: ":")) {
      let end = colon + 3
      if end <= bytes.count, bytes[colon + 1] == UInt8(ascii: "/"),
        bytes[colon + 2] == UInt8(ascii: "/")
      {
        return Text(UnsafeBufferPointer(rebasing: bytes[end...]))
      }
      rest = rest[(colon + 1)...]
    }
    return self
  }

  /// What is before and after the first slash; no second part without one.
  var splitAtSlash: (first: Text, second: Text?) {
    guard let slash = bytes.firstIndex(of: UInt8(ascii: "/")) else { return (self, nil) }
    return (
      Text(UnsafeBufferPointer(rebasing: bytes[..<slash])),
      Text(UnsafeBufferPointer(rebasing: bytes[(slash + 1)...]))
    )
  }

  /// Whether every slash has something after it that is neither a slash nor a dot.
  private var isCleanPath: Bool {
    var isAfterSlash = false
    for byte in bytes {
      if isAfterSlash, byte == UInt8(ascii: "/") || byte == UInt8(ascii: ".") { return false }
      isAfterSlash = byte == UInt8(ascii: "/")
    }
    return !isAfterSlash
  }

  /// A path from the root without double slashes, `.`, `..` and a slash at the end.
  ///
  /// Source: Go, `Clean` in path/path.go.
  func cleanedPath(_ arena: Arena) -> Text {
    if isCleanPath { return self }
    var parts: [Substring] = []
    let text = string
    for part in text.split(separator: "/") {
      switch part {
      case ".": break
      case "..": if !parts.isEmpty { parts.removeLast() }
      default: parts.append(part)
      }
    }
    return arena.text("/" + parts.joined(separator: "/"))
  }
}
