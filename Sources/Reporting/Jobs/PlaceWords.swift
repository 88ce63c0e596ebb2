package import Diagnostics
package import Formats
package import YAML

/// Where things are written, seen from one file: its own lines have no path.
package struct PlaceWords {
  private let home: SourceFile?
  /// Short names of files that are named in full elsewhere.
  private let names: [ObjectIdentifier: String]
  let pages: LinkedPages
  private var positions: PositionFinder { pages.positions }

  /// - Parameters:
  ///   - home: The file that is named already, so that a line is enough.
  ///   - names: Files with short names.
  ///   - pages: Where places and what is at them lead to; nowhere by default.
  package init(
    home: SourceFile? = nil,
    names: [(file: SourceFile, name: String)] = [],
    _ pages: LinkedPages = LinkedPages()
  ) {
    self.home = home
    self.pages = pages
    self.names = Dictionary(
      names.map { (ObjectIdentifier($0.file), $0.name) },
      uniquingKeysWith: { first, _ in first }
    )
  }

  /// `line 17`, or `config/prow/plugins.yaml:21`.
  package func text(_ node: Node) -> SheetLine {
    let line = positions.line(node.place)
    let words: SheetLine
    if node.file === home {
      words = SheetLine("line \(line)").whole
    } else {
      words = "\("\(names[ObjectIdentifier(node.file)] ?? node.file.path):\(line)")"
    }
    return words.linked(to: pages.address(node.file, line: line))
  }

  /// The same in brackets after a blank; nothing for `nil`.
  func bracketed(_ node: Node?) -> SheetLine {
    node.map { " (" + text($0) + ")" }.map { $0.styled(.faint) } ?? ""
  }

  /// The file, line and column for programs.
  func add(_ node: Node, to object: inout JSONObject) {
    let position = positions.position(node.place)
    object.add("file", node.file.path)
    object.add("line", position.line)
    object.add("column", position.column)
  }
}
