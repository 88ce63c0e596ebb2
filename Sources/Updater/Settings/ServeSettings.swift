package import Cluster

/// All that the command line says of the bot.
package struct ServeSettings: Sendable {
  package var sources: [FollowedBranch]
  /// The folder of the journal and the clones; nobody else may use it.
  package var stateFolder: String
  package var host = "0.0.0.0"
  /// 0 for any that is free.
  package var port = 8080
  /// Secrets that webhooks may be signed with.
  package var hookSecrets: [Secret] = []
  /// `nil` for nothing but git without a token, and no reports.
  package var gitHub: GitHub?
  package var reconcile = ReconcileSettings()
  /// How long git may take.
  package var gitLimit = Duration.seconds(300)
  /// `nil` for a process that is the only one.
  package var lease: Election?
  /// Whether open pull requests get a comment on what they mean.
  package var reviewsPulls = false
  /// Whether the status page shows what ConfigMaps hold.
  package var showsContent = false
  /// Prow's files, from the root of the repository, where they are not at a usual place.
  package var config: String?
  package var plugins: String?

  package struct GitHub: Sendable {
    /// The root of the API.
    package var base: String
    package var credential: GitHubCredential

    package init(base: String, credential: GitHubCredential) {
      self.base = base
      self.credential = credential
    }
  }

  /// How several processes elect one.
  package struct Election: Sendable {
    package var lease: ObjectName
    /// The cluster that holds the Lease, as Prow names it.
    package var cluster: String
    /// A name that no other process has.
    package var identity: String
    package var timing: LeaseElection.Timing

    package init(
      lease: ObjectName,
      cluster: String,
      identity: String,
      timing: LeaseElection.Timing = LeaseElection.Timing()
    ) {
      self.lease = lease
      self.cluster = cluster
      self.identity = identity
      self.timing = timing
    }
  }

  package init(sources: [FollowedBranch], stateFolder: String) {
    self.sources = sources
    self.stateFolder = stateFolder
  }
}
