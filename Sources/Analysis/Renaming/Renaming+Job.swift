internal import Configs
internal import Diagnostics
internal import Prow
internal import YAML

extension Renaming {
  /// A job: with it, all of its name, kind and repository that run on other branches, and the contexts in
  /// branch protection and Tide's options where it has none of its own.
  static func job(_ job: Job, _ configuration: Configuration) -> Result<Renaming, Refusal>? {
    if job.name.isEmpty { return nil }
    let all = configuration.jobsByFile.flatMap(\.jobs).map(\.job)
    let peers = all.filter { $0.kind == job.kind && $0.repo == job.repo }
    let variants = peers.filter { $0.name == job.name }
    let others = peers.filter { $0.name != job.name }
    let names = NodeSet(variants.map(\.nameNode))
    if let sharer = all.first(where: { other in
      other[.name].map(names.contains) ?? false && !variants.contains { $0.isSame(as: other) }
    }) {
      return refusal("the job at \(sharer.nameNode.lineWords) takes its name over by an anchor")
    }
    let reporters = variants.filter(\.reportsName)
    let contexts = NamedContext.all(configuration.workspace).filter { context in
      reporters.contains(where: context.isOf)
    }
    for context in contexts {
      let keeper = all.first { other in
        context.isOf(other) && !reporters.contains { $0.isSame(as: other) }
      }
      if let keeper {
        return refusal(
          "the context \"\(job.name.string)\" at \(context.node.lineWords) is also that of the job "
            + "at \(keeper.nameNode.lineWords): give one of them a context of its own"
        )
      }
    }
    return .success(
      Renaming(
        name: job.name.string,
        place: job.nameNode.place,
        uses: variants.map(\.nameNode) + contexts.map(\.node)
      ) { name in
        objection(to: name, for: job, others, changesContext: !reporters.isEmpty)
      }
    )
  }

  private static func objection(
    to name: String,
    for job: Job,
    _ others: [Job],
    changesContext: Bool
  ) -> String? {
    if name.isEmpty { return "a job needs a name" }
    if let other = others.first(where: { $0.name.equals(name) }) {
      let owner = job.kind == .periodic ? "" : " of \(job.repo.string)"
      return "another \(job.kind.rawValue)\(owner) is called \"\(name)\", "
        + "at \(other.nameNode.lineWords)"
    }
    if changesContext, let other = others.first(where: { $0.context.equals(name) }) {
      return "\"\(name)\" is the context of \"\(other.name.string)\", "
        + "at \(other.nameNode.lineWords)"
    }
    return nil
  }

  static func refusal(_ reason: String) -> Result<Renaming, Refusal> {
    .failure(Refusal(reason: reason))
  }
}

extension Job {
  /// Whether its name is what it reports under.
  fileprivate var reportsName: Bool {
    kind == .presubmit && (self[.context].map(\.isEmpty) ?? true)
  }

  fileprivate func isSame(as other: Job) -> Bool { node.isSame(as: other.node) }
}
