extension Reconciler {
  func entry(at time: Double? = nil) -> JournalEntry {
    JournalEntry(of: source, at: time ?? timekeeper.wall())
  }

  /// Saves what belongs together; reports that nobody gets or GitHub has already are left out.
  ///
  /// - Returns: The number of the run that it is about.
  @discardableResult
  func keep(_ entry: JournalEntry) async -> Int64? {
    var entry = entry
    // The order of stages holds without a journal, too.
    if let stages = entry.stages { take(stages) }
    entry.reports.removeAll { !isReporting || posted[$0.key] == $0 }
    entry.awaited.removeAll { comment in !entry.reports.contains { $0.body == comment.body } }
    let names = Set(entry.expectations.map(\.name))
    entry.expectations += unsaved.filter { !names.contains($0.name) }
    let saved = entry
    guard let run = await attempt("journal", { try await self.journal.keep(saved) }) else {
      // What is not saved is not known either, so that the next pass does it again. But a stage is
      // not brought to the same commit again.
      unsaved = saved.expectations
      return nil
    }
    unsaved = []
    if let branch = saved.branch {
      record = branch
      seenSaved = branch.seenAt ?? 0
    }
    for report in saved.reports { posted[report.key] = report }
    if !saved.reports.isEmpty { reported() }
    if !saved.expectations.isEmpty { applied() }
    if case .ended(let run) = saved.run {
      let isFailure = run.outcome == .failed || run.outcome == .refused
      lastFailure = isFailure ? run.message : nil
    }
    return run
  }

  /// Whether the journal has this failure already.
  func isKnownFailure(_ outcome: Outcome) -> Bool {
    outcome.kind == .failed && outcome.message == lastFailure
      && !outcome.results.contains(where: \.isWritten)
  }
}
