import ArgumentParser
import CommandSupport
import Diagnostics
import Files
import Formats
import Prow
import YAML

/// Shows what Prow's YAML library makes of a file; serves conformance tests.
struct YAMLToJSONCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "yaml-to-json",
    abstract: "Print a YAML file as the JSON that Prow reads.",
    shouldDisplay: false
  )

  @Flag(help: "Refuse repeated keys.")
  var strict = false

  @Flag(help: "Decode into a map from string to string.")
  var strings = false

  @Argument(help: "A YAML file.")
  var file: String

  func run() throws {
    let (source, broken) = SourceFile.decoding(path: file, adopting: try FileReader.read(file))
    let document = Document.parse(source)
    var problems = (broken.map { [$0] } ?? []) + document.problems
    // Text fields take infinities, which JSON numbers can't hold.
    if strings { problems.removeAll { $0.kind == .number } }
    if strict { problems += document.repeatedKeys }
    if let problem = problems.first {
      Terminal.printError("\(file): \(problem.message)\n")
      throw ExitCode(1)
    }
    guard let json = JSONProjection.text(of: document.root, target: strings ? .strings : .value)
    else {
      Terminal.printError("\(file): a list or mapping where a string is wanted\n")
      throw ExitCode(1)
    }
    Terminal.print(json + [UInt8(ascii: "\n")])
  }
}
