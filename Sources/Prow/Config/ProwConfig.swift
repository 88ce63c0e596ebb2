package import YAML

/// What jobs need of Prow's config.yaml, with its defaults.
///
/// A class, since every job has it. What is found in a job depends on nothing else of config.yaml, so
/// that it stays when only the rest changes.
///
/// Sources: Prow, `parseProwConfig` and `FinalizeDefaultDecorationConfigs` in pkg/config/config.go.
package final class ProwConfig: Sendable {
  /// Where pods run; `default` unless set.
  package let podNamespace: Text
  /// Where ProwJobs are, and what an empty namespace of config_updater stands for; `default` unless
  /// set.
  package let prowjobNamespace: String
  package let decoratesAllJobs: Bool
  /// In the order in which they are merged: later ones override earlier ones.
  package let decorationDefaults: [DefaultEntry]
  /// Whether any of the decoration defaults has a secret for cloning that makes a volume of its
  /// own name.
  package let namesCloneSecrets: Bool
  /// Names of `plank.job_queue_capacities`.
  package let jobQueues: [Text]
  /// Whether messages of Pub/Sub or calls of Gangway may start jobs.
  package let startsJobsFromOutside: Bool
  /// `horologium.tick_interval` as it is written; `nil` if it is not set.
  package let tickInterval: String?
  /// `nil` if they are not known.
  package let buildClusters: BuildClusters?
  /// The same for versions of config.yaml that say the same to jobs.
  let identity: ContentIdentity

  /// An entry of a list of defaults, for some repositories and clusters.
  package struct DefaultEntry: Sendable {
    package let repo: Text?
    package let cluster: Text?
    package let config: Node
  }

  /// - Parameters:
  ///   - root: The top mapping; `nil` for an empty file.
  ///   - buildClusters: `nil` if they are not known.
  package convenience init(_ root: Node?, buildClusters: BuildClusters? = nil) {
    self.init(root, buildClusters, ContentIdentity())
  }

  /// Another version of config.yaml.
  func replaced(by root: Node?, buildClusters: BuildClusters?) -> ProwConfig {
    let other = ProwConfig(root, buildClusters: buildClusters)
    return other.saysTheSame(as: self) ? ProwConfig(root, buildClusters, identity) : other
  }

  private init(_ root: Node?, _ buildClusters: BuildClusters?, _ identity: ContentIdentity) {
    self.identity = identity
    self.buildClusters = buildClusters
    podNamespace = root?.text(.podNamespace).flatMap { $0.isEmpty ? nil : $0 } ?? Text.default
    let namespace = root?.text(.prowjobNamespace).flatMap { $0.isEmpty ? nil : $0.string }
    prowjobNamespace = namespace ?? "default"
    decoratesAllJobs = root?.isTrue(.decorateAllJobs) ?? false
    let plank = root?[.plank]
    decorationDefaults = ProwConfig.decorationDefaults(plank)
    namesCloneSecrets = decorationDefaults.contains {
      $0.config[.oauthTokenSecret] != nil || $0.config[.githubAppPrivateKeySecret] != nil
    }
    jobQueues = plank?[.jobQueueCapacities]?.entries.map(\.key.text) ?? []
    let starters: [Field] = [.pubsubTriggers, .pubsubSubscriptions, .gangway]
    startsJobsFromOutside = starters.contains { root?[$0].map { !$0.isEmpty } ?? false }
    tickInterval = root?[.horologium]?[.tickInterval]?.string?.string
  }

  private func saysTheSame(as other: ProwConfig) -> Bool {
    podNamespace == other.podNamespace && prowjobNamespace == other.prowjobNamespace
      && decoratesAllJobs == other.decoratesAllJobs && jobQueues == other.jobQueues
      && startsJobsFromOutside == other.startsJobsFromOutside
      && tickInterval == other.tickInterval && buildClusters == other.buildClusters
      && decorationDefaults.count == other.decorationDefaults.count
      && zip(decorationDefaults, other.decorationDefaults).allSatisfy { one, other in
        one.repo == other.repo && one.cluster == other.cluster
          && one.config.hasSameValue(as: other.config)
      }
  }

  private static func decorationDefaults(_ plank: Node?) -> [DefaultEntry] {
    if let entries = plank?[.defaultDecorationConfigEntries], !entries.isEmpty {
      return entries.items.compactMap { entry in
        entry[.config].map {
          DefaultEntry(repo: entry.text(.repo), cluster: entry.text(.cluster), config: $0)
        }
      }
    }
    guard let map = plank?[.defaultDecorationConfigs] else { return [] }
    // The map form becomes a list: `*`, then orgs, then repositories.
    func rank(_ key: Text) -> Int {
      key == "*" ? 0 : key.bytes.contains(UInt8(ascii: "/")) ? 2 : 1
    }
    return map.entries.sorted { left, right in
      let (first, second) = (left.key.text, right.key.text)
      return rank(first) != rank(second)
        ? rank(first) < rank(second)
        : first.bytes.lexicographicallyPrecedes(second.bytes)
    }.filter { !$0.value.isNull }.map {
      DefaultEntry(repo: $0.key.text, cluster: nil, config: $0.value)
    }
  }
}

extension Text {
  /// The word `default`, Prow's name for the cluster it runs in and for its namespace.
  package static let `default` = Text(static: "default")

  package init(static text: StaticString) {
    self.init(UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }
}
