package import Diagnostics
package import Formats
internal import Machine
internal import Prow

/// The text of many findings, written in pieces by several tasks.
package enum FindingText {
  /// `body`: Writes some of the findings, which follow one another.
  package static func render(
    _ findings: [Diagnostic],
    workers: Int,
    _ body: @escaping @Sendable ([Diagnostic]) -> TerminalText
  ) async -> TerminalText {
    let size = max(few, findings.count / max(1, workers) + 1)
    let pieces = stride(from: 0, to: findings.count, by: size).map {
      Array(findings[$0..<min($0 + size, findings.count)])
    }
    return TerminalText.joined(await ParallelMap.map(pieces, workers: workers, body))
  }

  /// Findings for which another task is not worth its start.
  private static let few = 64
}
