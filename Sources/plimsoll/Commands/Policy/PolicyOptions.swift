import Analysis
import ArgumentParser
import Configs
import Files
import Glibc
import GoFormats
import Policies
import Prow

/// The team's own rules: files of `--policies`, or else those of the settings.
struct PolicyOptions: ParsableArguments {
  @Option(
    name: .customLong("policies"),
    help: ArgumentHelp(
      "A policy file, or a folder of them; may be repeated. By default those of the settings.",
      valueName: "path"
    ),
    completion: .file()
  )
  var paths: [String] = []

  /// Reads and compiles the policies.
  ///
  /// - Throws: `FileError` for a file that can't be read, and if none has a policy.
  func load(_ settings: Settings, schema: ProwSchema) throws(FileError) -> PolicySet {
    try PolicyFiles.load(paths, settings, schema: schema)
  }
}

enum PolicyDate {
  /// As 2027-03-31, in UTC.
  static var today: String {
    String(CivilTime(unixSeconds: Int64(time(nil))).rfc3339.prefix(10))
  }
}
