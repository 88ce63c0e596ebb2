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
    entry.reports.removeAll { !isReporting || posted[$0.key] == $0 }
    let saved = entry
    guard let run = await attempt("journal", { try await self.journal.keep(saved) }) else {
      // What is not saved is not known either, so that the next pass does it again.
      return nil
    }
    if let branch = saved.branch {
      record = branch
      seenSaved = branch.seenAt ?? 0
    }
    for report in saved.reports { posted[report.key] = report }
    if !saved.reports.isEmpty { reported() }
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
