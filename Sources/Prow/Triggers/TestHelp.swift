import GoFormats

/// What Prow answers to a comment that starts nothing, or asks for help.
///
/// Source: Prow, `ShouldRespondWithHelp` in pkg/pjutil/help.go.
package enum TestHelp: Sendable, Equatable {
  /// `/test ?`
  case asked
  /// `/test` without anything after it.
  case noTarget
  /// `/retest` with something after it.
  case retestWithTarget
  /// `/test all` that starts nothing.
  case nothingInAll
  /// `/test` with names of which none is known.
  case unknownTarget

  /// `nil` if Prow does not answer with the commands there are.
  ///
  /// `startsNothing`: Whether the comment starts no job.
  package init?(_ body: String, startsNothing: Bool) {
    func matches(_ pattern: String) -> Bool {
      (try? GoRegex.compile(pattern).get().matches(body)) ?? false
    }
    if matches(#"(?m)^/test[ \t]*\?\s*$"#) {
      self = .asked
    } else if matches(#"(?m)^/test\s*$"#) {
      self = .noTarget
    } else if matches(#"(?m)^/retest[ \t]+\S+"#) {
      self = .retestWithTarget
    } else if startsNothing, matches(#"(?m)^/test all,?($|\s.*)"#) {
      self = .nothingInAll
    } else if startsNothing, matches(#"(?m)^/test[ \t]+\S+"#) {
      self = .unknownTarget
    } else {
      return nil
    }
  }

  /// The words of Prow's answer; `nil` for a question.
  package var note: String? {
    switch self {
    case .asked: nil
    case .noTarget: "/test needs one or more names of jobs"
    case .retestWithTarget: "/retest takes no names of jobs"
    case .nothingInAll: "/test all starts no job here"
    case .unknownTarget: "no job here has the name that /test was given"
    }
  }
}
