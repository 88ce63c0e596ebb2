internal import Files
internal import Glibc
internal import Prow

/// Where a secret comes from; it is read anew for each use, so that a changed one counts at once.
package enum Secret: Sendable, Hashable {
  case file(String)
  /// The name of a variable.
  case environment(String)

  /// A secret that is not there.
  package struct Missing: Error, CustomStringConvertible {
    package let description: String
  }

  /// The bytes without white space around them; never empty.
  package func bytes() throws(Missing) -> [UInt8] {
    let (all, name) = read()
    guard let all else { throw Missing(description: "can't read \(name)") }
    let isSpace: (UInt8) -> Bool = { $0 == 0x20 || (0x09...0x0D).contains($0) }
    let trimmed = all.drop(while: isSpace).reversed().drop(while: isSpace).reversed()
    if trimmed.isEmpty { throw Missing(description: "\(name) is empty") }
    return Array(trimmed)
  }

  package func text() throws(Missing) -> String { String(decoding: try bytes(), as: UTF8.self) }

  private func read() -> (bytes: [UInt8]?, name: String) {
    switch self {
    case .file(let path): (FileReader.contents(path), path)
    case .environment(let name):
      (getenv(name).map { Array(String(cString: $0).utf8) }, "the variable \(name)")
    }
  }
}
