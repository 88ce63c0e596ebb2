import ArgumentParser

/// How findings are written.
enum OutputFormat: String, ExpressibleByArgument, CaseIterable {
  case text, concise, json, jsonl, sarif, github, gitlab, junit, checkstyle, rdjson, markdown, html
}

/// A format, and where it goes: `sarif=out.sarif`.
struct OutputTarget: ExpressibleByArgument, Equatable {
  var format: OutputFormat
  /// `nil` for standard output.
  var file: String?

  init(_ format: OutputFormat, file: String? = nil) {
    self.format = format
    self.file = file
  }

  init?(argument: String) {
    let parts = argument.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    guard let format = OutputFormat(rawValue: String(parts[0])), parts.last?.isEmpty == false else {
      return nil
    }
    self.init(format, file: parts.count == 2 ? String(parts[1]) : nil)
  }
}
