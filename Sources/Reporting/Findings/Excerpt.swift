internal import Diagnostics
internal import Formats

/// The line of a place as a terminal shows it, and where in it the place is.
///
/// Tabs become blanks, and characters that must not reach a terminal escapes. Of a long line only
/// the part around the place is shown.
struct Excerpt {
  let text: String
  /// Columns before the place, and of the place itself.
  let indent: Int
  let width: Int

  /// - Parameters:
  ///   - place: What the marks are put under; a place of several lines ends with its first.
  ///   - bytes: The range of the line in the file.
  ///   - limit: The most columns that the text has.
  init(_ place: Place, _ bytes: Range<Int>, limit: Int) {
    let start = min(max(Int(place.range.start), bytes.lowerBound), bytes.upperBound)
    let end = min(max(Int(place.range.end), start), bytes.upperBound)
    // A character has few bytes: text further away than this is not shown.
    let reach = limit * 8
    let first = max(bytes.lowerBound, start - reach)
    let last = min(bytes.upperBound, start + reach)
    var cells = Cells(place.file.bytes, first..<last)
    cells.append(first..<start)
    let mark = cells.count
    cells.append(start..<min(end, last))
    let markEnd = cells.count
    cells.append(min(end, last)..<last)
    let window = cells.window(
      around: mark..<markEnd,
      limit: limit,
      isCut: (first > bytes.lowerBound, last < bytes.upperBound)
    )
    text =
      (window.isCut.before ? "…" : "") + cells.text(window.range)
      + (window.isCut.after ? "…" : "")
    let shown = mark..<max(mark, min(markEnd, window.range.upperBound))
    indent = (window.isCut.before ? 1 : 0) + cells.width(window.range.lowerBound..<mark)
    width = max(1, cells.width(shown))
  }
}

/// What a line is made of on the screen.
private struct Cells {
  private let bytes: UnsafeBufferPointer<UInt8>
  /// The bytes of a line in which each byte is a cell of one column, as in nearly all.
  private var plain: Range<Int>?
  private var texts: [String] = []
  /// Columns before each cell, and at the end those of all.
  private var columns = [0]
  private static let tabStop = 8

  /// `range`: The part of the file that is appended piece by piece.
  init(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) {
    self.bytes = bytes
    if bytes[range].allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) {
      plain = range.lowerBound..<range.lowerBound
    }
  }

  var count: Int { plain?.count ?? texts.count }

  func width(_ range: Range<Int>) -> Int {
    plain == nil ? columns[range.upperBound] - columns[range.lowerBound] : range.count
  }

  func text(_ range: Range<Int>) -> String {
    guard let plain else { return texts[range].joined() }
    let start = plain.lowerBound
    return String(
      decoding: bytes[start + range.lowerBound..<start + range.upperBound],
      as: UTF8.self
    )
  }

  mutating func append(_ range: Range<Int>) {
    if let plain {
      self.plain = plain.lowerBound..<range.upperBound
      return
    }
    for character in String(decoding: bytes[range], as: UTF8.self) {
      if character == "\t" {
        let column = columns[count]
        let blanks = Cells.tabStop - column % Cells.tabStop
        append(String(repeating: " ", count: blanks), blanks)
      } else {
        let text = Escapes.visible(String(character))
        append(text, DisplayWidth.of(text))
      }
    }
  }

  private mutating func append(_ text: String, _ width: Int) {
    texts.append(text)
    columns.append(columns[texts.count - 1] + width)
  }

  /// The cells that fit into a number of columns: a third of them before the mark, more where
  /// little comes after it.
  ///
  /// - Parameters:
  ///   - mark: The cells of the place.
  ///   - limit: The columns.
  ///   - isCut: Whether there is more of the line than cells, before and after.
  /// - Returns: The cells to show, and whether something before and after them is left out.
  func window(
    around mark: Range<Int>,
    limit: Int,
    isCut: (before: Bool, after: Bool)
  ) -> (range: Range<Int>, isCut: (before: Bool, after: Bool)) {
    if !isCut.before, !isCut.after, width(0..<count) <= limit { return (0..<count, isCut) }
    let room = limit - 2
    let context = max(room / 3, room - width(mark.lowerBound..<count))
    var first = mark.lowerBound
    while first > 0, width(first - 1..<mark.lowerBound) <= context { first -= 1 }
    var last = first
    while last < count, width(first..<last + 1) <= room { last += 1 }
    return (
      first..<max(last, mark.lowerBound),
      (first > 0 || isCut.before, last < count || isCut.after)
    )
  }
}
