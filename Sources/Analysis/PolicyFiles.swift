package import Configs
package import Diagnostics
package import Files
package import Policies
package import Prow
internal import YAML

/// Where policies are on disk.
package enum PolicyFiles {
  /// Reads and compiles policies.
  ///
  /// - Parameters:
  ///   - paths: Files and folders that a command line names; if empty, those of the settings count.
  ///   - settings: What else says where policies are.
  ///   - schema: The field tables.
  ///   - overlay: What counts in place of the bytes of some files.
  /// - Returns: All of them; none if nobody names any.
  /// - Throws: `FileError` for a file that can't be read, and if none has a policy.
  package static func load(
    _ paths: [String],
    _ settings: Settings,
    schema: ProwSchema,
    overlay: FileOverlay? = nil
  ) throws(FileError) -> PolicySet {
    let named = paths.isEmpty ? settings.policies : paths
    if named.isEmpty { return .empty }
    let bounds = RepositoryBounds(around: settings.file == nil ? "" : settings.folder)
    var files: [(file: SourceFile, isNamed: Bool)] = []
    let isOfCommand = !paths.isEmpty
    for path in named {
      for file in try self.files(at: path) {
        if !isOfCommand, let fault = bounds.fault(of: file) {
          throw FileError(path: file, reason: fault.reason)
        }
        files.append((try read(file, overlay), file == path))
      }
    }
    let set = PolicySet(files, schema: schema) { path in
      overlay?[path] ?? (isOfCommand ? FileReader.contents(path) : bounds.contents(path))
    }
    // Rules that somebody asks for, and that are not there, must not look like a pass.
    if set.isEmpty {
      throw FileError(path: named.joined(separator: ", "), reason: "no policy is there")
    }
    return set
  }

  /// A file itself, or the YAML files of a folder and those below it.
  package static func files(at path: String) throws(FileError) -> [String] {
    guard FileReader.isFolder(path) else { return [path] }
    do throws(TreeError) {
      let entries = try FolderTree(path, shownAs: path).entries(at: [""])
      let names = entries.filter { entry in
        entry.kind == .file && [".yaml", ".yml"].contains { entry.path.hasSuffix($0) }
      }
      return names.map { Layout.join(path, $0.path) }.sorted()
    } catch {
      throw FileError(path: path, reason: error.description)
    }
  }

  /// The text of a policy file.
  package static func read(
    _ path: String,
    _ overlay: FileOverlay? = nil
  ) throws(FileError) -> SourceFile {
    let name = WorkingDirectory.shortName(path)
    if let bytes = overlay?[path] { return SourceFile(path: name, bytes: bytes) }
    // What has too many bytes for a policy is a finding.
    let bytes = try FileReader.read(path, most: Document.Limits.bytes)
    return SourceFile.decoding(path: name, adopting: bytes).file
  }
}

extension PolicyRun {
  /// The run of policies over the files of a repository.
  ///
  /// - Parameters:
  ///   - set: The policies.
  ///   - paths: Those that the command line asks for.
  ///   - settings: What says where the repository is.
  ///   - today: The date as 2027-03-31.
  ///   - overlay: What counts in place of the bytes of some files.
  package init(
    _ set: PolicySet,
    paths: [String],
    _ settings: Settings,
    today: String,
    overlay: FileOverlay? = nil
  ) {
    let tree = TreeLayout.folder(paths: paths, settings: settings, overlay: overlay)
    self.init(
      set,
      folder: tree.displayName(of: ""),
      today: today,
      tree: { tree }
    )
  }
}
