/// Cuts a stream of bytes into messages.
///
/// What is no message is skipped up to the next header, and said once. A body that is too large is
/// skipped without being kept.
///
/// Source: LSP 3.17, "Base Protocol".
package struct MessageReader {
  /// The most bytes of a message that are taken.
  package static let mostBytes = 1 << 28
  /// The most bytes of a header; more are no header.
  private static let mostHeaderBytes = 1 << 12
  private static let field = Array("content-length:".utf8)

  package enum Item: Sendable, Hashable {
    /// The content of a message.
    case body([UInt8])
    /// What is wrong with bytes that were skipped.
    case fault(String)
  }

  private var buffer: [UInt8] = []
  /// Bytes of `buffer` that are used up.
  private var start = 0
  /// Bytes of a body that is too large and still to come.
  private var skips = 0
  private var isInGarbage = false

  package init() {}

  package mutating func append(_ bytes: some Collection<UInt8>) {
    let skipped = min(skips, bytes.count)
    skips -= skipped
    if start > 0 {
      buffer.removeFirst(start)
      start = 0
    }
    buffer += bytes.dropFirst(skipped)
  }

  /// The next message or fault; `nil` until more bytes come.
  package mutating func next() -> Item? {
    while true {
      guard skips == 0, let header = findHeader() else { return nil }
      switch header {
      case .garbage(let count):
        start += count
        if isInGarbage { continue }
        isInGarbage = true
        return .fault("bytes that are no message were skipped up to the next Content-Length")
      case .length(let length, let bodyStart):
        guard let length else {
          start = bodyStart
          isInGarbage = true
          return .fault("the Content-Length of a message is not a number")
        }
        if length > MessageReader.mostBytes {
          let here = min(length, buffer.count - bodyStart)
          start = bodyStart + here
          skips = length - here
          return .fault(
            "a message of \(length) bytes was skipped: at most \(MessageReader.mostBytes) are read"
          )
        }
        guard buffer.count - bodyStart >= length else { return nil }
        start = bodyStart + length
        isInGarbage = false
        return .body(Array(buffer[bodyStart..<start]))
      }
    }
  }

  private enum Header {
    /// So many bytes belong to no message.
    case garbage(Int)
    /// The length that the header says, `nil` for none, and where the body starts.
    case length(Int?, bodyStart: Int)
  }

  /// `nil` if the bytes so far may be the start of a header.
  private func findHeader() -> Header? {
    guard start < buffer.count else { return nil }
    guard let field = position(of: MessageReader.field, from: start) else {
      // The end may be the start of a field.
      let count = buffer.count - start - (MessageReader.field.count - 1)
      return count > MessageReader.mostHeaderBytes || count > 0 && !isHeaderStart
        ? .garbage(count) : nil
    }
    if field > start, !isHeaderLine(before: field) { return .garbage(field - start) }
    guard let end = headerEnd(from: field) else {
      return buffer.count - field > MessageReader.mostHeaderBytes
        ? .garbage(field - start + MessageReader.field.count) : nil
    }
    let digits = buffer[(field + MessageReader.field.count)...].prefix { $0 != 0x0D && $0 != 0x0A }
    let text = String(decoding: digits, as: UTF8.self).filter { $0 != " " && $0 != "\t" }
    let isNumber = !text.isEmpty && text.utf8.allSatisfy { $0 &- 0x30 < 10 }
    return .length(isNumber ? Int(text) ?? Int.max : nil, bodyStart: end)
  }

  /// Whether the bytes so far look like another field of a header, such as Content-Type.
  private var isHeaderStart: Bool {
    buffer[start...].prefix(8).elementsEqual("Content-".utf8)
  }

  /// Whether there are only whole lines of the same header before a field.
  private func isHeaderLine(before field: Int) -> Bool {
    isHeaderStart && buffer[field - 1] == 0x0A && headerEnd(from: start).map { $0 > field } ?? true
  }

  /// Where the body starts: after an empty line.
  private func headerEnd(from position: Int) -> Int? {
    var index = position
    var isLineEmpty = false
    while index < min(buffer.count, position + MessageReader.mostHeaderBytes) {
      let byte = buffer[index]
      index += 1
      if byte == 0x0A {
        if isLineEmpty { return index }
        isLineEmpty = true
      } else if byte != 0x0D {
        isLineEmpty = false
      }
    }
    return nil
  }

  /// Where the text of a field starts, in any letter case.
  private func position(of field: [UInt8], from start: Int) -> Int? {
    guard buffer.count - start >= field.count else { return nil }
    return buffer.withUnsafeBufferPointer { bytes in
      (start...(bytes.count - field.count)).first { place in
        field.indices.allSatisfy { bytes[place + $0] | 0x20 == field[$0] | 0x20 }
      }
    }
  }
}

/// A message with its header.
package enum MessageFrame {
  package static func make(_ body: [UInt8]) -> [UInt8] {
    Array("Content-Length: \(body.count)\r\n\r\n".utf8) + body
  }
}
