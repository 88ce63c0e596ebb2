import Glibc

/// The files of this project, wherever the tests run.
package enum Project {
  /// The folder that holds Package.swift.
  package static let root: String = {
    let tests = "/" + #filePath.split(separator: "/").dropLast(2).joined(separator: "/")
    // Other packages reach the tests by a link.
    let folder = (try? link(tests)) ?? tests
    return "/" + folder.split(separator: "/").dropLast().joined(separator: "/")
  }()

  /// The folder of shared test data next to the project, if it is there.
  package static let shared: String? = try? link("\(root)/../shared")

  package struct Missing: Error {
    package var path: String

    package init(path: String) {
      self.path = path
    }
  }

  /// The text of a file, by its path from the root.
  package static func text(_ path: String) throws -> String {
    try text(at: "\(root)/\(path)")
  }

  /// Where a symbolic link leads to.
  package static func link(_ path: String) throws -> String {
    guard let target = realpath(path, nil) else { throw Missing(path: path) }
    defer { free(target) }
    return String(cString: target)
  }

  /// The text of a file anywhere.
  package static func text(at path: String) throws -> String {
    guard let file = fopen(path, "r") else { throw Missing(path: path) }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while case let count = fread(&chunk, 1, chunk.count, file), count > 0 {
      bytes += chunk[..<count]
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The names in a folder of the project, sorted.
  package static func names(in path: String) throws -> [String] { try names(at: "\(root)/\(path)") }

  /// The names in a folder anywhere, sorted, without those with a dot in front.
  package static func names(at path: String) throws -> [String] {
    guard let folder = opendir(path) else { throw Missing(path: path) }
    defer { closedir(folder) }
    var names: [String] = []
    while let entry = readdir(folder) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if !name.hasPrefix(".") { names.append(name) }
    }
    return names.sorted()
  }
}
