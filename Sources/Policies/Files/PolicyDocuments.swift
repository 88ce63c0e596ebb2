package import Diagnostics
internal import Machine
package import Prow
internal import Schema
internal import YAML

/// The YAML documents of a policy file, each with one policy.
package enum PolicyDocuments {
  /// Documents of a file from which on no more are read.
  package static let limit = 1_000
  /// Bytes of a policy file.
  package static let bytes = 1 << 20
  /// Bytes of all copies of a run: each document is one, as long as the file up to its end.
  static let room = 1 << 28

  /// Reads each document as a file of its own, in which blanks are in place of the others: so every
  /// place is the same as in the file.
  ///
  /// - Parameters:
  ///   - file: The whole file.
  ///   - schema: Checks the scalars.
  ///   - room: How many bytes the copies may have; what they take is taken from it.
  /// - Returns: The documents that hold anything, in their order, and whether these are all.
  package static func read(
    _ file: SourceFile,
    schema: ProwSchema,
    room: inout Int
  ) -> (documents: [LoadedFile], isWhole: Bool) {
    let starts = starts(in: file.bytes)
    if starts.isEmpty { return ([LoadedFile.load(file, kind: .policy, schema: schema)], true) }
    let ends = starts.dropFirst() + [file.bytes.count]
    let blank = file.bytes.map { $0 == 0x0A ? $0 : 0x20 }
    var documents: [LoadedFile] = []
    for (start, end) in zip(starts, ends) where holdsAnything(file.bytes[start..<end]) {
      room -= end
      if documents.count == limit || room < 0 { return (documents, false) }
      let part = part(start..<end, of: file, blank)
      documents.append(LoadedFile.load(part, kind: .policy, schema: schema))
    }
    return (documents, true)
  }

  /// Where documents start: 0, and each line that is `---` or starts with `--- `; none if there is one
  /// document only.
  private static func starts(in bytes: UnsafeBufferPointer<UInt8>) -> [Int] {
    var starts = [0]
    var line = 0
    while line < bytes.count {
      let end = bytes[line...].firstIndex(of: 0x0A) ?? bytes.count
      if isMarker(bytes[line..<end]), line > 0 { starts.append(line) }
      line = end + 1
    }
    return starts.count == 1 ? [] : starts
  }

  private static func isMarker(_ line: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
    guard line.prefix(3).elementsEqual("---".utf8) else { return false }
    guard let next = line.dropFirst(3).first else { return true }
    return next == 0x20 || next == 0x09 || next == 0x0D
  }

  private static func holdsAnything(_ part: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
    part.split(separator: 0x0A).contains { line in
      guard !isMarker(line), let first = line.first(where: { $0 != 0x20 && $0 != 0x0D }) else {
        return false
      }
      return first != UInt8(ascii: "#")
    }
  }

  /// `blank`: The file with blanks in place of all but the ends of lines.
  private static func part(
    _ range: Range<Int>,
    of file: SourceFile,
    _ blank: [UInt8]
  ) -> SourceFile {
    let copy = BulkMemory.allocate(range.upperBound)
    _ = copy.initialize(from: blank[..<range.lowerBound])
    let rest = UnsafeMutableBufferPointer(rebasing: copy[range])
    _ = rest.initialize(from: file.bytes[range])
    return SourceFile(path: file.path, adopting: copy)
  }
}
