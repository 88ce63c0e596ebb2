import Analysis
import Configs
import Diagnostics
import Linting

extension ExampleLinter {
  /// `rule line:column message` for each finding of a job file.
  static func lines(
    _ text: String,
    select: [String] = ["prow"],
    kubernetes: String? = nil
  ) async throws -> [String] {
    var example = Example.jobs(text)
    example.kubernetes = kubernetes
    let result = try await lint(example, options: LintOptions(select: select))
    return result.diagnostics.map { diagnostic in
      let position = LineIndex(diagnostic.place.file).position(at: diagnostic.place.range.start)
      return "\(diagnostic.rule) \(position.line):\(position.column) \(diagnostic.message)"
    }
  }
}
