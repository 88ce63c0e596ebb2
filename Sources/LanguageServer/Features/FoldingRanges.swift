/// The blocks of a YAML text by the indentation of its lines, also where it can't be read.
enum FoldingRanges {
  /// The first and last lines of blocks of several lines, from 0.
  static func all(in bytes: [UInt8]) -> [(start: Int, end: Int)] {
    var open: [(line: Int, depth: Int)] = []
    var found: [(start: Int, end: Int)] = []
    var last = 0
    func close(to depth: Int) {
      while let block = open.last, block.depth >= depth {
        open.removeLast()
        if last > block.line { found.append((block.line, last)) }
      }
    }
    let lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
    for (number, line) in lines.enumerated() {
      let blanks = line.prefix { $0 == 0x20 }.count
      guard let first = line.dropFirst(blanks).first, first != UInt8(ascii: "#"), first != 0x0D
      else { continue }
      // An item is below a key with the same indentation.
      let isItem = first == UInt8(ascii: "-") && line.dropFirst(blanks + 1).first ?? 0x20 == 0x20
      close(to: 2 * blanks + (isItem ? 1 : 0))
      open.append((number, 2 * blanks + (isItem ? 1 : 0)))
      last = number
    }
    close(to: 0)
    return found.sorted { $0.start < $1.start }
  }
}
