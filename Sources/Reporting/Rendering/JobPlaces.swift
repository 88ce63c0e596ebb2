internal import Diagnostics
internal import Prow
internal import YAML

/// Where a job is written: its own lines, what it takes over from anchors, and its presets.
struct JobPlaces {
  private let job: ResolvedJob
  /// Those of the job and what it takes over, its own first.
  private(set) var files: [ObjectIdentifier] = []
  /// By file.
  private var ranges: [ObjectIdentifier: [SourceRange]] = [:]
  private var visited: Set<Target> = []

  /// A node that an alias stands for, or that a merge key brings.
  private struct Target: Hashable {
    var document: UInt
    var index: UInt32

    init(_ node: Node) {
      document = UInt(bitPattern: node.storage)
      index = node.index
    }
  }

  init(_ job: ResolvedJob) {
    self.job = job
    add(job.job.node)
    visit(job.job.node, within: job.job.node.range)
    for preset in job.presets {
      add(preset.node)
      visit(preset.node, within: preset.node.range)
    }
  }

  /// Whether an error is about the job.
  func hasFault(_ error: Diagnostic) -> Bool {
    let (place, own) = (error.place, job.job.node.range)
    if place.file === job.job.node.file, isWithin(place.range, own) { return true }
    // What several jobs take over can be wrong in one of them only.
    if let name = error.job, !job.job.name.equals(name) { return false }
    return ranges[ObjectIdentifier(place.file)]?.contains { isWithin(place.range, $0) } ?? false
  }

  private func isWithin(_ range: SourceRange, _ other: SourceRange) -> Bool {
    range.start >= other.start && range.end <= other.end
  }

  private mutating func add(_ node: Node) {
    let file = ObjectIdentifier(node.file)
    if ranges[file] == nil { files.append(file) }
    ranges[file, default: []].append(node.range)
  }

  /// Walks down from a node, and notes what is not within the range that the walk came from.
  private mutating func visit(_ node: Node, within range: SourceRange) {
    let target = node.isAlias ? Node(storage: node.storage, index: node.rawIndex) : node
    let isElsewhere = !isWithin(target.range, range)
    if node.isAlias || isElsewhere {
      guard visited.insert(Target(target)).inserted else { return }
    }
    if isElsewhere { add(target) }
    let range = isElsewhere ? target.range : range
    for entry in target.entries {
      if !isWithin(entry.key.range, range) { add(entry.key) }
      visit(entry.value, within: range)
    }
    for item in target.items { visit(item, within: range) }
  }
}
