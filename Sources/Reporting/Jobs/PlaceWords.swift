internal import Diagnostics
internal import Formats
internal import YAML

/// Where things are written, seen from one file: its own lines have no path.
struct PlaceWords {
  private let home: SourceFile?
  /// Short names of files that are named in full elsewhere.
  private let names: [ObjectIdentifier: String]
  private let positions = PositionFinder()

  /// - Parameters:
  ///   - home: The file that is named already, so that a line is enough.
  ///   - names: Files with short names.
  init(home: SourceFile? = nil, names: [(file: SourceFile, name: String)] = []) {
    self.home = home
    self.names = Dictionary(
      names.map { (ObjectIdentifier($0.file), $0.name) },
      uniquingKeysWith: { first, _ in first }
    )
  }

  /// `line 17`, or `config/prow/plugins.yaml:21`.
  func text(_ node: Node) -> SheetLine {
    let line = positions.position(node.place).line
    let path = "\(names[ObjectIdentifier(node.file)] ?? node.file.path):\(line)"
    return node.file === home ? SheetLine("line \(line)").whole : "\(path)"
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
