import Configs
import Diagnostics
import TestSupport
import Testing
import YAML

@Suite("Generated files")
struct GeneratedSchemaTests {
  /// `plimsoll schema --write schemas` fixes it.
  @Test(arguments: SchemaFiles.all().map(\.name))
  func schemasAreFresh(_ name: String) throws {
    let expected = SchemaFiles.all().first { $0.name == name }?.contents
    #expect(try Project.text("schemas/\(name)") == expected)
  }

  /// Editors show the description of a field while somebody types.
  @Test(arguments: SchemaFiles.all())
  func everyFieldIsDescribed(_ file: SchemaFile) throws {
    let schema = Document.parse(SourceFile(path: file.name, text: file.contents))
    let root = try #require(schema.root)
    var objects = [root]
    let definitions = root.entries.first { $0.key.text.string == "definitions" }
    objects += definitions?.value.entries.map(\.value) ?? []
    var described = 0
    for object in objects {
      guard let properties = object["properties"] else { continue }
      for field in properties.entries {
        #expect(
          field.value["description"] != nil,
          "\(file.name): \(field.key.text.string) has no description"
        )
        described += 1
      }
    }
    #expect(described >= 10)
  }

  @Test
  func theCatalogNamesEverySchema() throws {
    let text = try Project.text("schemas/catalog.json")
    for file in SchemaFiles.all() {
      #expect(text.contains("\"url\": \"\(file.name)\""), "\(file.name)")
    }
  }
}
