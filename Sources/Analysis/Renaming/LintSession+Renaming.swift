internal import Configs
package import Diagnostics
package import Files
internal import Linting
internal import Prow
internal import YAML

extension LintSession {
  /// What is renamed at a place of a file.
  ///
  /// - Parameters:
  ///   - offset: In bytes of the file's text.
  ///   - path: From `/`.
  /// - Returns: `nil` where no name of a job, of a preset's label or of a volume is, or why it can't be
  ///   renamed.
  package func renaming(
    at offset: UInt32,
    in path: String
  ) -> Result<Renaming, Renaming.Refusal>? {
    file(path).flatMap { Renaming.at(offset, in: $0, result.configuration) }
  }

  /// The edits that rename, which change bytes of names only.
  ///
  /// - Returns: The edits by file, or why the name does not fit: it is taken, or Prow or a cluster would
  ///   refuse what would be there.
  /// - Throws: `FileError` if a file can't be read.
  package func edits(
    for renaming: Renaming,
    to name: String
  ) async throws(FileError) -> Result<[FileEdit], Renaming.Refusal> {
    if name == renaming.name { return .success([]) }
    if let reason = renaming.objection(name) { return .failure(Renaming.Refusal(reason: reason)) }
    var edits: [FileEdit] = []
    for nodes in Dictionary(grouping: renaming.nodes, by: { ObjectIdentifier($0.document) }).values
    {
      let document = nodes[0].document
      guard let checked = snapshot.file(named: document.file.path), checked.staleText == nil else {
        return refusal("\(document.file.path) can't be read as YAML: fix it first")
      }
      guard let own = TreeEditor(document).rename(nodes, to: name) else {
        return refusal(
          "\"\(name)\" can't be written in \(document.file.path) without other changes"
        )
      }
      edits.append(FileEdit(file: document.file, edits: own))
    }
    edits.sort { $0.file.path < $1.file.path }
    if let fault = try await fault(after: edits) {
      let line = LineIndex(fault.place.file).position(at: fault.place.range.start).line
      return refusal(
        "\"\(name)\" does not fit: \(fault.message) (\(fault.rule), at "
          + "\(fault.place.file.path):\(line))"
      )
    }
    return .success(edits)
  }

  private func refusal(_ reason: String) -> Result<[FileEdit], Renaming.Refusal> {
    .failure(Renaming.Refusal(reason: reason))
  }

  /// The first error of Prow or of a cluster that edits bring, whatever the settings select.
  private func fault(after edits: [FileEdit]) async throws(FileError) -> Diagnostic? {
    let before = try await snapshot.refusals([.prow, .kubernetes])
    let inputs = edits.compactMap { edit -> InputFile? in
      guard let file = snapshot.file(named: edit.file.path),
        let bytes = TextEdit.apply(edit.edits, to: edit.file.bytes)
      else { return nil }
      return .bytes(bytes, name: edit.file.path, kind: file.kind)
    }
    let after = try await before.replacing(inputs, checksTree: false)
    // A rename moves nothing to another line.
    var lines = LinesOfFindings()
    var known: [LinesOfFindings.Identity: Int] = [:]
    for finding in before.result.diagnostics { known[lines.identity(of: finding), default: 0] += 1 }
    return after.result.diagnostics.first { finding in
      let identity = lines.identity(of: finding)
      known[identity, default: 0] -= 1
      return known[identity, default: 0] < 0
    }
  }
}

/// Tells findings apart whose messages may have another name.
private struct LinesOfFindings {
  private var indices: [ObjectIdentifier: LineIndex] = [:]

  struct Identity: Hashable {
    let rule: String
    let path: String
    let line: Int
  }

  mutating func identity(of finding: Diagnostic) -> Identity {
    let (file, offset) = (finding.place.file, finding.place.range.start)
    let index = indices[ObjectIdentifier(file)] ?? LineIndex(file)
    indices[ObjectIdentifier(file)] = index
    return Identity(rule: finding.rule, path: file.path, line: index.position(at: offset).line)
  }
}
