internal import Prow
internal import YAML

/// The comments that start the presubmits of one repository.
struct TestCommands {
  private let jobs: [ResolvedJob]
  /// Jobs whose trigger is not the one that Prow makes for their name.
  private let withOwnTrigger: [Int]
  private let commands: [String]

  /// How often triggers are searched for in commands, so that the cost does not grow with the
  /// square of the jobs; enough for each pair of 500 jobs.
  private static let mostSearches = 250_000

  init(_ jobs: [ResolvedJob]) {
    self.jobs = jobs
    withOwnTrigger = jobs.indices.filter { jobs[$0].job[.trigger].map { !$0.isEmpty } ?? false }
    commands = withOwnTrigger.isEmpty ? [] : jobs.map(\.job.rerunCommand)
  }

  var hasOwnTriggers: Bool { !withOwnTrigger.isEmpty }

  /// Jobs that start after the command of others on a branch of theirs, and those others.
  func foreign(
    _ overlaps: inout BranchOverlaps
  ) -> [(job: ResolvedJob, others: [ResolvedJob])] {
    var others: [Int: [Int]] = [:]
    let byWord = indicesByWord()
    for index in jobs.indices {
      for other in candidates(for: index, byWord)
      where other != index && commands[other] != commands[index] {
        others[index, default: []].append(other)
      }
    }
    return others.keys.sorted().compactMap { index in
      let met = others[index, default: []].filter { overlaps.meet(jobs[index].job, jobs[$0].job) }
      return met.isEmpty ? nil : (jobs[index], met.map { jobs[$0] })
    }
  }

  /// Jobs by each word after `/test` in their command.
  private func indicesByWord() -> [Substring: [Int]] {
    var result: [Substring: [Int]] = [:]
    for (index, command) in commands.enumerated() where command.hasPrefix("/test ") {
      for word in command.dropFirst(6).split(separator: " ") {
        result[word.hasSuffix(",") ? word.dropLast() : word, default: []].append(index)
      }
    }
    return result
  }

  /// Jobs whose command the trigger of a job matches.
  private func candidates(for index: Int, _ byWord: [Substring: [Int]]) -> [Int] {
    let job = jobs[index].job
    guard let node = job[.trigger], !node.isEmpty else { return byWord[job.name.string[...]] ?? [] }
    // Of very many commands, what is found among the first is enough.
    let most = max(50, TestCommands.mostSearches / withOwnTrigger.count)
    if let text = node.string, let name = PatternSyntax.defaultTriggerName(text.bytes) {
      guard name.utf8.contains(UInt8(ascii: ".")), byWord.count <= most else {
        return byWord[name[...]] ?? []
      }
      var found: Set<Int> = []
      for (word, indices) in byWord where PatternSyntax.isName(name, like: word) {
        found.formUnion(indices)
      }
      return found.sorted()
    }
    // One that takes any comment is reported as such.
    guard let regex = try? GoRegex.compile(node.convertedText).get(),
      !regex.matches(TakenCommand.ordinary)
    else { return [] }
    return commands.prefix(most).indices.filter { regex.matches(commands[$0]) }
  }
}
