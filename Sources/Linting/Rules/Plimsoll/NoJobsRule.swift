internal import Diagnostics
internal import Prow
internal import YAML

extension Rule {
  static let noJobs = Rule(
    id: "no-jobs",
    group: .hygiene,
    severity: .warning,
    summary: "the job files hold no job",
    why: "Nothing was checked, so that nothing is wrong means little: the path may be another than "
      + "was meant, or the jobs may be commented out.",
    help: "name the files with the jobs, or write presubmits: {} if there are none on purpose",
    source: "Plimsoll",
    bad: .jobs("# periodics:\n# - name: nightly\n"),
    good: .jobs("periodics: []\n"),
    check: .workspace { scope, report in
      let workspace = scope.workspace
      let files = workspace.jobFiles + workspace.inRepoFiles
      // Every other finding about these files explains it already.
      guard let first = files.first, scope.jobsByFile.allSatisfy(\.jobs.isEmpty),
        files.allSatisfy({ $0.document.isReadable && $0.schemaFindings.all.isEmpty }),
        !(files + workspace.configFiles).contains(where: \.holdsJobFields)
      else { return }
      let words = files.count == 1 ? "this file holds" : "these \(files.count) files hold"
      report("\(words) no presubmits, postsubmits or periodics", in: first.file)
    }
  )
}

extension LoadedFile {
  /// Whether jobs, or presets for jobs elsewhere, have their field, if only an empty one.
  fileprivate var holdsJobFields: Bool {
    root?.entries.contains { entry in
      [Field.presubmits, .postsubmits, .periodics, .presets].contains {
        $0.rawValue == entry.key.label
      }
    } ?? false
  }
}
