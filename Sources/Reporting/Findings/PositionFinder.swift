package import Diagnostics

/// Lines and columns in many files, each indexed once.
package final class PositionFinder {
  private var indices: [ObjectIdentifier: LineIndex] = [:]

  package init() {}

  package func index(of file: SourceFile) -> LineIndex {
    if let index = indices[ObjectIdentifier(file)] { return index }
    let index = LineIndex(file)
    indices[ObjectIdentifier(file)] = index
    return index
  }

  package func position(_ place: Place) -> Position {
    index(of: place.file).position(at: place.range.start)
  }

  /// The line alone.
  package func line(_ place: Place) -> Int { index(of: place.file).line(at: place.range.start) }

  package func end(_ place: Place) -> Position {
    index(of: place.file).position(at: place.range.end)
  }

  /// `file:line:column`.
  package func text(_ place: Place) -> String {
    let position = position(place)
    return "\(place.file.path):\(position.line):\(position.column)"
  }
}
