internal import Machine
package import Prow

extension FileContent {
  /// The file as Prow reads it.
  ///
  /// `name`: How it is shown.
  package func load(name: String, role: LoadedFile.Role, schema: ProwSchema) -> LoadedFile {
    let copy = BulkMemory.allocate(bytes.count)
    _ = copy.initialize(from: bytes)
    return LoadedFile.load(copy, name: name, role: role, schema: schema)
  }
}
