import Glibc
import TestSupport
import Testing

/// The commands that pages in `docs/commands` show, and what they print.
@Suite("Output in docs/commands")
struct DocumentedOutputTests {
  // RECORD_FIXTURES=1 writes the output into the page, and fails.
  @Test(arguments: try DocumentedPage.all())
  func isWhatTheProgramPrints(_ page: DocumentedPage) throws {
    let (text, count) = try page.withOutput()
    #expect(count > 0, "\(page.path) shows no command in a block ```console")
    if text != page.text, getenv("RECORD_FIXTURES") != nil { try page.write(text) }
    #expect(text == page.text)
  }
}

/// A page whose blocks ```` ```console ```` hold lines `$ plimsoll …`, each with its output below.
///
/// The commands run in the project's root; a line `$ cd FOLDER` changes that for its block. Output is
/// all that a terminal shows, without colours. Other lines that start with `$ ` are not run, and
/// stay as they are with what is below them.
struct DocumentedPage: Sendable, CustomTestStringConvertible {
  let path: String
  let text: String

  var testDescription: String { path }

  /// - Throws: If there is no page, since no test would then run.
  static func all() throws -> [DocumentedPage] {
    let names = try Project.names(in: "docs/commands").filter { $0.hasSuffix(".md") }
    guard !names.isEmpty else { throw Project.Missing(path: "docs/commands/*.md") }
    return try names.map { name in
      let path = "docs/commands/\(name)"
      return DocumentedPage(path: path, text: try Project.text(path))
    }
  }

  /// The page with what its commands print now, and how many these are.
  func withOutput() throws -> (text: String, count: Int) {
    var output: [Substring] = []
    var (isInBlock, isSkipping, folder, count) = (false, false, ".", 0)
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix("```") {
        (isInBlock, isSkipping, folder) = (!isInBlock && line == "```console", false, ".")
      } else if isInBlock, line.hasPrefix("$ ") {
        isSkipping = line.hasPrefix("$ plimsoll ")
        if line.hasPrefix("$ cd ") { folder = String(line.dropFirst(5)) }
        guard isSkipping else {
          output.append(line)
          continue
        }
        count += 1
        output.append(line)
        output += try printed(by: String(line.dropFirst(2)), in: folder)
        continue
      } else if isSkipping {
        continue
      }
      output.append(line)
    }
    return (output.joined(separator: "\n"), count)
  }

  private func printed(by command: String, in folder: String) throws -> [Substring] {
    let script = """
      unset GITHUB_ACTIONS GITLAB_CI PROW_JOB_ID PULL_BASE_SHA PULL_REFS COLUMNS CLICOLOR_FORCE
      export NO_COLOR=1
      plimsoll() { "$0" "$@"; }
      cd '\(Project.root)/\(folder)' && { \(command); } 2>&1
      """
    let lines = try Program.shell(script).output.split(
      separator: "\n",
      omittingEmptySubsequences: false
    )
    return lines.last?.isEmpty == true ? lines.dropLast() : lines
  }

  func write(_ text: String) throws {
    guard let file = fopen("\(Project.root)/\(path)", "w") else {
      throw Project.Missing(path: path)
    }
    defer { fclose(file) }
    fputs(text, file)
  }
}
