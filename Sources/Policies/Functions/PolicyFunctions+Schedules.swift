internal import CEL

extension PolicyFunctions {
  /// When periodics run.
  ///
  /// Nothing here depends on the time at which it is asked.
  static let schedules: [Overload] = [
    Overload(
      name: "cron",
      isMember: false,
      arguments: [.string],
      result: CronValue.type,
      doc: "A cron line as Prow runs it, in UTC; equal to another that is due at the same times."
    ) { values, run throws(CELError) in
      .opaque(try cron(Arguments(values), run))
    },
    Overload(
      name: "isCron",
      isMember: false,
      arguments: [.string],
      result: .bool,
      doc: "Whether a text is a cron line that Prow can run."
    ) { values, run throws(CELError) in
      do throws(CELError) {
        _ = try cron(Arguments(values), run)
        return .bool(true)
      } catch {
        if error.kind == .limit { throw error }
        return .bool(false)
      }
    },
    Overload(
      name: "next",
      isMember: true,
      arguments: [CronValue.type, .timestamp, .int],
      result: .list(.timestamp),
      doc:
        "The next so many times, at most 1000, after a time; fewer if none comes within five years."
    ) { values, run throws(CELError) in
      let arguments = Arguments(values)
      let count = try arguments.number(2)
      guard (0...1_000).contains(count) else {
        throw CELError(.evaluation, "next gives up to 1000 times, not \(count)")
      }
      try run.charge(1_000 + 500 * UInt64(count))
      let cron = try arguments.opaque(0, CronValue.self)
      let times = cron.next(after: try arguments.time(1), count: Int(count))
      return .list(times.map { .timestamp($0) })
    },
    gap("shortestGap", "The shortest time between two runs.") { $0.shortest },
    gap("longestGap", "The longest time between two runs.") { $0.longest },
  ]

  private static func cron(_ arguments: Arguments, _ run: Run) throws(CELError) -> CronValue {
    let text = try arguments.text(0)
    try run.charge(bytes: 500 + text.byteCount)
    return try CronValue(text.string, countsSteps: run.world.countsCronSteps)
  }

  private static func gap(
    _ name: String,
    _ doc: String,
    _ part: @escaping @Sendable ((shortest: Int64, longest: Int64)) -> Int64
  ) -> Overload {
    Overload(
      name: name,
      isMember: true,
      arguments: [CronValue.type],
      result: .duration,
      doc: doc
    ) { values, run throws(CELError) in
      try run.charge(5_000)
      return .duration(part(try Arguments(values).opaque(0, CronValue.self).gaps))
    }
  }
}
