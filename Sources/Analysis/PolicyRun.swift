package import Configs
internal import Diagnostics
package import Files
package import Linting
package import Policies
package import Prow
internal import YAML

/// The policies of a run, and what they look at besides the files that the run has read.
package struct PolicyRun: Sendable {
  package let set: PolicySet
  /// How the shown paths of the repository's files start; empty for the working directory.
  private let folder: String
  /// The date as 2027-03-31.
  package let today: String
  private let makeTree: @Sendable () -> any FileTree
  /// Versions of a configuration share it, so that they list the files once.
  private let tree: ListedTree

  /// - Parameters:
  ///   - set: The policies.
  ///   - folder: How the shown paths of the repository's files start; empty for the working directory.
  ///   - today: The date as 2027-03-31.
  ///   - tree: Makes the files of the repository.
  package init(
    _ set: PolicySet,
    folder: String,
    today: String,
    tree: @escaping @Sendable () -> any FileTree
  ) {
    self.set = set
    self.folder = folder
    self.today = today
    makeTree = tree
    self.tree = ListedTree(tree())
  }

  /// The same run, which lists the files of the repository again.
  func lookingAgain() -> PolicyRun {
    PolicyRun(set, folder: folder, today: today, tree: makeTree)
  }

  /// What policies look at in a configuration.
  ///
  /// `schema`: The field tables that its files were checked against.
  package func world(_ configuration: Configuration, _ schema: ProwSchema) -> PolicyWorld {
    PolicyWorld(configuration, schema: schema, folder: folder) { [tree] in tree }
  }

  /// Judges a configuration.
  ///
  /// - Returns: The findings of rules that run, and what came of each policy.
  func judge(
    _ configuration: Configuration,
    _ linter: Linter
  ) async -> ([Diagnostic], [PolicyOutcome]) {
    let world = world(configuration, linter.schema)
    let fault = set.looksAtFiles ? world.listingFault : nil
    let unlisted = fault.map { set.unlisted($0.description) } ?? []
    let outcomes = await set.judge(
      world,
      // What looks at files can't judge by a list without them.
      where: { [isListed = unlisted.isEmpty] policy in
        linter.runs(policy.id) && (isListed || !policy.looksAtFiles)
      },
      today: today,
      workers: linter.workers
    )
    let found = set.findings(outcomes, isWhole: linter.options.isWhole, today: today)
    return (linter.adopted(found + unlisted), outcomes)
  }
}

extension RuleCatalogue {
  /// These rules and those that policies are.
  package func adding(_ policies: PolicySet) -> RuleCatalogue {
    policies.sources.isEmpty ? self : adding(policies.sources.map(Rule.init))
  }
}

extension Rule {
  /// A policy as a rule among others.
  fileprivate init(_ policy: PolicySource) {
    self.init(
      id: policy.id,
      group: .policies,
      severity: policy.severity,
      summary: policy.summary,
      why: policy.why.isEmpty ? policy.summary : policy.why,
      help: policy.help,
      source: policy.file.file.path,
      bad: Example(files: policy.exampleFiles(finding: true)),
      good: Example(files: policy.exampleFiles(finding: false)),
      check: .policy
    )
  }
}

extension PolicySource {
  /// The files of its first test that finds something, or nothing.
  fileprivate func exampleFiles(finding: Bool) -> [(name: String, text: String)] {
    let test = tests.first { test in
      test["expect"].map { ($0.itemCount > 0) == finding } ?? false
    }
    return test?["files"]?.entries.map { ($0.key.text.string, $0.value.text.string) } ?? []
  }
}
