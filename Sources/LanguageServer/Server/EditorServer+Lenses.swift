internal import Analysis
internal import Diagnostics
internal import Formats
internal import Prow
internal import Reporting

extension EditorServer {
  // MARK: Lenses

  /// What starts each job of a document, whether merges wait for it, what it may do, and a command that
  /// shows its pod.
  func codeLenses(_ params: JSONValue) async throws(ResponseError) -> JSONValue {
    guard let judged = try await judged(params, hasPlace: false) else { return [] }
    let lenses = await lenses(of: judged)
    note(judged) { $0.lenses = lenses.hashValue }
    return lenses
  }

  nonisolated func lenses(of judged: Judged) async -> JSONValue {
    var judged = judged
    guard let file = judged.session.file(judged.document.path) else { return [] }
    return .array(
      JobLens.all(in: file, judged.answers).flatMap { lens in
        let range = judged.places.range(lens.place)
        let titles = lens.titles.map { title -> JSONValue in
          // Without a command it is shown, and does nothing.
          ["title": JSONValue(title), "command": ""]
        }
        let show = showCommand(.pod, judged.document.uri, line: range.start.line)
        return (titles + [show]).map { command -> JSONValue in
          ["range": range.json, "command": command]
        }
      }
    )
  }

  // MARK: Inlay hints

  /// Values that jobs of a range have from presets and defaults.
  func inlayHints(_ params: JSONValue) async throws(ResponseError) -> JSONValue {
    guard let range = LSP.Range(params["range"]) else {
      throw ResponseError(.invalidParams, "the request has no range")
    }
    guard let judged = try await judged(params) else { return [] }
    let hints = await hints(of: judged, in: range, client.encoding)
    note(judged) { $0.hints = (range, hints.hashValue) }
    return hints
  }

  nonisolated func hints(
    of judged: Judged,
    in range: LSP.Range,
    _ encoding: PositionEncoding
  ) async -> JSONValue {
    var judged = judged
    let document = judged.document
    guard let file = judged.session.file(document.path) else { return [] }
    let bytes = SourceRange(
      start: UInt32(document.offset(of: range.start, encoding)),
      end: UInt32(document.offset(of: range.end, encoding))
    )
    let hints = JobHint.all(in: file, bytes, judged.answers.configuration)
    return .array(
      hints.map { hint in
        let place = Place(
          file: file.file,
          range: SourceRange(start: hint.offset, end: hint.offset)
        )
        return [
          "position": judged.places.range(place).start.json, "label": JSONValue(hint.text),
          "tooltip": ["kind": "markdown", "value": JSONValue(hint.origins)],
          "paddingLeft": true,
        ]
      }
    )
  }
}
