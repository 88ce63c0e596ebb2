extension Reconciler {
  /// Keeps a run in the journal.
  ///
  /// `run`: Its number, if the journal has its beginning.
  func finishRun(
    _ outcome: Outcome,
    _ run: Int64? = nil,
    revision: String?,
    _ start: Double,
    _ cause: RunRecord.Cause
  ) async {
    let isFailure = outcome.kind == .failed || outcome.kind == .refused
    lastFailure = isFailure ? outcome.message : nil
    let (source, end) = (source, timekeeper.wall())
    await attempt("journal") {
      let begun: Int64
      if let run {
        begun = run
      } else {
        begun = try await self.journal.beginRun(of: source, cause, at: start)
      }
      try await self.journal.endRun(
        begun,
        revision: revision,
        outcome: outcome.kind,
        message: outcome.message,
        results: outcome.results,
        at: end
      )
    }
  }

  /// Lets GitHub be told what it was not told yet.
  func post(_ reports: [Report]) async {
    let fresh = reports.filter { posted[$0.key] != $0 }
    if fresh.isEmpty { return }
    let now = timekeeper.wall()
    guard await attempt("journal", { try await self.journal.post(fresh, at: now) }) != nil else {
      return
    }
    for report in fresh { posted[report.key] = report }
  }

  /// Whether the journal has this failure already.
  func isKnownFailure(_ outcome: Outcome) -> Bool {
    outcome.kind == .failed && outcome.message == lastFailure
      && !outcome.results.contains(where: \.isWritten)
  }
}
