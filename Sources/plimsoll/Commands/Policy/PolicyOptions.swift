import Analysis
import ArgumentParser
import Configs
import Diagnostics
import Files
import Glibc
import GoFormats
import Policies
import Prow
import YAML

/// The team's own rules: files of `--policies`, or else those of the settings.
struct PolicyOptions: ParsableArguments {
  @Option(
    name: .customLong("policies"),
    help: ArgumentHelp(
      "A policy file, or a folder of them; may be repeated. By default those of the settings.",
      valueName: "path"
    ),
    completion: .file()
  )
  var paths: [String] = []

  /// Reads and compiles the policies.
  ///
  /// - Throws: `FileError` for a file that can't be read, and if none has a policy.
  func load(_ settings: Settings, schema: ProwSchema) throws(FileError) -> PolicySet {
    let named = paths.isEmpty ? settings.policies : paths
    if named.isEmpty { return .empty }
    let bounds = RepositoryBounds(around: settings.file == nil ? "" : settings.folder)
    var files: [(file: SourceFile, isNamed: Bool)] = []
    let isOfCommand = !paths.isEmpty
    for path in named {
      for file in try PolicyFiles.files(at: path) {
        if !isOfCommand, let fault = bounds.fault(of: file) {
          throw FileError(path: file, reason: fault.reason)
        }
        files.append((try PolicyFiles.read(file), file == path))
      }
    }
    let set = PolicySet(files, schema: schema) { path in
      isOfCommand ? FileReader.contents(path) : bounds.contents(path)
    }
    // Rules that somebody asks for, and that are not there, must not look like a pass.
    if set.isEmpty {
      throw FileError(path: named.joined(separator: ", "), reason: "no policy is there")
    }
    return set
  }

  /// The run of policies over the files of a repository.
  ///
  /// `paths`: Those that the command line asks for.
  func run(_ set: PolicySet, paths: [String], _ settings: Settings) -> PolicyRun {
    let tree = TreeLayout.folder(paths: paths, settings: settings)
    return PolicyRun(
      set,
      folder: tree.displayName(of: ""),
      today: PolicyDate.today,
      tree: { tree }
    )
  }
}

enum PolicyDate {
  /// As 2027-03-31, in UTC.
  static var today: String {
    String(CivilTime(unixSeconds: Int64(time(nil))).rfc3339.prefix(10))
  }
}

/// Where policies are on disk.
enum PolicyFiles {
  /// A file itself, or the YAML files of a folder and those below it.
  static func files(at path: String) throws(FileError) -> [String] {
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

  static func read(_ path: String) throws(FileError) -> SourceFile {
    // What has too many bytes for a policy is a finding.
    let bytes = try FileReader.read(path, most: Document.Limits.bytes)
    return SourceFile.decoding(path: WorkingDirectory.shortName(path), adopting: bytes).file
  }
}
