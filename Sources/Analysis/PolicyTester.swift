internal import ConfigMaps
internal import Configs
package import Diagnostics
package import Files
internal import Linting
package import Policies
package import Prow
internal import YAML

/// Runs the tests that policies bring with them.
package struct PolicyTester: Sendable {
  private let set: PolicySet
  private let schema: ProwSchema
  private let today: String

  /// - Parameters:
  ///   - set: The policies.
  ///   - schema: The field tables.
  ///   - today: The date as 2027-03-31.
  package init(_ set: PolicySet, schema: ProwSchema, today: String) {
    self.set = set
    self.schema = schema
    self.today = today
  }

  /// One test, and what is wrong with its outcome.
  package struct Result: Sendable {
    /// The name of the policy.
    package let policy: String
    package let name: String
    /// Where the test is written.
    package let place: Place
    /// One line for each finding that is missing or should not be there; empty if the test passes.
    package let faults: [String]
  }

  /// Runs all tests, in the order of the files.
  package func run() async throws(FileError) -> [Result] {
    var results: [Result] = []
    for policy in set.sources {
      for test in policy.testCases {
        results.append(
          Result(
            policy: policy.name,
            name: test.name,
            place: test.place,
            faults: try await faults(of: test, policy)
          )
        )
      }
    }
    return results
  }

  private func faults(
    of test: PolicyTestCase,
    _ policy: PolicySource
  ) async throws(FileError) -> [String] {
    let own: PolicySet
    do throws(PolicyTestFault) {
      own = try set.alone(policy, params: test.params)
    } catch {
      return [error.reason]
    }
    let catalogue = RuleCatalogue.builtIn.adding(own)
    var options = LintOptions(select: [policy.id, PolicyFinding.invalid.id])
    options.supplementalConfig = ["supplemental/"]
    options.supplementalPlugins = ["supplemental/"]
    let files = test.files
    let snapshot = try await Snapshot.make(
      of: files.map { path, text in
        InputFile.memory(SourceFile(path: path, text: text), kind: .ofExample(path))
      },
      with: Linter(catalogue: catalogue, options: options, schema: schema, workers: 1),
      read: { _ in nil },
      policies: PolicyRun(
        own,
        folder: "",
        today: today,
        tree: { MemoryTree(files.map { ($0.path, Array($0.text.utf8)) }) }
      )
    )
    return snapshot.result.workspace.files.flatMap(PolicyTestCase.faults)
      + test.faults(of: snapshot.result.diagnostics)
  }
}

extension FileKind {
  /// The kind of a file of a small configuration in memory, by its name.
  static func ofExample(_ path: String) -> FileKind {
    switch path.split(separator: "/").last.map(String.init) ?? path {
    case "config.yaml": .config
    case "plugins.yaml": .plugins
    case ".prow", ".prow.yaml": .inRepo
    case Settings.fileName: .settings
    case "autobump-config.yaml": .autobump
    case "boskos-resources.yaml": .boskos
    default: FileKind.named(path) ?? .jobs
    }
  }
}
