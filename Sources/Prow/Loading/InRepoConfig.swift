/// The files of an in-repo config: the folder `.prow`, else the file `.prow.yaml` (Prow J070).
package enum InRepoConfig {
  package static func files(in folder: String) throws(FileError) -> [FoundFile] {
    let bounds = RepositoryBounds(around: folder)
    let directory = folder + "/.prow"
    if FileReader.isFolder(directory), bounds.admits(directory) {
      return try JobFileWalk.files(below: directory, in: bounds)
    }
    // Prow refuses a file of that name; a rule says so.
    for path in [directory, folder + "/.prow.yaml"] where FileReader.exists(path) {
      return [FoundFile(path: path, fault: bounds.fault(of: path))]
    }
    return []
  }
}
