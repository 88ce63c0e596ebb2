package import Prow
package import Schema

/// The files in `schemas/`.
package enum SchemaFiles {
  /// The schemas for Prow's files and for our settings.
  ///
  /// - Returns: Sorted by name.
  package static func all() -> [SchemaFile] {
    [
      file(
        .autobump,
        "autobump.json",
        "Configuration of generic-autobumper",
        "Which tags of images generic-autobumper moves, and where",
        ["**/*autobump-config/*.yaml", "**/*autobump-config.yaml"]
      ),
      file(
        .boskos,
        "boskos.json",
        "Boskos resources",
        "Resources that Boskos lends to jobs",
        ["**/boskos-resources.yaml"]
      ),
      file(
        .inRepo,
        "in-repo-config.json",
        "Prow in-repo config",
        "Jobs of Prow that a repository defines itself",
        [".prow.yaml", ".prow/**/*.yaml"]
      ),
      file(
        .jobs,
        "job-config.json",
        "Prow job config",
        "Presubmits, postsubmits, periodics and presets of Prow",
        ["**/config/jobs/**/*.yaml", "**/prow/jobs/**/*.yaml", "**/prowjobs/**/*.yaml"]
      ),
      file(
        .settings,
        "plimsoll.json",
        "Settings of Plimsoll",
        "Settings of Plimsoll, which checks configs of Prow",
        [".plimsoll.yaml"]
      ),
      file(
        .plugins,
        "plugins.json",
        "Prow plugin config",
        "Plugins of Prow and their options",
        ["**/prow/plugins.yaml", "**/_pluginconfig.yaml"]
      ),
      file(
        .config,
        "prow-config.json",
        "Prow config",
        "Options of Prow's components, Tide and branch protection",
        ["**/prow/config.yaml", "**/_prowconfig.yaml"]
      ),
      file(
        .rollout,
        "rollout.json",
        "How plimsoll-updater rolls out",
        "Stages, and components of Prow that plimsoll-updater asks what they have loaded",
        ["**/plimsoll-rollout.yaml"]
      ),
    ]
  }

  /// One schema.
  package static func file(
    _ kind: FileKind,
    _ name: String,
    _ title: String,
    _ description: String,
    _ matches: [String],
    extensions: [(name: String, value: JSONNode)] = []
  ) -> SchemaFile {
    SchemaFile(
      name: name,
      title: title,
      description: description,
      matches: matches,
      contents: JSONSchema.export(
        root: kind.rootType,
        catalog: kind.fields,
        title: title,
        id: name,
        extensions: extensions
      )
    )
  }

  /// The file `catalog.json`, which says what each schema is for.
  ///
  /// Source: SchemaStore, src/api/json/catalog.json; a URL there is the place of a schema, here its
  /// name next to the catalogue.
  package static func catalog(of files: [SchemaFile]) -> (name: String, contents: String) {
    let node = JSONNode.object([
      ("$schema", .string("https://www.schemastore.org/schema-catalog.json")),
      ("version", .number("1")),
      (
        "schemas",
        .array(
          files.map { file in
            .object([
              ("name", .string(file.title)), ("description", .string(file.description)),
              ("fileMatch", .strings(file.matches)), ("url", .string(file.name)),
            ])
          }
        )
      ),
    ])
    return ("catalog.json", node.text)
  }
}
