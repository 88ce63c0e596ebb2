internal import CEL
internal import Prow

extension PolicyFunctions {
  /// What starts a job.
  static let changes: [Overload] = [
    Overload(
      name: "runsForChange",
      isMember: true,
      arguments: [job, .string, .list(.string)],
      result: .bool,
      doc:
        "Whether a pull request to a branch, or a push to it, starts the job if it changes these files."
    ) { values, run throws(CELError) in
      try starts(Arguments(values), comment: nil, run)
    },
    Overload(
      name: "runsForComment",
      isMember: true,
      arguments: [job, .string, .list(.string), .string],
      result: .bool,
      doc:
        "Whether a comment on a pull request to a branch starts the presubmit, if that changes these files and has no status yet."
    ) { values, run throws(CELError) in
      let arguments = Arguments(values)
      guard try arguments.job(0).job.kind == .presubmit else { return .bool(false) }
      let comment = try arguments.text(3)
      try run.charge(bytes: 20 * comment.byteCount + 20_000)
      return try starts(arguments, comment: TestComment(comment.string), run)
    },
    Overload(
      name: "branchesOverlap",
      isMember: true,
      arguments: [job, job],
      result: .bool,
      doc: "Whether the branches and skip_branches of two jobs let both run on one branch."
    ) { values, run throws(CELError) in
      let arguments = Arguments(values)
      try run.charge(200)
      let (one, other) = (try arguments.job(0).job, try arguments.job(1).job)
      return .bool(try run.world.repositories.branchesOverlap(one, other))
    },
  ]

  private static func starts(
    _ arguments: Arguments,
    comment: TestComment?,
    _ run: Run
  ) throws(CELError) -> Value {
    let (job, branch) = (try arguments.job(0).job, try arguments.text(1))
    let files = try arguments.texts(2)
    try run.charge(bytes: 2_000 + files.reduce(branch.byteCount) { $0 + $1.byteCount })
    let event = TriggerEvent(
      branch: branch.string,
      changedFiles: files.map(\.string),
      comment: comment
    )
    return .bool(job.verdict(on: event).outcome == .runs)
  }
}
