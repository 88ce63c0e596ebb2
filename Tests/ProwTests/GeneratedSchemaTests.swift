import Prow
import Schema
import TestSupport
import Testing

@Suite("Generated files")
struct GeneratedSchemaTests {
  /// `plimsoll schema --write schemas` fixes it.
  @Test(arguments: SchemaFiles.all(ProwSchema.fields).map(\.name))
  func schemasAreFresh(_ name: String) throws {
    let expected = SchemaFiles.all(ProwSchema.fields).first { $0.name == name }?.contents
    #expect(try Project.text("schemas/\(name)") == expected)
  }
}
