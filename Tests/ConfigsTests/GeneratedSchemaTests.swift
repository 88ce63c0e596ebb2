import Configs
import TestSupport
import Testing

@Suite("Generated files")
struct GeneratedSchemaTests {
  /// `plimsoll schema --write schemas` fixes it.
  @Test(arguments: SchemaFiles.all().map(\.name))
  func schemasAreFresh(_ name: String) throws {
    let expected = SchemaFiles.all().first { $0.name == name }?.contents
    #expect(try Project.text("schemas/\(name)") == expected)
  }
}
