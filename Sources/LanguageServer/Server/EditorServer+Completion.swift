internal import Analysis
internal import Files
internal import Formats
internal import Prow
internal import Reporting

extension EditorServer {
  /// The fields and values that may be written at a place, and rules in comments that suppress.
  func completion(_ params: JSONValue) async throws(ResponseError) -> JSONValue {
    let (_, path) = try place(params["textDocument"])
    guard let document = EditorServer.asked[path],
      let session = await folders(around: path).first?.judge.current()?.session,
      let kind = session.file(path)?.kind
    else { return [] }
    let offset = Int(try self.offset(params, in: document))
    if let rules = ruleProposals(at: offset, in: document, session) { return rules }
    guard
      let found = PlaceProposals(
        at: offset,
        in: document.bytes,
        kind,
        session.result.configuration
      )
    else { return [] }
    let range = range(found.range, in: document)
    return .array(
      found.proposals.compactMap { proposal in
        if let snippet = proposal.snippet {
          return client.takesSnippets
            ? EditorServer.snippet(proposal, LSP.TextEdit(range: range, newText: snippet)) : nil
        }
        let text =
          proposal.isField ? proposal.text + (proposal.hasScalar ? ": " : ":") : proposal.text
        let hasColon = document.bytes[found.range.upperBound...].first == UInt8(ascii: ":")
        return EditorServer.item(
          proposal.text,
          // Source: LSP 3.17, "CompletionItemKind": fields and values.
          kind: proposal.isField ? 5 : 12,
          detail: proposal.detail,
          proposal.documentation,
          LSP.TextEdit(range: range, newText: hasColon ? proposal.text : text)
        )
      }
    )
  }

  private static func snippet(
    _ proposal: PlaceProposals.Proposal,
    _ edit: LSP.TextEdit
  ) -> JSONValue {
    [
      // Source: LSP 3.17, "CompletionItemKind", "InsertTextFormat" and "InsertTextMode": a snippet, whose
      // lines get the indentation of the first one.
      "label": JSONValue(proposal.text), "kind": 15, "insertTextFormat": 2, "insertTextMode": 2,
      "textEdit": edit.json,
    ]
  }

  private static func item(
    _ label: String,
    kind: Int,
    detail: String,
    _ documentation: String,
    _ edit: LSP.TextEdit
  ) -> JSONValue {
    .object(of: [
      "label": JSONValue(label), "kind": .int(kind),
      "detail": detail.isEmpty ? nil : JSONValue(detail),
      "documentation": documentation.isEmpty
        ? nil : ["kind": "markdown", "value": JSONValue(documentation)],
      "textEdit": edit.json,
    ])
  }

  private func range(_ range: Range<Int>, in document: OpenDocument) -> LSP.Range {
    document.bytes.withUnsafeBufferPointer { bytes in
      LSP.Range(
        start: document.lines.position(of: range.lowerBound, in: bytes, client.encoding),
        end: document.lines.position(of: range.upperBound, in: bytes, client.encoding)
      )
    }
  }

  /// The rules that a comment may suppress; `nil` outside of such a comment.
  private func ruleProposals(
    at offset: Int,
    in document: OpenDocument,
    _ session: LintSession
  ) -> JSONValue? {
    let bytes = document.bytes
    let lineStart = bytes[..<offset].lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
    let before = String(decoding: bytes[lineStart..<offset], as: UTF8.self)
    guard before.contains("# \(session.suppressionMarker)"), !before.contains(" -- ") else {
      return nil
    }
    let gap = bytes[lineStart..<offset].lastIndex { $0 == 0x20 || $0 == UInt8(ascii: ",") }
    let range = range((gap.map { $0 + 1 } ?? lineStart)..<offset, in: document)
    return .array(
      session.rules.map { rule in
        EditorServer.item(
          rule.id,
          kind: 12,
          detail: rule.summary,
          "",
          LSP.TextEdit(range: range, newText: rule.id)
        )
      }
    )
  }
}
