internal import Prow
package import YAML

/// What a run of a job is for: the type, the commits, and the names that Prow would draw.
package struct RunRequest: Sendable {
  package var type: JobType
  package var refs: RunRefs
  package var buildID: RequestedText
  /// The name of the ProwJob; Prow uses a random UUID.
  package var prowJobName: RequestedText
  /// When the ProwJob is created, in UTC as RFC 3339 has it.
  package var time: RequestedText
  /// Files go to this folder of the host instead of a bucket; empty in the usual mode.
  package var localOutputFolder: Text

  package init(
    type: JobType,
    refs: RunRefs,
    buildID: RequestedText,
    prowJobName: RequestedText,
    time: RequestedText,
    localOutputFolder: Text = .empty
  ) {
    self.type = type
    self.refs = refs
    self.buildID = buildID
    self.prowJobName = prowJobName
    self.time = time
    self.localOutputFolder = localOutputFolder
  }
}

/// The kinds of runs; a batch is one of several pull requests with a presubmit.
package enum JobType: String, Sendable, CaseIterable {
  case presubmit, postsubmit, periodic, batch
}

/// A string of a request, given or made up.
package struct RequestedText: Sendable {
  package var text: Text
  package var isMadeUp: Bool

  package init(_ text: Text, isMadeUp: Bool = false) {
    self.text = text
    self.isMadeUp = isMadeUp
  }

  var origin: Origin? { isMadeUp ? .madeUp : nil }
}

/// The tested repository at a commit, and the pull requests merged into it.
package struct RunRefs: Sendable {
  package var org: Text
  package var repo: Text
  package var baseRef: RequestedText
  package var baseSHA: RequestedText
  package var repoLink: Text
  package var baseLink: Text
  package var pulls: [Pull]

  package init(
    org: Text = .empty,
    repo: Text = .empty,
    baseRef: RequestedText,
    baseSHA: RequestedText,
    repoLink: Text = .empty,
    baseLink: Text = .empty,
    pulls: [Pull] = []
  ) {
    self.org = org
    self.repo = repo
    self.baseRef = baseRef
    self.baseSHA = baseSHA
    self.repoLink = repoLink
    self.baseLink = baseLink
    self.pulls = pulls
  }

  package struct Pull: Sendable {
    package var number: Int64
    package var author: Text
    package var sha: Text
    package var title: Text
    package var ref: Text
    package var headRef: Text
    package var link: Text
    package var commitLink: Text
    package var authorLink: Text
    package var isMadeUp: Bool

    package init(
      number: Int64,
      author: Text,
      sha: Text,
      title: Text = .empty,
      ref: Text = .empty,
      headRef: Text = .empty,
      link: Text = .empty,
      commitLink: Text = .empty,
      authorLink: Text = .empty,
      isMadeUp: Bool = false
    ) {
      self.number = number
      self.author = author
      self.sha = sha
      self.title = title
      self.ref = ref
      self.headRef = headRef
      self.link = link
      self.commitLink = commitLink
      self.authorLink = authorLink
      self.isMadeUp = isMadeUp
    }

    var origin: Origin? { isMadeUp ? .madeUp : nil }
  }
}
