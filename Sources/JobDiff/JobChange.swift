package import Diagnostics

/// What happens to one job.
package struct JobChange: Sendable {
  package let kind: Kind
  package let job: JobName
  /// Where the job is afterwards, or was before.
  package let place: FileLine
  /// Where it stood, if that is another file.
  package let oldPlace: FileLine?
  /// The name it had, if it has another one now.
  package let oldName: String?
  /// When it runs afterwards, or did before, in words: `at 0 6 * * *`, `always`.
  package let runs: String
  /// What differs in its resolved form; empty for jobs that come or go.
  package let fields: [FieldChange]
  /// What it may do that it could not before.
  package let gains: [JobGain]

  package enum Kind: String, Sendable, Hashable, CaseIterable {
    case added, removed, renamed, moved, changed
  }

  package struct FieldChange: Sendable, Hashable {
    /// `cluster`, `spec.containers[test].image`.
    package let name: String
    /// `nil` if it was not set.
    package let old: String?
    /// `nil` if it is not set.
    package let new: String?
  }
}

/// What a job is called, as people tell jobs apart.
package struct JobName: Sendable, Hashable {
  /// `presubmit`, `postsubmit` or `periodic`.
  package let kind: String
  /// `org/repo`; empty for periodics.
  package let repo: String
  package let name: String
}

/// A line of a file.
package struct FileLine: Sendable, Hashable {
  package let file: String
  /// From 1.
  package let line: Int

  package init(file: String, line: Int) {
    (self.file, self.line) = (file, line)
  }
}

extension FileLine {
  package init(_ place: Place) {
    self.init(
      file: place.file.path,
      line: LineIndex(place.file).position(at: place.range.start).line
    )
  }
}
