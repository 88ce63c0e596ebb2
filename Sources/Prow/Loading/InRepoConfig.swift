/// The files of an in-repo config: the folder `.prow`, else the file `.prow.yaml` (Prow J070).
package enum InRepoConfig {
  package static func files(in folder: String) throws(FileError) -> [String] {
    let directory = folder + "/.prow"
    if FileReader.isFolder(directory) { return try JobFileWalk.files(below: directory) }
    if FileReader.isFile(directory) {
      throw FileError(path: ".prow", reason: "a file, and Prow wants a folder or .prow.yaml")
    }
    let file = folder + "/.prow.yaml"
    return FileReader.isFile(file) ? [file] : []
  }
}
