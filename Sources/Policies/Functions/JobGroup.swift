internal import CEL
internal import Prow
internal import Synchronization
internal import YAML

/// Some jobs of which people may ask which ones a comment starts, again and again.
final class JobGroup: ListSource {
  private let jobs: [Value]
  private let commands = Mutex<CommandIndex?>(nil)

  init(_ jobs: [Value]) {
    self.jobs = jobs
  }

  var count: Int { jobs.count }

  subscript(_ index: Int) -> Value { jobs[index] }

  /// The places of the jobs that a comment of one word after `/test` may start, in their order.
  ///
  /// Not all of them need to be started by it, but all others are not.
  func candidates(for word: StringValue) -> [Int] {
    let index = commands.withLock { index in
      let known = index ?? CommandIndex(jobs)
      index = known
      return known
    }
    return index.candidates(for: word)
  }
}

/// Jobs by the word after `/test` that starts them.
private struct CommandIndex: Sendable {
  private var byWord: [StringValue: [Int]] = [:]
  /// Words with dots, of which each stands for any character, by their length.
  private var byLength: [Int: [Int]] = [:]
  /// Jobs with triggers of their own.
  private var others: [Int] = []

  init(_ jobs: [Value]) {
    for (index, job) in jobs.enumerated() {
      guard let job = job.policyJob, job.job.kind == .presubmit else { continue }
      guard let word = job.resolved.usualTestWord else {
        others.append(index)
        continue
      }
      if word.bytes.contains(UInt8(ascii: ".")) {
        byLength[word.count, default: []].append(index)
      } else {
        byWord[StringValue(word), default: []].append(index)
      }
    }
  }

  func candidates(for word: StringValue) -> [Int] {
    let found = (byWord[word] ?? []) + (byLength[word.byteCount] ?? []) + others
    return found.count < 2 ? found : found.sorted()
  }
}
