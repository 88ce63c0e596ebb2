import CommandSupport
import Formats
import Running

/// Shows what a run says: lines of the job's own containers as they are on standard output, all else on
/// standard error with the name of the container.
struct RunOutput: Sendable {
  private let plain: Set<String>

  /// `containers`: Those of the job itself.
  init(_ containers: [String]) {
    plain = containers.count == 1 ? Set(containers) : []
  }

  func show(_ event: PodRun.Event) {
    switch event {
    case .line(let container, let line):
      if plain.contains(container) {
        Terminal.print(line)
      } else {
        let text = String(decoding: line.dropLast(), as: UTF8.self)
        Terminal.printError("[\(container)] \(text)\n")
      }
    case .waiting(let reason): say("waiting: \(reason)")
    case .ended(let container, let code, let reason):
      if code != 0 { say("container \(container) has ended with \(code), \(reason)") }
    }
  }

  func say(_ text: String) { Terminal.printError("plimsoll-updater: \(text)\n") }
}
