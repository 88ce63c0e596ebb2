/// A diff as `diff -u` shows it, without the names of the files.
package struct UnifiedDiff: Sendable {
  package let hunks: [Hunk]
  package let added: Int
  package let removed: Int

  package struct Hunk: Sendable {
    /// `@@ -1,7 +1,8 @@`.
    package let header: String
    package let lines: [Line]
  }

  package struct Line: Sendable {
    package let kind: Kind
    /// Without line break; U+FFFD where it is not UTF-8.
    package let text: String

    package enum Kind: Character, Sendable {
      case same = " "
      case removed = "-"
      case added = "+"
      /// `\ No newline at end of file`.
      case note = "\\"
    }
  }

  /// - Parameters:
  ///   - old: The text before; empty for a file that was not there.
  ///   - new: The text after; empty for a file that is gone.
  ///   - context: Lines around a change that are shown with it.
  package init(_ old: [UInt8], _ new: [UInt8], context: Int = 3) {
    let diff = LineDiff(old, new)
    var hunks: [Hunk] = []
    for hunk in UnifiedDiff.steps(diff).grouped(context: context) {
      hunks.append(UnifiedDiff.hunk(hunk, diff))
    }
    self.hunks = hunks
    added = diff.isAdded.count(where: \.self)
    removed = diff.isRemoved.count(where: \.self)
  }

  /// A line of either text, with how many lines of both are before it.
  fileprivate struct Step {
    var kind: Line.Kind
    var old: Int
    var new: Int
  }

  /// Removed lines stand before those that replace them.
  private static func steps(_ diff: LineDiff) -> [Step] {
    var steps: [Step] = []
    var (old, new) = (0, 0)
    while old < diff.old.count || new < diff.new.count {
      if old < diff.old.count, diff.isRemoved[old] {
        steps.append(Step(kind: .removed, old: old, new: new))
        old += 1
      } else if new < diff.new.count, diff.isAdded[new] {
        steps.append(Step(kind: .added, old: old, new: new))
        new += 1
      } else {
        steps.append(Step(kind: .same, old: old, new: new))
        (old, new) = (old + 1, new + 1)
      }
    }
    return steps
  }

  private static func hunk(_ steps: ArraySlice<Step>, _ diff: LineDiff) -> Hunk {
    let (oldCount, newCount) = (
      steps.count { $0.kind != .added }, steps.count { $0.kind != .removed }
    )
    func range(_ start: Int, _ count: Int) -> String {
      // An empty range is named by the line before it.
      let first = count == 0 ? start : start + 1
      return count == 1 ? "\(first)" : "\(first),\(count)"
    }
    var lines: [Line] = []
    for step in steps {
      let line = step.kind == .added ? diff.new[step.new] : diff.old[step.old]
      let isEnded = line.last == UInt8(ascii: "\n")
      let text = String(decoding: isEnded ? line.dropLast() : line, as: UTF8.self)
      lines.append(Line(kind: step.kind, text: text))
      if !isEnded { lines.append(Line(kind: .note, text: " No newline at end of file")) }
    }
    let start = steps.first.map { ($0.old, $0.new) } ?? (0, 0)
    return Hunk(
      header: "@@ -\(range(start.0, oldCount)) +\(range(start.1, newCount)) @@",
      lines: lines
    )
  }
}

extension [UnifiedDiff.Step] {
  /// The stretches with changes and the lines around them; those that touch are one.
  fileprivate func grouped(context: Int) -> [ArraySlice<UnifiedDiff.Step>] {
    var groups: [Range<Int>] = []
    for (index, step) in enumerated() where step.kind != .same {
      let range = Swift.max(0, index - context)..<Swift.min(count, index + context + 1)
      if let last = groups.last, last.upperBound >= range.lowerBound {
        groups[groups.count - 1] = last.lowerBound..<range.upperBound
      } else {
        groups.append(range)
      }
    }
    return groups.map { self[$0] }
  }
}
