import ArgumentParser
import Configs
import Linting
import Machine
import Policies
import Prow
import YAML

/// What a shell proposes for a value.
enum Completions {
  /// Rules and groups, also after a comma.
  static let rules = CompletionKind.custom { _, _, prefix in
    let names = RuleCatalogue.builtIn.groups.map(\.name) + RuleCatalogue.builtIn.rules.map(\.id)
    let start = prefix.lastIndex(of: ",").map { String(prefix[...$0]) } ?? ""
    return (names + policies).map { start + $0 }
  }

  /// The rules that the policies of the settings are; none if these can't be read.
  private static var policies: [String] {
    var options = PolicyOptions()
    options.paths = []
    guard let settings = try? Settings.nearest(to: nil),
      let set = try? options.load(settings, schema: .standard)
    else { return [] }
    return set.sources.map(\.id).filter(isPlain)
  }

  /// What expressions of policies can name and call.
  static let references = CompletionKind.custom { _, _, _ in PolicyReference.all.names }

  /// Names of jobs.
  static let jobs = CompletionKind.custom { _, _, _ in
    await names { $0.job.name.string }
  }

  /// Repositories that have jobs.
  static let repositories = CompletionKind.custom { _, _, _ in
    await names { $0.job.repo.string }
  }

  /// Build clusters that jobs run in.
  static let clusters = CompletionKind.custom { _, _, _ in
    await names { $0.job.cluster.string }
  }

  /// The marks in names of jobs, repositories and clusters, which no shell gives a meaning.
  private static let plainMarks = Set("-._/:@+".utf8)

  /// bash runs the commands that are in what is proposed, and files can be those of strangers.
  private static func isPlain(_ name: String) -> Bool {
    name.utf8.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"):
        true
      default: plainMarks.contains(byte)
      }
    }
  }

  /// Sorted; none if the installation can't be read, since nobody would see why.
  private static func names(_ name: (ResolvedJob) -> String) async -> [String] {
    guard let settings = try? Settings.nearest(to: nil),
      let layout = try? Layout(NamedFiles(), paths: [], settings: settings),
      let configuration = try? await layout.configuration(
        settings.schema,
        workers: Processors.count
      )
    else { return [] }
    let names = Set(configuration.jobsByFile.flatMap(\.jobs).map(name))
    return names.filter { !$0.isEmpty && isPlain($0) }.sorted()
  }
}
