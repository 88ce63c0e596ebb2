internal import Diagnostics

/// Findings that repeat others: a mistake behind an anchor that many jobs use, a fault of a preset
/// that many jobs get, and what the API server says of a value that Prow itself refuses.
struct Echoes {
  let catalogue: RuleCatalogue

  /// `sorted`: Findings in order, so that those at one place stand together.
  func removed(from sorted: [Diagnostic]) -> [Diagnostic] {
    var kept: [Diagnostic] = []
    kept.reserveCapacity(sorted.count)
    var start = 0
    while start < sorted.count {
      let place = sorted[start].place
      let end =
        sorted[start...].firstIndex {
          $0.place.file !== place.file || $0.place.range.start != place.range.start
        } ?? sorted.count
      kept += removed(at: sorted[start..<end])
      start = end
    }
    return kept
  }

  private func removed(at place: ArraySlice<Diagnostic>) -> [Diagnostic] {
    if place.count == 1 { return Array(place) }
    let refused = place.filter { $0.severity == .error && !isOfAPIServer($0) }.map(\.place.range)
    var said: Set<Said> = []
    return place.filter { diagnostic in
      guard isOfAPIServer(diagnostic) else { return said.insert(Said(ofProw: diagnostic)).inserted }
      return !refused.contains(diagnostic.place.range) && said.insert(Said(diagnostic)).inserted
    }
  }

  private func isOfAPIServer(_ diagnostic: Diagnostic) -> Bool {
    catalogue.group(of: diagnostic.rule) == .kubernetes
  }

  private struct Said: Hashable {
    var rule: String
    var message: String
    var path: String?
    var job: String?

    init(_ diagnostic: Diagnostic) {
      rule = diagnostic.rule
      message = diagnostic.message
      path = diagnostic.path
      job = diagnostic.job
    }

    /// The text of a finding about a job's own lines is all that tells it from another one there.
    init(ofProw diagnostic: Diagnostic) {
      rule = diagnostic.rule
      message = diagnostic.message
    }
  }
}
