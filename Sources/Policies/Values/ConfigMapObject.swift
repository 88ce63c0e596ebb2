internal import CEL
internal import ConfigMaps
internal import Prow
internal import YAML

/// A ConfigMap that config_updater makes.
final class ConfigMapObject: PlacedMap {
  let published: PublishedConfigMap
  /// The entry of `config_updater.maps` that makes it; `nil` if it is one of Prow's own defaults.
  let entry: (key: Node, value: Node)?
  private let files: PublishedFiles
  private let sizes: ValueMap

  /// - Parameters:
  ///   - published: What config_updater makes.
  ///   - entry: The entry of `config_updater.maps` that makes it.
  ///   - documents: The files of the repository.
  init(
    published: PublishedConfigMap,
    entry: (key: Node, value: Node)?,
    documents: DocumentStore
  ) {
    self.published = published
    self.entry = entry
    // Made once: expressions ask for them key by key.
    let entries = published.configMap.entries
    files = PublishedFiles(entries, documents)
    sizes = ValueMap(entries.map { (.string($0.key), .int(Int64($0.size))) })
  }

  static let type = CEL.ObjectType(
    name: "ConfigMap",
    fields: [
      "name": .init(type: .string, tag: 0, doc: "The name."),
      "namespace": .init(type: .string, tag: 1, doc: "The namespace."),
      "cluster": .init(type: .string, tag: 2, doc: "The cluster, as config_updater names it."),
      "keys": .init(type: .list(.string), tag: 3, doc: "The keys that files have, sorted."),
      "files": .init(
        type: .map(.string, .string),
        tag: 4,
        doc: "The path of the file of each key."
      ),
      "sizes": .init(
        type: .map(.string, .int),
        tag: 5,
        doc: "The bytes of each value as Kubernetes counts them, after gzip."
      ),
      "size": .init(
        type: .int,
        tag: 6,
        doc: "The bytes of all values together, the commit under VERSION too."
      ),
      "globs": .init(
        type: .list(.string),
        tag: 7,
        doc: "The globs of config_updater whose files it holds."
      ),
    ]
  )

  private static let names = [
    "name", "namespace", "cluster", "keys", "files", "sizes", "size", "globs",
  ]

  var typeName: String? { ConfigMapObject.type.name }
  var count: Int { ConfigMapObject.names.count }
  var keys: any ListSource { StringsList(ConfigMapObject.names) }

  private var configMap: DesiredConfigMap { published.configMap }

  func value(_ field: FieldKey) -> Value? {
    switch field.tag >= 0 ? field.tag : ConfigMapObject.type.fields[field.name.string]?.tag {
    case 0: .string(configMap.target.name)
    case 1: .string(configMap.target.namespace)
    case 2: .string(configMap.target.cluster)
    case 3: .list(StringsList(configMap.entries.map(\.key)))
    case 4: .map(files)
    case 5: .map(sizes)
    case 6: .int(Int64(configMap.size))
    case 7: .list(StringsList(published.globs))
    default: nil
    }
  }

  func place(of field: FieldKey) -> WrittenPlace? {
    let written: Node.Entry? =
      switch field.name.string {
      case "name":
        entry?.value.entry(labelled: Field.name.rawValue)
          ?? entry?.value.entry(labelled: Field.partitionedNames.rawValue)
      case "namespace", "cluster":
        entry?.value.entry(labelled: Field.clusters.rawValue)
          ?? entry?.value.entry(labelled: Field.clusterGroups.rawValue)
      default: nil
      }
    return written.map { WrittenPlace(node: $0.value, key: $0.key, origin: .job) } ?? ownPlace
  }

  var ownPlace: WrittenPlace? {
    entry.map { WrittenPlace(node: $0.key, key: nil, origin: .job) }
  }
}

/// The files of a ConfigMap by their keys, each with its start as its place.
private final class PublishedFiles: PlacedMap {
  let keys: any ListSource
  private let paths: [StringValue: String]
  private let documents: DocumentStore

  init(_ entries: [DesiredConfigMap.Entry], _ documents: DocumentStore) {
    keys = StringsList(entries.map(\.key))
    paths = Dictionary(entries.map { (StringValue($0.key), $0.path) }) { first, _ in first }
    self.documents = documents
  }

  var count: Int { keys.count }

  func value(_ key: FieldKey) -> Value? { paths[key.name].map { .string($0) } }

  func place(of key: FieldKey) -> WrittenPlace? {
    paths[key.name].flatMap { documents.document(at: $0)?.root }.map {
      WrittenPlace(node: $0, key: nil, origin: .job)
    }
  }

  var ownPlace: WrittenPlace? { nil }
}
