internal import FoundationEssentials

/// Why the results of a job can't be had.
package struct ResultFault: Error, Sendable, Equatable, CustomStringConvertible {
  package let reason: String

  package init(reason: String) { self.reason = reason }

  package var description: String { "the results can't be copied: \(reason)" }
}

/// The results of a job as the collector prints them: lines of base64, and a last line that says that
/// all is there.
struct ResultArchive: Sendable {
  /// More are not taken: they are in memory.
  private static let mostBytes = 1 << 29

  private var bytes: [UInt8] = []
  private var isWhole = false
  private var fault: ResultFault?

  /// `line`: With its line feed.
  mutating func add(_ line: [UInt8]) {
    if fault != nil { return }
    let text = line.last == 10 ? line.dropLast() : line[...]
    if String(decoding: text, as: UTF8.self) == RunnablePod.endOfResults {
      isWhole = true
    } else if let decoded = Data(base64Encoded: Data(text)), !isWhole {
      bytes += decoded
      if bytes.count > ResultArchive.mostBytes {
        fault = ResultFault(reason: "they have more than \(ResultArchive.mostBytes) bytes")
        bytes = []
      }
    } else {
      let words = String(decoding: text.prefix(200), as: UTF8.self)
      fault = ResultFault(reason: "the collector says \"\(words)\"")
    }
  }

  /// - Throws: `ResultFault` if some are missing.
  func whole() throws(ResultFault) -> [UInt8] {
    if let fault { throw fault }
    guard isWhole else {
      throw ResultFault(
        reason:
          "the log of the collector has no end; the node may keep only a part of so long a log"
      )
    }
    return bytes
  }
}
