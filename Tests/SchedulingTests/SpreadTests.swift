import Prow
import TestSupport
import Testing
internal import YAML

@testable import Scheduling

@Suite("Spreading periodics over the minutes")
struct SpreadTests {
  private func spread(_ crons: [String], keeping kept: Set<String> = []) -> Spread {
    let jobs = crons.enumerated().map { "- {name: job-\($0), cron: '\($1)'}\n" }.joined()
    return Spread(Periodics("periodics:\n" + jobs).timetable()) {
      kept.contains($0.job.name.string)
    }
  }

  private func lines(_ spread: Spread) -> [String] {
    spread.moves.map { "\($0.job.job.name.string): \($0.after)" }
  }

  @Test("of jobs that start at once, the first stays, and others move to the nearest free minutes")
  func nearestMinutes() {
    let found = spread(["5 0 * * *", "5 0 * * *", "5 0 * * *", "6 0 * * *"])
    #expect(lines(found) == ["job-1: 4 0 * * *", "job-2: 3 0 * * *"])
    #expect(found.clusters.map { [$0.before, $0.after] } == [[3, 1]])
  }

  @Test("no start leaves its hour, and steps keep the time between two starts")
  func hoursAndSteps() {
    let found = spread(["*/20 * * * *", "*/20 * * * *", "0,30 6 * * *", "59 6 * * *", "59 6 * * *"])
    #expect(
      lines(found) == ["job-1: 1-59/20 * * * *", "job-2: 2,32 6 * * *", "job-4: 58 6 * * *"]
    )
  }

  @Test("descriptors get fields, and jobs in other hours need not move")
  func descriptors() {
    #expect(lines(spread(["@daily", "@daily"])) == ["job-1: 1 0 * * *"])
    #expect(lines(spread(["0 1 * * *", "0 2 * * *"])).isEmpty)
  }

  @Test("jobs stay that are kept, that have six fields, or that share their line")
  func stayingJobs() {
    let found = spread(["0 3 * * *", "0 3 * * *", "0 0 3 * * *"], keeping: ["job-0"])
    #expect(lines(found) == ["job-1: 1 3 * * *"])
    // Two that can't move start at once, whatever the others do.
    #expect(found.clusters.map { [$0.before, $0.after] } == [[3, 2]])
    #expect(found.stayingCount == 2)
    let shared = Periodics(
      "periodics: [{name: a, cron: &c '0 3 * * *'}, {name: b, cron: *c}, {name: c, cron: '0 3 * * *'}]"
    )
    let spread = Spread(shared.timetable()) { _ in false }
    #expect(spread.stayingCount == 2)
    #expect(lines(spread) == ["c: 1 3 * * *"])
  }

  @Test("seventy jobs of one hour start two at a time at most")
  func moreJobsThanMinutes() {
    let found = spread(Array(repeating: "0 0 * * *", count: 70))
    #expect(found.clusters.map { [$0.before, $0.after] } == [[70, 2]])
    // Two can stay at every minute.
    #expect(found.moves.count == 68)
  }

  @Test("a plan that is followed leads to no other one, whatever the lines are")
  func planIsStable() {
    var random = SeededRandom(seed: 7)
    let fields = ["0", "30", "*/15", "*/20", "0,30", "5-59/10", "*"]
    let rest = ["* * * *", "0 * * *", "*/6 * * *", "3 * * 1", "3 1 * *", "0-5 * * 1-5"]
    for _ in 0..<5 {
      let crons = (0..<20).map { _ in
        "\(fields.randomElement(using: &random)!) \(rest.randomElement(using: &random)!)"
      }
      let first = spread(crons)
      var moved = crons
      for move in first.moves {
        let index = Int(move.job.job.name.string.dropFirst(4))!
        #expect(move.before == crons[index])
        moved[index] = move.after
      }
      #expect(lines(spread(moved)).isEmpty)
      for cluster in first.clusters { #expect(cluster.after <= cluster.before) }
    }
  }
}
