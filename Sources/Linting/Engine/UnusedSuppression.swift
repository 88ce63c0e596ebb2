package import Diagnostics
internal import YAML

/// A name in a comment that suppresses nothing, or a comment that has not the form of one.
package struct UnusedSuppression: Sendable {
  /// As written; empty where the comment as a whole is meant.
  package let name: String
  /// What is wrong with the comment itself.
  package let fault: SuppressionComment.Fault?
  /// The line that the comment holds for, from 1.
  package let line: Int
  package let place: Place
  let text: CommentText
  let document: Document
}

/// A comment with names, by offsets in its file.
struct CommentText: Sendable {
  /// From its `#` to the end of the line.
  var range: Range<Int>
  var names: [Range<Int>]
}

extension UnusedSuppression {
  /// Takes the name out of the comment, and the comment out of the file if it names nothing else.
  func removal(_ applicability: Fix.Applicability) -> Fix {
    let (text, document) = (text, document)
    let name = Int(place.range.start)..<Int(place.range.end)
    return Fix("remove it", applicability) {
      let editor = TreeEditor(document)
      let part = text.part(around: name, in: document.file)
      guard let edits = editor.remove(part, of: text.range) else { return [] }
      return [FileEdit(file: document.file, edits: edits)]
    }
  }
}

extension CommentText {
  /// What has to go with a name.
  fileprivate func part(around name: Range<Int>, in file: SourceFile) -> Range<Int> {
    guard names.count > 1, let position = names.firstIndex(of: name) else {
      return hash(before: name.lowerBound, in: file)..<range.upperBound
    }
    return position == 0
      ? name.lowerBound..<names[1].lowerBound : names[position - 1].upperBound..<name.upperBound
  }

  /// Where the comment with the name starts: a line may have one before it.
  private func hash(before offset: Int, in file: SourceFile) -> Int {
    let bytes = file.bytes
    var start = offset
    while start > range.lowerBound, bytes[start] != UInt8(ascii: "#") { start -= 1 }
    while start > range.lowerBound, bytes[start - 1] == UInt8(ascii: "#") { start -= 1 }
    if start == range.lowerBound { return start }
    while start > range.lowerBound, bytes[start - 1] == 0x20 { start -= 1 }
    return start
  }
}
