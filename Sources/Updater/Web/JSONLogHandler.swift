internal import Cluster
internal import Formats
internal import Glibc
package import Logging

/// One JSON object a line on standard error.
package struct JSONLogHandler: LogHandler {
  package var logLevel: Logger.Level
  package var metadata: Logger.Metadata = [:]
  private let label: String

  package init(label: String, level: Logger.Level) {
    self.label = label
    logLevel = level
  }

  package subscript(metadataKey key: String) -> Logger.Metadata.Value? {
    get { metadata[key] }
    set { metadata[key] = newValue }
  }

  package func log(event: LogEvent) {
    var members: [JSONValue.Member] = [
      .init(key: "time", value: JSONValue(Timestamp.text(Timekeeper.system.wall()))),
      .init(key: "level", value: JSONValue(event.level.rawValue)),
      .init(key: "message", value: JSONValue("\(event.message)")),
    ]
    let all = metadata.merging(event.metadata ?? [:]) { _, own in own }
    for (key, value) in all.sorted(by: { $0.key < $1.key }) {
      members.append(.init(key: key, value: JSONValue("\(value)")))
    }
    let line = JSONValue.object(members).json + [UInt8(ascii: "\n")]
    // One write for a line, so that lines of several threads do not mix.
    line.withUnsafeBytes { bytes in _ = write(STDERR_FILENO, bytes.baseAddress, bytes.count) }
  }
}
