internal import Cluster
internal import ConfigMaps
internal import Formats
internal import GRDB

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

  static func text(of keys: [TargetResult.Key]) -> String {
    let items = keys.map { key in
      JSONValue.array(
        [
          JSONValue(key.key), JSONValue(key.change.rawValue),
          key.path.map { JSONValue($0) } ?? .null,
        ] + (key.writer.map { [JSONValue($0)] } ?? [])
      )
    }
    return String(decoding: JSONValue.array(items).json, as: UTF8.self)
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
    let text: String = row["keys"]
    self.init(
      target: ConfigMapTarget(
        cluster: row["cluster"],
        namespace: row["namespace"],
        name: row["name"]
      ),
      kind: TargetResult.Kind(rawValue: row["kind"]) ?? .failed,
      keys: try JSONReader.read(Array(text.utf8)).items.compactMap { RunRecord.Key($0) },
      error: row["error"],
      publicError: row["publicError"],
      diff: row["diff"]
    )
  }
}

extension RunRecord.Key {
  init?(_ json: JSONValue) {
    guard (3...4).contains(json.items.count), let key = json.items[0].string,
      let change = json.items[1].string.flatMap({ TargetResult.Key.Change(rawValue: $0) })
    else { return nil }
    self.init(
      key: key,
      change: change,
      path: json.items[2].string,
      writer: json.items.count > 3 ? json.items[3].string : nil
    )
  }
}
