internal import Configs
internal import Diagnostics
internal import Prow
internal import YAML

extension PlaceLinks {
  typealias Found = (definitions: [Place], references: [Place])

  /// A context in branch protection or Tide's options, or a job that reports it; `nil` elsewhere.
  static func context(at node: Node, _ configuration: Configuration) -> Found? {
    let contexts = NamedContext.all(configuration.workspace)
    let jobs = configuration.jobsByFile.lazy.flatMap(\.jobs).map(\.job)
    if let named = contexts.first(where: { $0.node.isSame(as: node) }) {
      let reporters = jobs.filter(named.isOf)
      let same = contexts.filter { context in reporters.contains(where: context.isOf) }
      return (reporters.map(\.contextNode.place), same.map(\.node.place))
    }
    guard let job = jobs.first(where: { $0.contextNode.isSame(as: node) }) else { return nil }
    return ([node.place], contexts.filter { $0.isOf(job) }.map(\.node.place))
  }

  /// The jobs of a build cluster, whose alias is where they name it.
  static func cluster(_ name: Text, _ configuration: Configuration) -> Found {
    var places: [Place] = []
    for (_, jobs) in configuration.jobsByFile {
      for job in jobs {
        if let node = job.job[.cluster], node.text == name { places.append(node.place) }
      }
    }
    let entries = configuration.workspace.prow?.decorationDefaults ?? []
    let defaults = entries.filter { $0.cluster == name }.map(\.config.place)
    return (defaults, places)
  }

  /// The defaults of decoration that count for a job, the strongest first.
  static func decoration(of job: ResolvedJob) -> Found? {
    guard let decoration = job.decoration else { return nil }
    let defaults = decoration.layers.dropFirst(job.job[.decorationConfig] == nil ? 0 : 1)
    return defaults.isEmpty ? nil : (defaults.map { ($0.keyBefore ?? $0).place }, [])
  }
}

extension Job {
  /// Where what it reports under is written.
  fileprivate var contextNode: Node {
    self[.context].flatMap { $0.isEmpty ? nil : $0 } ?? nameNode
  }
}
