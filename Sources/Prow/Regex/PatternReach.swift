/// Whether a pattern, and each of its alternatives, can match a name at all.
package struct PatternReach: Sendable {
  package let canMatch: Bool
  /// Alternatives that no name matches, in a pattern that matches some: UTF-8 bytes of the pattern.
  package let deadBranches: [Range<Int>]

  /// Fails for a pattern that would take long to judge.
  package init?(_ tree: PatternTree, _ shape: NameShape) {
    var automaton = PatternAutomaton()
    let entry = automaton.add(tree, before: PatternAutomaton.accept)
    guard automaton.steps.count <= PatternAutomaton.limit else { return nil }
    let useful = automaton.usefulSteps(from: entry, shape)
    canMatch = useful[entry]
    guard canMatch else {
      deadBranches = []
      return
    }
    var dead: [Range<Int>] = []
    for branch in automaton.branches where !useful[branch.entry] {
      // Those around it come first.
      if dead.contains(where: { $0.contains(branch.range.lowerBound) }) { continue }
      dead.append(branch.range)
    }
    deadBranches = dead
  }
}

/// A pattern as steps that a search goes through.
private struct PatternAutomaton {
  static let accept = 0
  static let limit = 3_000

  enum Step {
    case accept
    case characters(PatternTree.CharacterSet, next: Int)
    case start(next: Int)
    case end(next: Int)
    case either([Int])
  }

  private(set) var steps = [Step.accept]
  /// Alternatives that read something, outer ones first.
  private(set) var branches: [(range: Range<Int>, entry: Int)] = []

  private mutating func add(_ step: Step) -> Int {
    steps.append(step)
    return steps.count - 1
  }

  /// Adds the steps of a tree; past the limit it only adds too few.
  ///
  /// - Returns: The first of them.
  mutating func add(_ tree: PatternTree, before next: Int) -> Int {
    if steps.count > Self.limit { return next }
    switch tree {
    case .characters(let set): return add(.characters(set, next: next))
    case .anyCharacter: return add(.characters(.all, next: next))
    case .start: return add(.start(next: next))
    case .end: return add(.end(next: next))
    case .sequence(let parts):
      var first = next
      for part in parts.reversed() { first = add(part, before: first) }
      return first
    case .choice(let alternatives):
      let position = branches.count
      var entries: [Int] = []
      var own: [(range: Range<Int>, entry: Int)] = []
      for alternative in alternatives {
        // A step of its own, as the next one may be shared.
        let entry = add(.either([add(alternative.tree, before: next)]))
        entries.append(entry)
        if alternative.tree.hasCharacter { own.append((alternative.range, entry)) }
      }
      branches.insert(contentsOf: own, at: position)
      return add(.either(entries))
    case .repeated(let part, let lowest, let highest):
      return addRepeat(part, lowest, highest, before: next)
    }
  }

  private mutating func addRepeat(
    _ part: PatternTree,
    _ lowest: Int,
    _ highest: Int?,
    before next: Int
  ) -> Int {
    var first = next
    // Names are short: more than a few copies only make the automaton large.
    if let highest, highest <= 8 {
      for _ in min(lowest, highest)..<highest {
        first = add(.either([add(part, before: first), next]))
      }
    } else {
      let loop = add(.either([next]))
      let body = add(part, before: loop)
      steps[loop] = .either([body, next])
      first = loop
    }
    for _ in 0..<min(lowest, 8) { first = add(part, before: first) }
    return first
  }
}

extension PatternAutomaton {
  /// A step, how far a name has been read, and whether it has ended.
  private struct Point: Hashable {
    var step: Int
    var state: NameShape.State
    var hasEnded: Bool

    var index: Int {
      (step * NameShape.State.allCases.count + state.rawValue) * 2 + (hasEnded ? 1 : 0)
    }
  }

  /// Which steps some search in some name goes through on its way to a match.
  func usefulSteps(from entry: Int, _ shape: NameShape) -> [Bool] {
    var seen = [Bool](repeating: false, count: steps.count * NameShape.State.allCases.count * 2)
    var arrows = Arrows(count: seen.count)
    var ends: [Point] = []
    var rest = NameShape.State.allCases.map { Point(step: entry, state: $0, hasEnded: false) }
    for point in rest { seen[point.index] = true }
    while let point = rest.popLast() {
      if isMatch(point, shape) { ends.append(point) }
      for next in points(after: point, shape) {
        arrows.add(from: point, to: next)
        if seen[next.index] { continue }
        seen[next.index] = true
        rest.append(next)
      }
    }
    return steps(leadingTo: ends, arrows)
  }

  private func isMatch(_ point: Point, _ shape: NameShape) -> Bool {
    guard point.step == Self.accept else { return false }
    // Every name that has begun can go on to an end.
    return !point.hasEnded || shape.canEnd(in: point.state)
  }

  private func points(after point: Point, _ shape: NameShape) -> [Point] {
    switch steps[point.step] {
    case .accept: return []
    case .either(let entries):
      return entries.map { Point(step: $0, state: point.state, hasEnded: point.hasEnded) }
    case .start(let next):
      guard point.state == .start else { return [] }
      return [Point(step: next, state: .start, hasEnded: point.hasEnded)]
    case .end(let next):
      return [Point(step: next, state: point.state, hasEnded: true)]
    case .characters(let set, let next):
      if point.hasEnded { return [] }
      return NameShape.Class.allCases.compactMap { kind in
        guard let state = shape.next(point.state, kind),
          !set.isDisjoint(with: shape.characters(of: kind))
        else { return nil }
        return Point(step: next, state: state, hasEnded: false)
      }
    }
  }

  private func steps(leadingTo ends: [Point], _ arrows: Arrows) -> [Bool] {
    var useful = [Bool](repeating: false, count: steps.count)
    var seen = [Bool](repeating: false, count: arrows.last.count)
    var rest = ends
    while let point = rest.popLast() {
      if seen[point.index] { continue }
      seen[point.index] = true
      useful[point.step] = true
      var arrow = arrows.last[point.index]
      while arrow >= 0 {
        rest.append(arrows.all[arrow].from)
        arrow = arrows.all[arrow].previous
      }
    }
    return useful
  }

  /// From which points each point was reached, as lists in one array.
  private struct Arrows {
    /// By the index of a point the position of the last arrow to it, or -1.
    private(set) var last: [Int]
    private(set) var all: [(from: Point, previous: Int)] = []

    init(count: Int) {
      last = [Int](repeating: -1, count: count)
    }

    mutating func add(from point: Point, to next: Point) {
      all.append((point, last[next.index]))
      last[next.index] = all.count - 1
    }
  }
}
