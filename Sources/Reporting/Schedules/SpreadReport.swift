package import Formats
internal import Kubernetes
internal import Prow
package import Scheduling
internal import YAML

/// Other minutes for periodics, in words.
package struct SpreadReport {
  private let spread: Spread
  private let places = PlaceWords()

  package init(_ spread: Spread) { self.spread = spread }

  package func text(width: Int?, usesColor: Bool) -> TerminalText {
    guard !spread.moves.isEmpty else {
      return "No other minutes would make fewer periodics start at once.\n" + staying
    }
    let rows = spread.moves.map { move in
      [move.before, move.after, move.job.job.name.string, places.text(move.node).plain]
    }
    var look = TextTable.Look(width: width, usesColor: usesColor)
    look.keepsEnd = [3]
    look.least = [0: 12, 1: 12, 2: 24, 3: 20]
    var output = TextTable.render([["NOW", "BETTER", "JOB", "DEFINED"]] + rows, look: look)
    let heading: TerminalText = "\nMost starts in one minute\n"
    output += heading.styled("1", if: usesColor)
    let clusters = spread.clusters.filter { $0.before != $0.after }.map { cluster in
      [cluster.name, "\(cluster.before)", "\(cluster.after)"]
    }
    output += TextTable.render([["CLUSTER", "NOW", "THEN"]] + clusters, look: look)
    return output + staying
  }

  private var staying: TerminalText {
    if spread.stayingCount == 0 { return "" }
    return """
      \(DiffWords.count(spread.stayingCount, "periodic")) can't move: --keep names them, they share a line \
      with other jobs, or they start at every minute or by six fields

      """
  }
}
