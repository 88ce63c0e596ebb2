internal import CEL
internal import Configs
internal import Prow
internal import YAML

extension PolicyFunctions {
  /// What merges into a branch wait for, and how they are protected.
  static let merges: [Overload] = [
    contexts("requiredContexts", "The contexts that every merge into a branch waits for, sorted.") {
      $0.required
    },
    contexts(
      "requiredIfPresentContexts",
      "The contexts that a merge into a branch waits for once their jobs have started, sorted."
    ) { $0.ifRun },
    contexts(
      "optionalContexts",
      "The contexts that show on pull requests to a branch and that no merge waits for, sorted."
    ) { $0.optional },
    Overload(
      name: "branchProtection",
      isMember: false,
      arguments: [.string, .string],
      result: .object(ObjectShape.protection.type),
      doc: "The branch protection of a branch after inheritance, with the contexts of its jobs."
    ) { values, run throws(CELError) in
      let arguments = Arguments(values)
      try run.charge(jobsOf: arguments.text(0).string)
      let protection = try run.world.repositories.protection(
        repo: arguments.text(0).string,
        branch: arguments.text(1).string
      )
      return .map(ProtectionObject(protection))
    },
    Overload(
      name: "tideQueries",
      isMember: false,
      arguments: [.string],
      result: .list(.object(ObjectShape.tideQuery.type)),
      doc: "Tide's queries that find pull requests of a repository."
    ) { values, run throws(CELError) in
      try run.charge(500)
      let repo = try Arguments(values).text(0).string
      return .queries(try run.world.repositories.queries(repo: repo))
    },
    Overload(
      name: "tideQueries",
      isMember: false,
      arguments: [.string, .string],
      result: .list(.object(ObjectShape.tideQuery.type)),
      doc: ""
    ) { values, run throws(CELError) in
      let arguments = Arguments(values)
      try run.charge(500)
      let queries = try run.world.repositories.queries(repo: arguments.text(0).string)
      return .queries(queries.covering(branch: try arguments.text(1).string))
    },
    Overload(
      name: "tideMergeMethod",
      isMember: false,
      arguments: [.string, .string],
      result: .string,
      doc: "How Tide merges into a branch: merge, squash or rebase."
    ) { values, run throws(CELError) in
      let arguments = Arguments(values)
      try run.charge(500)
      let method = TideMergeMethod(
        try run.world.configuration.workspace,
        repo: try arguments.text(0).string,
        branch: try arguments.text(1).string
      )
      return .string(method.name)
    },
  ]

  private static func contexts(
    _ name: String,
    _ doc: String,
    _ list: @escaping @Sendable (MergeContexts) -> [String]
  ) -> Overload {
    Overload(
      name: name,
      isMember: false,
      arguments: [.string, .string],
      result: .list(.string),
      doc: doc
    ) { values, run throws(CELError) in
      let arguments = Arguments(values)
      try run.charge(jobsOf: arguments.text(0).string)
      let contexts = try run.world.repositories.contexts(
        repo: arguments.text(0).string,
        branch: arguments.text(1).string
      )
      return .list(StringsList(list(contexts)))
    }
  }
}

extension Value {
  static func queries(_ queries: TideQueries) -> Value {
    .list(NodeList(queries.all, shape: .object(.tideQuery), origin: .job))
  }
}

extension Run {
  /// Charges for looking at all jobs of a repository, whose patterns may have to be compiled.
  fileprivate func charge(jobsOf repo: String) throws(CELError) {
    try charge(500 + 20 * UInt64(world.repositories.jobs(of: repo).count))
  }

  /// What the policies of the run look at.
  ///
  /// - Throws: An error outside of a run of policies.
  var world: PolicyWorld {
    get throws(CELError) {
      guard let world = surroundings as? PolicyWorld else {
        throw CELError(.evaluation, "this needs a configuration to look at")
      }
      return world
    }
  }
}
