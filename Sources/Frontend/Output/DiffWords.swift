package import ConfigMaps
internal import Diagnostics

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

  package static func change(_ change: KeyChange) -> String {
    switch change.kind {
    case .added: "added"
    case .removed: "removed"
    case .changed: "changed"
    case .renamed(let old): "renamed from \(old)"
    case .movedFrom(let name): "moved from ConfigMap \(name)"
    case .movedTo(let name): "moved to ConfigMap \(name)"
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
  package static func change(_ change: JobChange) -> String {
    var words = change.kind.rawValue
    if let name = change.oldName { words += " from \(name)" }
    if let place = change.oldPlace { words += change.oldName == nil ? " from \(place.file)" : "" }
    return words
  }

  /// A value that is short enough to be read in passing.
  package static func value(_ text: String?) -> String {
    guard let text else { return "unset" }
    return text.isEmpty ? "empty" : text.inOneLine(upTo: 200)
  }
}
