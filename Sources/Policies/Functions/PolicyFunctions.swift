internal import CEL
internal import Formats
internal import GoFormats
internal import Prow
internal import YAML

/// Functions of this field, next to those of Kubernetes.
enum PolicyFunctions {
  static let all: [Overload] =
    jobs + testgrid + changes + merges + schedules + versions + files + texts

  static let job = CELType.object(ObjectShape.job.type)

  // MARK: Jobs

  private static let jobs: [Overload] = [
    Overload(
      name: "runsOnBranch",
      isMember: true,
      arguments: [job, .string],
      result: .bool,
      doc: "Whether branches and skip_branches let the job run on a branch."
    ) { values, run throws(CELError) in
      try run.charge(50)
      guard let job = values[0].policyJob, case .string(let branch) = values[1] else {
        throw CELError(.evaluation, "no such overload: runsOnBranch")
      }
      try run.charge(bytes: 20 * branch.byteCount)
      return .bool(job.runs(on: branch.string))
    },
    Overload(
      name: "startsOnComment",
      isMember: true,
      arguments: [job, .string],
      result: .bool,
      doc: "Whether the trigger of a presubmit matches a comment."
    ) { values, run throws(CELError) in
      guard let job = values[0].policyJob, case .string(let comment) = values[1] else {
        throw CELError(.evaluation, "no such overload: startsOnComment")
      }
      guard job.job.kind == .presubmit else { return .bool(false) }
      return .bool(try job.starts(on: comment, run))
    },
    Overload(
      name: "startedBy",
      isMember: true,
      arguments: [.list(job), .string],
      result: .list(job),
      doc: "The presubmits of a list whose triggers match a comment."
    ) { values, run throws(CELError) in
      guard case .list(let list) = values[0], case .string(let comment) = values[1] else {
        throw CELError(.evaluation, "no such overload: startedBy")
      }
      return .list(try CommentMatches.jobs(of: list, startedBy: comment, run))
    },
    Overload(
      name: "groupedBy",
      isMember: true,
      arguments: [.list(job), .string],
      result: .map(.string, .list(job)),
      doc: "The jobs of a list by the value of a field with text, such as 'repo'."
    ) { values, run throws(CELError) in
      guard case .list(let list) = values[0], case .string(let field) = values[1] else {
        throw CELError(.evaluation, "no such overload: groupedBy")
      }
      try run.charge(UInt64(list.count) * 4 + 1)
      return .map(try JobGroups(list, by: field))
    },
    Overload(
      name: "secrets",
      isMember: true,
      arguments: [job],
      result: .list(.map(.string, .string)),
      doc:
        "The secrets that the job can read, each with name and preset; preset is empty if the job names it itself."
    ) { values, run throws(CELError) in
      try run.charge(200)
      guard let job = values[0].policyJob else {
        throw CELError(.evaluation, "no such overload: secrets")
      }
      return .list(job.resolved.secrets.map { .map(SecretMap($0, of: job)) })
    },
  ]

  // MARK: Text

  private static let texts: [Overload] = [
    Overload(
      name: "captures",
      isMember: true,
      arguments: [.string, .string],
      result: .list(.string),
      doc:
        "The groups of the first match of a pattern, the whole match first; empty without a match."
    ) { values, run throws(CELError) in
      guard case .string(let text) = values[0], case .string(let pattern) = values[1] else {
        throw CELError(.evaluation, "no such overload: captures")
      }
      return .list(try Captures.all(of: pattern, in: text, most: 1, run).first ?? [])
    },
    Overload(
      name: "allCaptures",
      isMember: true,
      arguments: [.string, .string],
      result: .list(.list(.string)),
      doc: "The groups of all matches of a pattern, as captures gives those of the first."
    ) { values, run throws(CELError) in
      guard case .string(let text) = values[0], case .string(let pattern) = values[1] else {
        throw CELError(.evaluation, "no such overload: allCaptures")
      }
      return .list(try Captures.all(of: pattern, in: text, most: .max, run).map { .list($0) })
    },
    Overload(
      name: "matchesGlob",
      isMember: true,
      arguments: [.string, .string],
      result: .bool,
      doc:
        "Whether a path matches a glob as config_updater reads it: * stays within a folder, ** crosses folders."
    ) { values, run throws(CELError) in
      guard case .string(let path) = values[0], case .string(let glob) = values[1] else {
        throw CELError(.evaluation, "no such overload: matchesGlob")
      }
      try run.charge(bytes: path.byteCount + 4 * glob.byteCount)
      return .bool(try run.world.users.patterns.glob(glob).matches(path.string))
    },
    Overload(
      name: "parseJSON",
      isMember: true,
      arguments: [.string],
      result: .optional(.dyn),
      doc: "The value of a JSON text; none if it is not JSON."
    ) { values, run throws(CELError) in
      guard case .string(let text) = values[0] else {
        throw CELError(.evaluation, "no such overload: parseJSON")
      }
      try run.charge(bytes: 10 * text.byteCount)
      let json = text.withBytes { bytes in try? JSONReader.read(Array(bytes)) }
      return json.map { .some(.json($0)) } ?? .none
    },
    Overload(
      name: "flags",
      isMember: false,
      arguments: [.list(.string)],
      result: .map(.string, .string),
      doc:
        "The options of a command line by name, with their dashes: of --a=b and --a b the value is b, of a lone --a it is empty; the last of a name counts."
    ) { values, run throws(CELError) in
      guard case .list(let words) = values[0] else {
        throw CELError(.evaluation, "no such overload: flags")
      }
      return .map(try CommandFlags.map(words, run))
    },
    Overload(
      name: "prowDuration",
      isMember: false,
      arguments: [.string],
      result: .duration,
      doc: "A duration as Prow reads it: 1h30m, or a number of nanoseconds."
    ) { values, run throws(CELError) in
      guard case .string(let text) = values[0] else {
        throw CELError(.evaluation, "no such overload: prowDuration")
      }
      try run.charge(bytes: text.byteCount)
      if let number = Int64(text.string) { return .duration(number) }
      guard let duration = GoDuration(text.string) else {
        throw CELError(.evaluation, "\"\(text.string)\" is not a duration such as 1h30m")
      }
      return .duration(duration.nanoseconds)
    },
  ]
}

extension Value {
  /// The job of a value that is one.
  var policyJob: PolicyJob? {
    guard case .map(let map) = self else { return nil }
    return map as? PolicyJob
  }

  static func json(_ json: JSONValue) -> Value {
    switch json {
    case .null: .null
    case .bool(let value): .bool(value)
    case .number(let text):
      Int64(text).map { .int($0) } ?? Double(text).map { .double($0) } ?? .null
    case .text(let bytes): .string(String(decoding: bytes, as: UTF8.self))
    case .array(let items): .list(items.map { .json($0) })
    case .object(let members):
      .map(ValueMap(members.map { (key: .string($0.key), value: .json($0.value)) }))
    }
  }
}
