#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// The tables of all targets, read from their source files, because this target sees none of them.
enum SourceTables {
  struct Missing: Error {
    var path: String
  }

  /// The raw string literals of the files below `Sources/*/Tables`, and of the settings.
  static func all() throws -> [String] {
    let root = #filePath.split(separator: "/").dropLast(3).map { "/\($0)" }.joined()
    let tables = try ["Kubernetes", "Prow"].flatMap { target in
      let folder = "\(root)/Sources/\(target)/Tables"
      return try names(in: folder).flatMap { try literals(in: "\(folder)/\($0)") }
    }
    return try tables + literals(in: "\(root)/Sources/Configs/Settings/SettingsTable.swift")
  }

  private static func names(in folder: String) throws -> [String] {
    guard let stream = opendir(folder) else { throw Missing(path: folder) }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      let name = withUnsafeBytes(of: entry.pointee.d_name) {
        String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
      }
      if name.hasSuffix(".swift") { names.append(name) }
    }
    return names.sorted()
  }

  private static func literals(in path: String) throws -> [String] {
    guard let file = fopen(path, "r") else { throw Missing(path: path) }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 65_536)
    while case let count = fread(&chunk, 1, chunk.count, file), count > 0 {
      bytes += chunk[..<count]
    }
    var literals: [String] = []
    var lines: [Substring]?
    for line in String(decoding: bytes, as: UTF8.self).split(separator: "\n") {
      if line.hasSuffix("#\"\"\"") {
        lines = []
      } else if line.hasSuffix("\"\"\"#") {
        literals.append((lines ?? []).map { $0 + "\n" }.joined())
        lines = nil
      } else {
        lines?.append(line.dropFirst(4))
      }
    }
    return literals
  }
}
