package import ConfigMaps
internal import Diagnostics
package import JobDiff
internal import Kubernetes

/// Words that the reports of a diff share.
package enum DiffWords {
  package static func count(_ number: Int, _ noun: String) -> String {
    "\(number) \(noun)\(number == 1 ? "" : "s")"
  }

  /// `1,204 → 1,310 bytes (+106), 0.1 % of the limit`.
  package static func size(_ diff: ConfigMapDiff) -> String {
    let growth = diff.newSize - diff.oldSize
    let sign = growth > 0 ? "+" : ""
    return "\(SizeLimit.number(diff.oldSize)) → \(SizeLimit.number(diff.newSize)) bytes "
      + "(\(sign)\(SizeLimit.number(growth))), \(SizeLimit.percent(diff.newSize)) of the limit"
  }

  /// - Parameters:
  ///   - change: What happens to a key.
  ///   - shown: How names are shown.
  /// - Returns: A few words: `renamed from a.yaml`.
  package static func change(
    _ change: KeyChange,
    _ shown: (String) -> String = { $0 }
  ) -> String {
    switch change.kind {
    case .added: "added"
    case .removed: "removed"
    case .changed: "changed"
    case .renamed(let old): "renamed from \(shown(old))"
    case .movedFrom(let name): "moved from ConfigMap \(shown(name))"
    case .movedTo(let name): "moved to ConfigMap \(shown(name))"
    }
  }

  /// How the value is stored, if that changes.
  package static func storage(_ change: KeyChange) -> String? {
    guard let old = change.old, let new = change.new, old.isZipped != new.isZipped else {
      return nil
    }
    return new.isZipped ? "now zipped" : "no longer zipped"
  }

  package static func job(_ job: JobName) -> String {
    [job.kind, job.repo, job.name].filter { !$0.isEmpty }.joined(separator: " ")
  }

  /// What happens to a job, without its name.
  ///
  /// - Parameters:
  ///   - change: What happens.
  ///   - shown: How names are shown.
  /// - Returns: A few words: `moved from jobs/a.yaml`.
  package static func change(
    _ change: JobChange,
    _ shown: (String) -> String = { $0 }
  ) -> String {
    guard let old = change.oldName ?? change.oldPlace?.file else { return change.kind.rawValue }
    return "\(change.kind.rawValue) from \(shown(old))"
  }

  /// Two values that differ, short enough to be read in passing: of long ones the part around the
  /// first difference, so that what is shown differs too.
  package static func values(_ old: String?, _ new: String?) -> (String, String) {
    let (before, after) = (old.map(shown), new.map(shown))
    let longest = max(before?.count ?? 0, after?.count ?? 0)
    let same = zip(before ?? [], after ?? []).prefix { $0 == $1 }.count
    let start = longest > mostShown && same > mostBefore ? same - mostBefore : 0
    return (
      before.map { cut($0, from: start) } ?? "unset", after.map { cut($0, from: start) } ?? "unset"
    )
  }

  /// Characters of a value that are shown.
  private static let mostShown = 200
  /// How many of these are before the first difference.
  private static let mostBefore = 40

  private static func shown(_ text: String) -> [Character] {
    let isPlain = !text.isEmpty && text.first != " " && text.last != " "
    let line = text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false)
      .map { String($0) }.joined(separator: "↵")
    return Array(text.isEmpty ? "empty" : isPlain ? line : "'\(line)'")
  }

  private static func cut(_ text: [Character], from start: Int) -> String {
    let rest = text[min(start, text.count)...]
    let end = rest.count > mostShown ? String(rest.prefix(mostShown - 1)) + "…" : String(rest)
    return (start > 0 ? "…" : "") + end
  }
}
