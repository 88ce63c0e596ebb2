import ArgumentParser
import CommandSupport
import Diagnostics
import Files
import Formats
import GoFormats
import Reporting
import Scheduling
import YAML

/// How long runs take, as far as anybody says.
struct RunTimeOptions: ParsableArguments {
  static let usual = "1h"

  @Option(
    help: ArgumentHelp(
      "How long a run takes of which nothing is known, at most its timeout (default: \(usual)).",
      valueName: "duration"
    )
  )
  var runTime: String?

  @Option(
    help: ArgumentHelp(
      "A YAML file with the run times of jobs, as in ci-nightly: 45m.",
      valueName: "file"
    ),
    completion: .file()
  )
  var runTimes: String?

  func validate() throws { _ = try usualSeconds() }

  private func usualSeconds() throws -> Int64 {
    let text = runTime ?? RunTimeOptions.usual
    guard let seconds = RunTimeOptions.seconds(text) else {
      throw ValidationError("--run-time takes a duration such as 45m, not \"\(text)\"")
    }
    return seconds
  }

  /// - Throws: `Failure` for a file that does not hold run times, with the place.
  func read() throws -> RunTimes {
    RunTimes(usual: try usualSeconds(), known: try runTimes.map(RunTimeOptions.known) ?? [:])
  }

  private static func known(_ path: String) throws -> [String: Int64] {
    let document = Document.parse(SourceFile(path: path, bytes: try FileReader.read(path)))
    if let problem = document.problems.first {
      throw Failure.usage("\(place(problem.range, document)): \(problem.message)")
    }
    guard let root = document.root, root.isMapping else {
      throw Failure.usage("\(path) has no mapping of jobs to durations, as in ci-nightly: 45m")
    }
    var known: [String: Int64] = [:]
    for entry in root.entries {
      guard let seconds = seconds(entry.value.convertedText) else {
        throw Failure.usage(
          """
          \(place(entry.value.range, document)): the run time of \(entry.key.text.string) is \
          \"\(entry.value.convertedText)\", and not a duration such as 45m
          """
        )
      }
      known[entry.key.text.string] = seconds
    }
    return known
  }

  private static func place(_ range: SourceRange, _ document: Document) -> String {
    PositionFinder().text(Place(file: document.file, range: range))
  }

  private static func seconds(_ text: String) -> Int64? {
    guard let span = GoDuration(text), span.nanoseconds > 0 else { return nil }
    return max(1, span.nanoseconds / 1_000_000_000)
  }
}
