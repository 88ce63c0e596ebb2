/// Something that a job may do and could not before.
package struct JobGain: Sendable, Hashable {
  /// `reads secret`; empty if the name says it all: `privileged`.
  package let words: String
  /// What the words are about, as somebody wrote it: `gh-token`; `nil` if they say it all.
  package let name: String?

  init(_ words: String, _ name: String? = nil) {
    (self.words, self.name) = (words, name)
  }

  /// It runs for every pull request, and none is merged without it.
  package static let blocksMerges = JobGain("always runs and blocks merges")

  /// In one line: `reads secret gh-token`.
  package var text: String { [words, name ?? ""].filter { !$0.isEmpty }.joined(separator: " ") }
}
