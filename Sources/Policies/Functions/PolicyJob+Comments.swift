internal import CEL
internal import GoFormats
internal import Prow
internal import YAML

extension PolicyJob {
  /// Whether the trigger matches a comment; false for jobs that are no presubmits, and for patterns
  /// that do not compile.
  ///
  /// A join asks this for thousands of pairs, most of which have a trigger as Prow makes it and a
  /// comment of one word after `/test`: these are compared as text.
  ///
  /// Source: Prow, `TriggerMatches` of Presubmit in pkg/config/jobs.go.
  func starts(on comment: StringValue, _ run: Run) throws(CELError) -> Bool {
    guard job.kind == .presubmit else { return false }
    try run.charge(bytes: comment.byteCount)
    let verdict: Bool? = comment.withBytes { bytes in
      guard let word = resolved.usualTestWord, let asked = TestWord.only(in: bytes) else {
        return nil
      }
      return PatternSyntax.isName(word, like: asked)
    }
    if let verdict { return verdict }
    try run.charge(2_000)
    guard let pattern = try? GoRegex.compile(job.resolvedTrigger).get() else { return false }
    return comment.withBytes { pattern.matches($0) }
  }
}

enum CommentMatches {
  /// The presubmits of a list whose triggers match a comment.
  static func jobs(
    of list: any ListSource,
    startedBy comment: StringValue,
    _ run: Run
  ) throws(CELError) -> [Value] {
    let word = comment.withBytes { TestWord.only(in: $0).map { StringValue($0.string) } }
    let candidates =
      if let group = list as? JobGroup, let word { group.candidates(for: word) } else {
        Array(0..<list.count)
      }
    try run.charge(UInt64(candidates.count) + 1)
    var started: [Value] = []
    for index in candidates {
      let job = list[index]
      if try job.policyJob?.starts(on: comment, run) ?? false { started.append(job) }
    }
    return started
  }
}

private enum TestWord {
  /// The word of a comment that is `/test WORD` and no more; a comma at its end is not of it.
  static func only(in comment: UnsafeBufferPointer<UInt8>) -> Text? {
    let command = Array("/test ".utf8)
    guard comment.starts(with: command) else { return nil }
    var word = UnsafeBufferPointer(rebasing: comment[command.count...])
    if word.last == UInt8(ascii: ",") { word = UnsafeBufferPointer(rebasing: word.dropLast()) }
    // White space of any kind ends a word, and a byte over ASCII may be part of some.
    let isOneWord = !word.isEmpty && word.allSatisfy { $0 > 0x20 && $0 < 0x7F }
    return isOneWord ? Text(word) : nil
  }
}
