internal import Files

extension FileContent {
  /// The file as Prow reads it.
  ///
  /// `name`: How it is shown.
  package func load(name: String, kind: FileKind, schema: ProwSchema) -> LoadedFile {
    LoadedFile.load(copying: bytes, name: name, kind: kind, schema: schema)
  }
}
