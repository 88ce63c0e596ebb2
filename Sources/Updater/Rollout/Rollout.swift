package import Cluster
package import ConfigMaps
internal import Configs

/// What is asked after a commit was applied, and in which order it is applied; the file of
/// `--rollout`.
package struct Rollout: Sendable {
  package var components: [Component] = []
  package var stages: [Stage] = []

  package init() {}

  /// A program that tells which commit it has loaded.
  package struct Component: Sendable {
    package var name: String
    package var address: ServerAddress
    package var answer: Answer
    /// The ConfigMap whose key `VERSION` it shows.
    package var target: ConfigMapTarget
    /// Globs of further ConfigMaps that it loads.
    package var loads: [String]
    /// How long it may take.
    package var limit: Duration

    package enum Answer: String, Sendable, CaseIterable {
      /// Source: Prow, `handleConfig` in cmd/deck/main.go, and `loadConfig` in pkg/config/config.go,
      /// which reads the file `VERSION` next to config.yaml.
      case config
      /// The text of a mounted file `VERSION`, which proves that the ConfigMap is mounted.
      case version

      /// What is proven by an answer with the commit.
      package var proof: String { self == .config ? "loaded" : "mounted" }
    }

    /// Whether it shows that a ConfigMap was loaded.
    package func covers(_ other: ConfigMapTarget) -> Bool { target == other || isLoading(other) }

    /// Whether a ConfigMap is one of `loads`.
    func isLoading(_ other: ConfigMapTarget) -> Bool {
      other != target && loads.contains { PathGlob($0).matches(other.description) }
    }
  }

  /// ConfigMaps that get a commit before others do.
  package struct Stage: Sendable {
    package var name: String
    /// Globs.
    package var patterns: [String]
    /// How long it must be well before the next one gets the commit.
    package var time: Duration
  }

  package static let none = Rollout()

  /// What is in no stage gets a commit last, under this name.
  package static let rest = "rest"

  /// The position of the stage that a ConfigMap is in; the number of stages for none.
  package func stage(of target: ConfigMapTarget) -> Int {
    let name = target.description
    return stages.firstIndex { $0.patterns.contains { PathGlob($0).matches(name) } } ?? stages.count
  }

  /// Programs that show a ConfigMap of a stage.
  package func components(in stage: Int) -> [Component] {
    components.filter { self.stage(of: $0.target) == stage }
  }
}
