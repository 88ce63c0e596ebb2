internal import Diagnostics
package import Prow
internal import Schema
internal import YAML

extension PolicyTestCase {
  /// What keeps a file of a test from meaning what it says: the test would pass by accident.
  package static func faults(in file: LoadedFile) -> [String] {
    func line(_ range: SourceRange) -> String {
      "\(file.file.path):\(LineIndex(file.file).position(at: range.start).line)"
    }
    if !file.isReadable {
      return file.document.problems.prefix(1).map {
        "the test's \(line($0.range)) can't be read: \($0.message)"
      }
    }
    // Other files may be there for subject file or document.
    let keys: [StaticString] = ["presubmits", "postsubmits", "periodics", "presets"]
    let isProws = file.kind != .jobs || keys.contains { file.root?[$0] != nil }
    return (isProws ? file.schemaFindings.all : []).compactMap { finding in
      guard case .unknownField = finding.kind else { return nil }
      return
        "the test's \(line(finding.node.range)) has a field that Prow doesn't know: \(finding.node.text.string)"
    }
  }
}
