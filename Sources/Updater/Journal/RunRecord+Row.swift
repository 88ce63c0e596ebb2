internal import Cluster
internal import ConfigMaps
internal import Formats
internal import SQLite

extension RunRecord {
  init(_ row: Row, changes: [Change]) {
    self.init(
      id: row["id"],
      source: row["source"],
      cause: Cause(rawValue: row["cause"]) ?? .timer,
      revision: row["revision"],
      startedAt: row["startedAt"],
      endedAt: row["endedAt"],
      outcome: Outcome(rawValue: row["outcome"]) ?? .failed,
      message: row["message"],
      changes: changes
    )
  }

  /// A list of three for each key, and one of two for each that somebody else had written: older
  /// versions leave out lists of other lengths than three.
  static func text(of keys: [TargetResult.Key]) -> String {
    let items = keys.map { key in
      JSONValue.array([
        JSONValue(key.key), JSONValue(key.change.rawValue),
        key.path.map { JSONValue($0) } ?? .null,
      ])
    }
    let writers = keys.compactMap { key in
      key.writer.map { JSONValue.array([JSONValue(key.key), JSONValue($0)]) }
    }
    return String(decoding: JSONValue.array(items + writers).json, as: UTF8.self)
  }

  static func keys(in text: String) throws -> [Key] {
    let items = try JSONReader.read(Array(text.utf8)).items
    var writers: [String: String] = [:]
    for pair in items.map(\.items) where pair.count == 2 {
      if let key = pair[0].string { writers[key] = pair[1].string }
    }
    return items.compactMap { Key($0) }.map { key in
      var key = key
      key.writer = writers[key.key]
      return key
    }
  }
}

extension RunRecord.Change {
  /// Two writes as if they were one.
  func followed(by later: RunRecord.Change) -> RunRecord.Change {
    var both = self
    let names = Set(later.keys.map(\.key))
    both.keys = (keys.filter { !names.contains($0.key) } + later.keys).sorted { $0.key < $1.key }
    both.diff += later.diff
    return both
  }

  init(_ row: Row) throws {
    self.init(
      target: ConfigMapTarget(
        cluster: row["cluster"],
        namespace: row["namespace"],
        name: row["name"]
      ),
      kind: TargetResult.Kind(rawValue: row["kind"]) ?? .failed,
      keys: try RunRecord.keys(in: row["keys"]),
      error: row["error"],
      publicError: row["publicError"],
      diff: row["diff"]
    )
  }
}

extension RunRecord.Key {
  init?(_ json: JSONValue) {
    guard json.items.count == 3, let key = json.items[0].string,
      let change = json.items[1].string.flatMap({ TargetResult.Key.Change(rawValue: $0) })
    else { return nil }
    self.init(key: key, change: change, path: json.items[2].string)
  }
}
