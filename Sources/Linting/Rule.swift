package import Diagnostics
package import Kubernetes
package import Prow
package import Schema
package import YAML

/// One thing that can be wrong, with its words, its examples and its check.
///
/// The docs page, `plimsoll explain`, and the test that `bad` is found and `good` is not all come
/// from here.
package struct Rule: Sendable {
  /// Kebab-case, names the fault, never changes.
  package var id: String
  package var group: Group
  /// Where nothing overrides it.
  package var severity: Severity
  /// One line: what is wrong.
  package var summary: String
  /// Why that matters, for someone who has never seen Prow's source.
  package var why: String
  /// What to do where the finding itself has nothing better to say.
  package var help: String?
  /// Whose rule it is: "Prow, `validateJobBase` in pkg/config/config.go".
  package var source: String
  package var bad: Example { makeBad() }
  package var good: Example { makeGood() }
  /// How `lint --fix` fixes findings, that of `bad` among them; `nil` if it fixes none.
  package var fix: Fixes?
  package var check: Check
  /// What the rule says of the files that config_updater publishes; `nil` if it looks at no such
  /// file, or for what is another rule's.
  package var published: (@Sendable (PublishedFault.Cause) -> PublishedMessage?)?
  // Examples are put together only where someone reads them, not at every start.
  private let makeBad: @Sendable () -> Example
  private let makeGood: @Sendable () -> Example

  package init(
    id: String,
    group: Group = .prow,
    severity: Severity = .error,
    summary: String,
    why: String,
    help: String? = nil,
    source: String,
    bad: @autoclosure @escaping @Sendable () -> Example,
    good: @autoclosure @escaping @Sendable () -> Example,
    fix: Fixes? = nil,
    check: Check,
    published: (@Sendable (PublishedFault.Cause) -> PublishedMessage?)? = nil
  ) {
    self.id = id
    self.group = group
    self.severity = severity
    self.summary = summary
    self.why = why
    self.help = help
    self.source = source
    makeBad = bad
    makeGood = good
    self.fix = fix
    self.check = check
    self.published = published
  }

  /// How the fixes of a rule are.
  package enum Fixes: String, Sendable, Hashable {
    /// All say what was surely meant.
    case safe
    /// People should look at each.
    case unsafe
    /// Some are safe, and people should look at the others.
    case some
  }

  /// Rules that are selected together.
  package struct Group: Sendable, Hashable {
    /// In lower case.
    package let name: String
    /// Whether its rules run where nothing is selected.
    package let isOn: Bool

    package init(_ name: String, isOn: Bool = true) {
      self.name = name
      self.isOn = isOn
    }

    package static func == (left: Group, right: Group) -> Bool { left.name == right.name }

    package func hash(into hasher: inout Hasher) { hasher.combine(name) }

    /// What Prow's loader and its `checkconfig` say.
    package static let prow = Group("prow")
    /// What the API server says when the pod is created.
    package static let kubernetes = Group("kubernetes")
    /// What Boskos says of its resources, and what jobs ask it for.
    package static let boskos = Group("boskos")
    /// What generic-autobumper says of its configuration.
    package static let autobump = Group("autobump")
    /// What good practice says.
    package static let hygiene = Group("hygiene")
    /// What is true of many jobs and harmless in most; runs only if asked for.
    package static let pedantic = Group("pedantic", isOn: false)
    /// What the team's own policies say, and what is wrong with them.
    package static let policies = Group("policies")
  }

  /// What a rule looks at.
  ///
  /// The engine calls it; it reports through the `Report`.
  package enum Check: Sendable {
    /// YAML problems of these kinds.
    case reading([Problem.Kind])
    /// A finding of the schema check, if this is the rule for it in a file of that kind.
    case schema(@Sendable (SchemaFinding, FileKind) -> SchemaMessage?)
    /// Findings of one family among those that the API server would have about a pod.
    case pod(PodRule)
    /// Each job, resolved.
    case job(@Sendable (ResolvedJob, Report) -> Void)
    /// Jobs, resolved, some dozens at a time: what is found out for one may serve the next.
    case jobs(@Sendable (JobPortion, Report) -> Void)
    /// Each job, and then everything together for what no job says.
    case both(
      job: @Sendable (ResolvedJob, Report) -> Void,
      workspace: @Sendable (LintScope, Report) -> Void
    )
    /// Each file that was readable.
    case file(@Sendable (LoadedFile, Report) -> Void)
    /// Everything together, once.
    case workspace(@Sendable (LintScope, Report) -> Void)
    /// Nothing by itself: whoever runs the linter hands in what is wrong with the files that
    /// config_updater publishes, which `published` says in words.
    case tree
    /// Nothing by itself either: what a policy finds is handed in.
    case policy
    /// The settings file; runs also where its group is not selected.
    case settings(@Sendable (SettingsScope, Report) -> Void)
    /// Each name in a comment that suppresses nothing.
    case suppression(@Sendable (UnusedSuppression, Report) -> Void)
  }

  /// Whether the rule runs whatever is selected: a mistake in the settings could else deselect the
  /// rule that would find it.
  var isAlwaysOn: Bool { if case .settings = check { true } else { false } }

  /// What a rule says about published files.
  package struct PublishedMessage {
    package var message: String
    package var help: String?
    /// For the related places of the fault, in their order.
    package var related: [String]

    package init(_ message: String, help: String? = nil, related: [String] = []) {
      self.message = message
      self.help = help
      self.related = related
    }
  }

  /// What a rule says about a finding of the schema check.
  package struct SchemaMessage {
    package var message: String
    package var help: String?
    package var fix: Fix?

    package init(_ message: String, help: String? = nil, fix: Fix? = nil) {
      self.message = message
      self.help = help
      self.fix = fix
    }
  }
}

/// A small configuration that shows a rule.
package struct Example: Sendable {
  /// Shown to people; the first is the one that the rule is about.
  package var files: [(name: String, text: String)]
  /// Files of the repository whose content does not matter.
  package var others: [Other] = []
  /// `org/repo`, if `.prow.yaml` is among the files.
  package var inRepo: String?
  /// Annotations that every job must have.
  package var requiredAnnotations: [String] = []
  /// Version of the build clusters, if it matters.
  package var kubernetes: String?

  /// A file that is named, not shown.
  package struct Other: Sendable {
    package var name: String
    package var kind: Kind

    package enum Kind: Sendable {
      case file
      /// A string of so many bytes.
      case text(bytes: Int)
      case link(to: String)
    }
  }

  package init(files: [(name: String, text: String)], inRepo: String? = nil) {
    self.files = files
    self.inRepo = inRepo
  }

  /// A plugins.yaml, and files of the repository whose text does not matter.
  package static func tree(
    _ plugins: String,
    _ paths: [String],
    others: [Other] = []
  ) -> Example {
    var example = Example(files: [("plugins.yaml", plugins)])
    example.others = paths.map { Other(name: $0, kind: .file) } + others
    return example
  }

  /// A job file.
  package static func jobs(_ text: String) -> Example {
    Example(files: [("jobs.yaml", text)])
  }

  /// A config.yaml, with or without job file.
  package static func config(_ text: String, jobs: String? = nil) -> Example {
    Example(files: [("config.yaml", text)] + (jobs.map { [("jobs.yaml", $0)] } ?? []))
  }

  /// A plugins.yaml, with or without config.yaml and job file.
  package static func plugins(
    _ text: String,
    config: String? = nil,
    jobs: String? = nil
  ) -> Example {
    Example(
      files: [("plugins.yaml", text)] + (config.map { [("config.yaml", $0)] } ?? [])
        + (jobs.map { [("jobs.yaml", $0)] } ?? [])
    )
  }

  /// An in-repo config of acme/rocket, with or without job file.
  package static func inRepo(_ text: String, jobs: String? = nil, config: String? = nil) -> Example
  {
    Example(
      files: [(".prow.yaml", text)] + (jobs.map { [("jobs.yaml", $0)] } ?? [])
        + (config.map { [("config.yaml", $0)] } ?? []),
      inRepo: "acme/rocket"
    )
  }
}
