/// One of the files in `schemas/`, and which files it describes.
package struct SchemaFile: Sendable {
  package var name: String
  /// What the files are, for people.
  package var title: String
  package var description: String
  /// Globs of paths that can hardly be other files, as the catalogue of SchemaStore writes them.
  package var matches: [String]
  /// The schema, as JSON.
  package var contents: String

  package init(
    name: String,
    title: String,
    description: String,
    matches: [String],
    contents: String
  ) {
    self.name = name
    self.title = title
    self.description = description
    self.matches = matches
    self.contents = contents
  }
}
