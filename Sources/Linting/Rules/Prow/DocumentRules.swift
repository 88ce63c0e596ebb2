internal import Configs
internal import Diagnostics
internal import Prow
internal import YAML

extension FileKind {
  /// The program that reads such files.
  fileprivate var reader: String {
    switch self {
    case .settings: "Plimsoll"
    case .boskos: "Boskos"
    case .autobump: "The autobumper"
    default: "Prow"
    }
  }
}

extension Rule {
  /// What Prow does not read of a file.
  static let documents: [Rule] = [laterDocuments]

  static let laterDocuments = Rule(
    id: "later-documents",
    group: .hygiene,
    severity: .warning,
    summary: "a file has YAML documents after the first",
    why: "Prow reads the first document of a file and says nothing of those after it: their jobs "
      + "and settings do not exist. A second --- at the top makes the first document empty.",
    help: "remove the ---, or put the document into a file of its own",
    source: "Prow, `yamlToConfig` in pkg/config/config.go; sigs.k8s.io/yaml, `Unmarshal`",
    bad: .jobs("presubmits:\n  acme/rocket: []\n---\npresubmits:\n  acme/engine: []\n"),
    good: .jobs("---\npresubmits:\n  acme/rocket: []\n  acme/engine: []\n---\n"),
    check: .file { file, report in
      guard file.kind != .pod, file.document.isReadable, !file.document.isWholeFile,
        let later = LaterDocuments(file.file.bytes)
      else { return }
      let lost = later.count == 1 ? "this one" : "this one and those after it"
      report(
        "\(file.kind.reader) reads only the first YAML document of a file, not \(lost)",
        in: file.file,
        at: later.start
      )
    }
  )
}
