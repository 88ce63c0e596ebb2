/// The files of an in-repo config: the folder `.prow`, else the file `.prow.yaml` (Prow J070).
package enum InRepoConfig {
  package static func files(in folder: String) throws(FileError) -> [String] {
    let directory = folder + "/.prow"
    if FileReader.isFolder(directory) { return try JobFileWalk.files(below: directory) }
    // Prow refuses a file of that name; a rule says so.
    if FileReader.isFile(directory) { return [directory] }
    let file = folder + "/.prow.yaml"
    return FileReader.isFile(file) ? [file] : []
  }
}
