internal import Prow
internal import Schema

/// The files in `schemas/`.
package enum SchemaFiles {
  /// The schemas for Prow's files and for our settings.
  ///
  /// - Returns: Name and contents of every file, sorted by name.
  package static func all() -> [(name: String, contents: String)] {
    let files: [(kind: FileKind, name: String, title: String)] = [
      (.jobs, "job-config.json", "Prow job config"),
      (.settings, "plimsoll.json", "Settings of Plimsoll"),
      (.plugins, "plugins.json", "Prow plugin config"),
      (.config, "prow-config.json", "Prow config"),
      (.rollout, "rollout.json", "How plimsoll-updater rolls out"),
    ]
    return files.map { kind, name, title in
      let contents = JSONSchema.export(
        root: kind.rootType,
        catalog: kind.fields,
        title: title,
        id: name
      )
      return (name, contents)
    }
  }
}
