/// The files in `schemas/`.
package enum SchemaFiles {
  /// The schemas for Prow's files and for our settings.
  ///
  /// - Parameter catalog: Made of the tables of Prow and of Kubernetes.
  /// - Returns: Name and contents of every file, sorted by name.
  package static func all(_ catalog: Catalog) -> [(name: String, contents: String)] {
    let files = [
      (root: "JobConfig", name: "job-config.json", title: "Prow job config"),
      (root: "Settings", name: "plimsoll.json", title: "Settings of Plimsoll"),
      (root: "Configuration", name: "plugins.json", title: "Prow plugin config"),
      (root: "Config", name: "prow-config.json", title: "Prow config"),
    ]
    return files.map { root, name, title in
      (name, JSONSchema.export(root: root, catalog: catalog, title: title, id: name))
    }
  }
}
