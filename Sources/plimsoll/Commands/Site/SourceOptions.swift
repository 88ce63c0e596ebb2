import ArgumentParser
import CommandSupport
import Configs
import Files
import Formats
import JobCommands
import Reporting

/// Where people look at lines of files.
struct SourceOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      """
      The address of a line, such as https://git.example.com/acme/infra/{commit}/{path}?line={line}. \
      By default that of the remote of git on GitHub or GitLab, or as the CI system says; none for no \
      links.
      """,
      valueName: "template"
    )
  )
  var source: String?

  func validate() throws {
    guard let source, source != "none" else { return }
    guard source.hasPrefix("https://") || source.hasPrefix("http://") else {
      throw ValidationError(
        "--source takes an address that starts with https://, not \"\(source)\""
      )
    }
    if SourceLinks(template: source, pathFromTop: { $0 }) == nil {
      throw ValidationError("--source needs {path} in the address, and {line} can come after it")
    }
  }

  /// - Throws: `Failure` if the template asks for a commit and there is none.
  func links(_ clone: PublishedClone) throws -> SourceLinks? {
    if source == "none" { return nil }
    let paths = RepositoryPaths()
    guard let source else {
      let base = CodeHost(Terminal.environment).links ?? clone.base
      return base.map { SourceLinks(base: $0, pathFromTop: paths.fromTop) }
    }
    var template = source
    if let place = template.firstRange(of: "{commit}") {
      guard let commit = clone.commit else {
        throw Failure.usage("--source has {commit}, and the files are in no clone of git")
      }
      template.replaceSubrange(place, with: commit)
    }
    return SourceLinks(template: template, pathFromTop: paths.fromTop)
  }
}
