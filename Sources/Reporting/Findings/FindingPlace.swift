package import Diagnostics

/// The job and the field that a finding is about, as reports for people name them.
package struct FindingPlace {
  package let job: String?
  /// From the job where it is known, else from the top of the file; `nil` for the job itself.
  package let field: String?

  package init(_ diagnostic: Diagnostic) {
    job = diagnostic.job.flatMap { $0.isEmpty ? nil : $0.inOneLine(upTo: 100) }
    let path = diagnostic.path ?? ""
    let rest = job == nil ? path[...] : FindingPlace.insideJob(path) ?? path[...]
    field = rest.isEmpty ? nil : String(rest).inOneLine(upTo: 200)
  }

  /// A path without `presubmits[acme/rocket][3].` at its start; `nil` if it has none.
  private static func insideJob(_ path: String) -> Substring? {
    let lists = ["presubmits[", "postsubmits[", "periodics["]
    guard let list = lists.first(where: path.hasPrefix) else { return nil }
    var rest = path.utf8.dropFirst(list.utf8.count - 1)
    // The key of a repository can have a bracket in it, the number of a job can't.
    while let close = rest.firstIndex(of: UInt8(ascii: "]")) {
      let isNumber =
        rest.first == UInt8(ascii: "[") && rest[..<close].dropFirst().allSatisfy { $0 &- 0x30 < 10 }
      rest = rest[rest.index(after: close)...]
      if isNumber { return Substring(rest.first == UInt8(ascii: ".") ? rest.dropFirst() : rest) }
    }
    return nil
  }
}
