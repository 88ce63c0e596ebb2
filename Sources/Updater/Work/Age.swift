/// How long ago something was, for people.
package enum Age {
  /// `5 min ago`; `never` for nothing.
  package static func text(_ time: Double?, _ now: Double) -> String {
    time.map { "\(words(now - $0)) ago" } ?? "never"
  }

  /// `90 s`, `5 min`, `3 h`, `2 days`.
  package static func words(_ seconds: Double) -> String {
    let seconds = Int(max(0, min(seconds, 1e15)))
    return switch seconds {
    case ..<120: "\(seconds) s"
    case ..<7200: "\(seconds / 60) min"
    case ..<172_800: "\(seconds / 3600) h"
    default: "\(seconds / 86_400) days"
    }
  }
}
