internal import Diagnostics
internal import Prow
internal import YAML

/// Gives findings that name neither job nor field the ones at their place.
///
/// Rules that look at a file as text or at its schema know nothing of jobs.
struct FindingPlaces {
  private let documents: [ObjectIdentifier: Document]
  private let jobs: [ObjectIdentifier: [ResolvedJob]]
  /// The jobs of a file by their start, sorted when the first finding asks.
  private var sortedJobs: [ObjectIdentifier: [Job]] = [:]
  private var paths = FieldPath()

  init(_ scope: LintScope) {
    documents = Dictionary(
      scope.workspace.files.map { (ObjectIdentifier($0.file), $0.document) }
    ) { first, _ in first }
    jobs = Dictionary(
      scope.jobsByFile.map { (ObjectIdentifier($0.file.file), $0.jobs) }
    ) { first, _ in first }
  }

  mutating func completed(_ diagnostic: Diagnostic) -> Diagnostic {
    var diagnostic = diagnostic
    let file = ObjectIdentifier(diagnostic.place.file)
    if diagnostic.path == nil, diagnostic.place.range != .fileStart,
      let node = documents[file]?.node(at: diagnostic.place.range.start)
    {
      diagnostic.path = paths.text(to: node)
    }
    if diagnostic.job == nil, let job = job(at: diagnostic.place.range.start, in: file) {
      diagnostic.job = job.name.string
    }
    return diagnostic
  }

  private mutating func job(at offset: UInt32, in file: ObjectIdentifier) -> Job? {
    guard let all = jobs[file], !all.isEmpty else { return nil }
    if sortedJobs[file] == nil {
      sortedJobs[file] = all.map(\.job).sorted { $0.node.range.start < $1.node.range.start }
    }
    let sorted = sortedJobs[file] ?? []
    var (low, high) = (0, sorted.count)
    while low < high {
      let middle = (low + high) / 2
      if sorted[middle].node.range.start <= offset { low = middle + 1 } else { high = middle }
    }
    guard low > 0, offset < sorted[low - 1].node.range.end else { return nil }
    return sorted[low - 1]
  }
}
