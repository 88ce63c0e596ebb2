internal import Diagnostics
package import Files
internal import Prow
internal import Schema
internal import YAML

/// The files of an in-repo config: the folder `.prow`, else the file `.prow.yaml`.
///
/// Source: Prow, `ReadProwYAML` in pkg/config/inrepoconfig.go.
package enum InRepoConfig {
  package static func files(in folder: String) throws(FileError) -> [FoundFile] {
    let bounds = RepositoryBounds(around: folder)
    let directory = folder + "/.prow"
    if FileReader.isFolder(directory), bounds.admits(directory) {
      return try JobFileWalk.files(below: directory, in: bounds)
    }
    // Prow refuses a file of that name; a rule says so.
    for path in [directory, folder + "/.prow.yaml"] where FileReader.isTaken(path) {
      return [FoundFile(path: path, fault: bounds.fault(of: path))]
    }
    return []
  }

  /// Whether a path is that of a file that holds in-repo config in its repository.
  package static func isFile(_ path: String) -> Bool {
    let segments = path.split(separator: "/")
    return segments.last == ".prow.yaml" || segments.dropLast().contains(".prow")
  }

  /// Whether a folder has in-repo config, and not a whole installation in its folder `.prow`.
  package static func isFound(in folder: String) throws(FileError) -> Bool {
    let directory = folder + "/.prow"
    guard FileReader.isFolder(directory) else { return FileReader.isTaken(folder + "/.prow.yaml") }
    return try !holdsInstallation(directory)
  }

  /// Whether a folder has a config.yaml or plugins.yaml of Prow itself, and not jobs of that name.
  package static func holdsInstallation(_ directory: String) throws(FileError) -> Bool {
    for (name, type) in [("config.yaml", "ProwConfig"), ("plugins.yaml", "Configuration")] {
      let path = directory + "/" + name
      guard FileReader.isFile(path), RepositoryBounds(around: directory).admits(path) else {
        continue
      }
      let (file, _) = SourceFile.decoding(path: path, adopting: try FileReader.read(path))
      let fields = ProwSchema.fields.objects[type]?.fields ?? []
      let document = Document.parse(file)
      let isProws = document.root?.entries.contains { entry in
        fields.contains { entry.key.text.equals($0.name) }
      }
      if isProws ?? false { return true }
    }
    return false
  }
}
