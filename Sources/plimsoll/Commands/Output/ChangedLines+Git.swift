import CommandSupport
import Diagnostics
import Files
import Formats
import Reporting

extension ChangedLines {
  /// Files whose lines are compared: each takes a process, and only a few findings are shown.
  ///
  /// The others only count as changed.
  private static let mostFiles = 30

  /// The lines that a change brings.
  ///
  /// - Parameters:
  ///   - files: The files that matter, by their paths from the top of the repository.
  ///   - base: The commit before; `nil` for the one that the change starts from, as the CI system
  ///     says.
  /// - Returns: `nil` if the commit is not known or not there: findings then keep their order.
  static func find(in files: [String: SourceFile], since base: String?) -> ChangedLines? {
    let names = base.map { [$0] } ?? CIEnvironment(Terminal.environment)?.bases ?? []
    guard !names.isEmpty, let repository = try? atTop(),
      let base = try? repository.base(among: names),
      let paths = try? repository.changedPaths(from: base, to: "HEAD")
    else { return nil }
    let tree = repository.tree(base)
    let changed = paths.compactMap { path in files[path].map { (path: path, file: $0) } }
    return ChangedLines(
      Dictionary(
        changed.enumerated().map { index, one in
          (one.path, index < mostFiles ? added(to: one.file, one.path, in: tree) : [])
        }
      ) { first, _ in first }
    )
  }

  /// Paths of changes start at the top of the clone, wherever somebody is in it.
  private static func atTop() throws -> GitRepository {
    let here = try GitRepository("", shownAs: "")
    let steps = here.prefix.split(separator: "/").map { _ in ".." }
    return steps.isEmpty ? here : try GitRepository(steps.joined(separator: "/"), shownAs: "")
  }

  private static func added(to file: SourceFile, _ path: String, in tree: GitTree) -> [Bool] {
    let old = (try? tree.file(at: path))?.bytes ?? []
    return LineDiff(elements: LineDiff.lines(old), LineDiff.lines(Array(file.bytes))).isAdded
  }
}
