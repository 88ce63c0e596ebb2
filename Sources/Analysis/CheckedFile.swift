internal import Configs
internal import Diagnostics
internal import Linting
internal import Prow

/// A file of a snapshot, and the findings that need no other file.
struct CheckedFile: Sendable {
  /// What it was read as; a job file may turn out to be a Pod manifest.
  let kind: FileKind
  /// As it is.
  let file: LoadedFile
  /// What the other files see of it: where it does not parse, what it held when it last did.
  let facts: LoadedFile
  let findings: Linter.FileFindings

  /// `former`: The same file before it was changed.
  init(
    _ file: LoadedFile,
    as kind: FileKind,
    _ linter: Linter,
    replacing former: CheckedFile? = nil
  ) {
    self.kind = kind
    self.file = file
    let last = former?.facts
    facts = file.isReadable || last?.isReadable != true ? file : last ?? file
    findings = linter.check(file)
  }

  /// What a file held.
  init(facts text: SourceFile, as kind: FileKind, _ linter: Linter) {
    self.init(LoadedFile.load(text, kind: kind, schema: linter.schema), as: kind, linter)
  }

  /// The text that no longer is the file's, so that no finding may point into it.
  var staleText: SourceFile? { facts.file === file.file ? nil : facts.file }
}
