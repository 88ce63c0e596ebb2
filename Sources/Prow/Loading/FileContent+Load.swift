internal import Files

extension FileContent {
  /// The file as Prow reads it.
  ///
  /// `name`: How it is shown.
  package func load(name: String, role: LoadedFile.Role, schema: ProwSchema) -> LoadedFile {
    LoadedFile.load(copying: bytes, name: name, role: role, schema: schema)
  }
}
