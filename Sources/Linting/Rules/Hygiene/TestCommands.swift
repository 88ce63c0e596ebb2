import GoFormats
internal import Prow
internal import YAML

/// The comments that start the presubmits of one repository.
struct TestCommands {
  private let jobs: [ResolvedJob]
  /// Jobs whose trigger is not the one that Prow makes for their name.
  private let withOwnTrigger: Int

  /// How often triggers are searched for in commands, so that the cost does not grow with the
  /// square of the jobs; enough for each pair of 500 jobs.
  private static let mostSearches = 250_000

  init(_ jobs: [ResolvedJob]) {
    self.jobs = jobs
    withOwnTrigger = jobs.reduce(0) { $0 + ($1.job[.trigger].map { !$0.isEmpty } ?? false ? 1 : 0) }
  }

  /// Jobs that start after the command of others on a branch of theirs, and those others.
  func foreign(
    _ overlaps: inout BranchOverlaps
  ) -> [(job: ResolvedJob, others: [ResolvedJob])] {
    let others = usualWords.map(pairs) ?? pairs()
    return others.keys.sorted().compactMap { index in
      let met = others[index, default: []].filter { overlaps.meet(jobs[index].job, jobs[$0].job) }
      return met.isEmpty ? nil : (jobs[index], met.map { jobs[$0] })
    }
  }

  /// The words that start the jobs, if each has its own as Prow would make it.
  private var usualWords: [Text]? {
    var words: [Text] = []
    words.reserveCapacity(jobs.count)
    for job in jobs {
      guard let word = job.usualTestWord else { return nil }
      words.append(word)
    }
    return words
  }

  /// Of very many commands, what is found among the first is enough.
  private var most: Int { max(50, TestCommands.mostSearches / max(1, withOwnTrigger)) }

  /// Jobs that start after the commands of others: of usual words only those with a dot, which stands
  /// for any character in a trigger, match different ones.
  private func pairs(_ words: [Text]) -> [Int: [Int]] {
    guard words.count <= most else { return [:] }
    var others: [Int: [Int]] = [:]
    for (index, word) in words.enumerated()
    where jobs[index].job.has(.trigger) && word.bytes.contains(UInt8(ascii: ".")) {
      for (other, candidate) in words.enumerated()
      where PatternSyntax.isName(word, like: candidate) && word != candidate {
        others[index, default: []].append(other)
      }
    }
    return others
  }

  private func pairs() -> [Int: [Int]] {
    var others: [Int: [Int]] = [:]
    var words = CommandWords(jobs)
    for index in jobs.indices {
      for other in candidates(for: index, &words)
      where other != index && jobs[other].job.rerunCommand != jobs[index].job.rerunCommand {
        others[index, default: []].append(other)
      }
    }
    return others
  }

  /// Jobs whose command the trigger of a job matches.
  private func candidates(for index: Int, _ words: inout CommandWords) -> [Int] {
    let job = jobs[index].job
    guard let node = job[.trigger], !node.isEmpty else { return words.jobs(of: job.name) }
    if let text = node.string, let name = PatternSyntax.defaultTriggerName(text.bytes) {
      let hasDots = name.bytes.contains(UInt8(ascii: "."))
      return hasDots && jobs.count <= most ? words.jobs(like: name) : words.jobs(of: name)
    }
    // One that takes any comment is reported as such.
    guard let regex = try? GoRegex.compile(node.convertedText).get(),
      !regex.matches(TakenCommand.ordinary)
    else { return [] }
    return jobs.prefix(most).indices.filter { regex.matches(jobs[$0].job.rerunCommand) }
  }
}

/// The words after `/test` in the commands of jobs.
private struct CommandWords {
  /// The last job with a word.
  private var last: [Text: Int] = [:]
  /// The places of words, each with the job and the place before with the same word, or -1.
  private var places: [(job: Int, previous: Int)] = []
  /// Words by their length, once they are asked for.
  private lazy var byLength = Dictionary(grouping: last.keys, by: \.count)

  init(_ jobs: [ResolvedJob]) {
    last.reserveCapacity(jobs.count)
    places.reserveCapacity(jobs.count)
    for (index, job) in jobs.enumerated() {
      let job = job.job
      if let command = job[.rerunCommand], !command.isEmpty {
        if let text = command.string { add(wordsOf: text, index) }
      } else if job[.trigger]?.isEmpty ?? true {
        add(job.name, index)
      }
    }
  }

  private mutating func add(wordsOf command: Text, _ job: Int) {
    guard command.starts(with: "/test ") else { return }
    for word in command.bytes.dropFirst(6).split(separator: UInt8(ascii: " ")) {
      let word = word.last == UInt8(ascii: ",") ? word.dropLast() : word
      add(Text(UnsafeBufferPointer(rebasing: word)), job)
    }
  }

  private mutating func add(_ word: Text, _ job: Int) {
    let previous = last.updateValue(places.count, forKey: word) ?? -1
    places.append((job, previous))
  }

  func jobs(of name: Text) -> [Int] {
    var jobs: [Int] = []
    var place = last[name] ?? -1
    while place >= 0 {
      jobs.append(places[place].job)
      place = places[place].previous
    }
    return jobs.reversed()
  }

  /// The jobs with words that a name matches of which each dot stands for any character.
  mutating func jobs(like name: Text) -> [Int] {
    var found: Set<Int> = []
    for word in byLength[name.count] ?? [] where PatternSyntax.isName(name, like: word) {
      found.formUnion(jobs(of: word))
    }
    return found.sorted()
  }
}
