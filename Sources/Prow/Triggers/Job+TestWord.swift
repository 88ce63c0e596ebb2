internal import YAML

extension Job {
  /// The word of a presubmit that starts for `/test WORD` and asks people to write that, by triggers of
  /// the form that Prow makes; `nil` for every other job.
  ///
  /// In the trigger, each dot of the word stands for any character. A word that `all` matches is not
  /// one.
  ///
  /// Sources: Prow, `DefaultTriggerFor` and `DefaultRerunCommandFor` in pkg/config/config.go.
  var usualTestWord: Text? {
    guard kind == .presubmit else { return nil }
    let word: Text
    switch (self[.trigger], self[.rerunCommand]) {
    case (nil, nil):
      guard PatternSyntax.isPlainWord(name.bytes) else { return nil }
      word = name
    case (let trigger?, let command?):
      guard let pattern = trigger.string, let text = command.string,
        let own = PatternSyntax.defaultTriggerName(pattern.bytes), text.starts(with: "/test "),
        Text(UnsafeBufferPointer(rebasing: text.bytes[6...])) == own
      else { return nil }
      word = own
    default: return nil
    }
    return PatternSyntax.isName(word, like: Text("all")) ? nil : word
  }
}
