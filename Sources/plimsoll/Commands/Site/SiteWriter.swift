import Catalogue
import Files
import Machine
import Synchronization

/// Writes a site into a folder, on several processors.
final class SiteWriter: Sendable {
  private let folder: WholeFolder
  private let state = Mutex(State())

  private struct State {
    /// Each is opened once.
    var folders: [String: OutputFolder] = [:]
    var written: [String] = []
  }

  init(_ folder: WholeFolder) { self.folder = folder }

  /// - Returns: How many files there are.
  /// - Throws: `FileError` if one can't be written; then all is as it was.
  func write(_ site: Site) async throws(FileError) -> Int {
    do throws(FileError) {
      let paths = try await site.make(workers: Processors.count) { [self] file throws(FileError) in
        try write(file)
      }
      try folder.finish(paths)
      return paths.count
    } catch {
      folder.giveUp(state.withLock { $0.written })
      throw error
    }
  }

  private func write(_ file: Site.File) throws(FileError) {
    let slash = file.path.lastIndex(of: "/")
    let name = slash.map { String(file.path[file.path.index(after: $0)...]) } ?? file.path
    let place = try place(slash.map { String(file.path[..<$0]) })
    try place.write(name, file.bytes)
    state.withLock { $0.written.append(file.path) }
  }

  /// `name`: Of a folder in the site; `nil` for its top.
  private func place(_ name: String?) throws(FileError) -> OutputFolder {
    guard let name else { return folder.top }
    return try state.withLock { state throws(FileError) in
      if let known = state.folders[name] { return known }
      let made = try folder.folder(name)
      state.folders[name] = made
      return made
    }
  }
}
