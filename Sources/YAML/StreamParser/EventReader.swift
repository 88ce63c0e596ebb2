internal import CLibYAML
internal import Diagnostics
internal import Glibc

/// libyaml's events for one file, one at a time.
///
/// No pointer of libyaml's outlives `close()`.
struct EventReader {
  private let parser: UnsafeMutablePointer<yaml_parser_t>
  private let input: UnsafeMutablePointer<Input>
  private(set) var event = yaml_event_t()
  private var marks: MarkTranslator

  /// What the read callback hands out.
  private struct Input {
    var next: UnsafePointer<UInt8>?
    var left: Int
  }

  init(_ file: SourceFile) {
    parser = .allocate(capacity: 1)
    input = .allocate(capacity: 1)
    input.initialize(to: Input(next: file.bytes.baseAddress, left: file.bytes.count))
    marks = MarkTranslator(file.bytes)
    guard yaml_parser_initialize(parser) == 1 else {
      preconditionFailure("no memory for a parser")
    }
    yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
    yaml_parser_set_input(
      parser,
      { data, buffer, size, read in
        guard let input = data?.assumingMemoryBound(to: Input.self), let buffer, let read else {
          return 0
        }
        let count = min(size, input.pointee.left)
        if count > 0, let next = input.pointee.next {
          memcpy(buffer, next, count)
          input.pointee.next = next + count
          input.pointee.left -= count
        }
        read.pointee = count
        return 1
      },
      input
    )
    skipByteOrderMark()
  }

  /// libyaml skips the mark only where it has to find out the encoding.
  private func skipByteOrderMark() {
    guard marks.base > 0, let start = input.pointee.next else { return }
    input.pointee.next = start + marks.base
    input.pointee.left -= marks.base
  }

  /// Whether the mistake is one of the bytes, not of the syntax.
  var hasBadBytes: Bool { parser.pointee.error == YAML_READER_ERROR }

  /// Frees the last event and reads the next one; `false` if there is a mistake in the text.
  @inline(__always)
  mutating func next() -> Bool {
    yaml_event_delete(&event)
    return yaml_parser_parse(parser, &event) == 1
  }

  mutating func close() {
    yaml_event_delete(&event)
    yaml_parser_delete(parser)
    parser.deallocate()
    input.deallocate()
  }

  /// The byte offset of a mark of the current event; marks must be asked for in rising order.
  @inline(__always)
  mutating func offset(_ mark: yaml_mark_t) -> UInt32 {
    UInt32(truncatingIfNeeded: marks.offset(mark.index))
  }

  /// Why `next()` said no.
  ///
  /// `quote`: Start of the last value, if it was quoted text of several lines.
  func problem(after quote: UInt32?) -> Problem {
    let said = parser.pointee.problem.map { String(cString: $0) } ?? "can't be read"
    var marks = marks
    func offset(_ mark: yaml_mark_t) -> UInt32 {
      UInt32(truncatingIfNeeded: marks.offset(mark.index))
    }
    let context = parser.pointee.context.map { String(cString: $0) }
    return SyntaxProblem.problem(
      said,
      at: offset(parser.pointee.problem_mark),
      context: context.map { (words: $0, offset: offset(parser.pointee.context_mark)) },
      openQuote: quote
    )
  }
}

/// Turns libyaml's marks, which count characters, into byte offsets.
struct MarkTranslator {
  /// Bytes of the byte order mark.
  let base: Int
  private let bytes: UnsafeBufferPointer<UInt8>
  private let isASCII: Bool
  private var character = 0
  private var byte: Int

  init(_ bytes: UnsafeBufferPointer<UInt8>) {
    self.bytes = bytes
    base = bytes.count >= 3 && bytes[0] == 0xEF && bytes[1] == 0xBB && bytes[2] == 0xBF ? 3 : 0
    byte = base
    isASCII = base == 0 && MarkTranslator.isASCII(bytes)
  }

  private static func isASCII(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    var index = 0
    let raw = UnsafeRawBufferPointer(bytes)
    while index + 8 <= raw.count {
      if raw.loadUnaligned(fromByteOffset: index, as: UInt64.self) & 0x8080_8080_8080_8080 != 0 {
        return false
      }
      index += 8
    }
    return raw[index...].allSatisfy { $0 < 0x80 }
  }

  /// Walks from the last mark to this one, forward or backward.
  @inline(__always)
  mutating func offset(_ index: Int) -> Int {
    isASCII ? min(index, bytes.count) : walk(to: index)
  }

  private mutating func walk(to index: Int) -> Int {
    while character < index, byte < bytes.count {
      byte += 1
      while byte < bytes.count, bytes[byte] & 0xC0 == 0x80 { byte += 1 }
      character += 1
    }
    while character > index, byte > base {
      byte -= 1
      while byte > base, bytes[byte] & 0xC0 == 0x80 { byte -= 1 }
      character -= 1
    }
    return byte
  }
}
