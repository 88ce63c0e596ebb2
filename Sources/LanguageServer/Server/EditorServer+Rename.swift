internal import Analysis
internal import Diagnostics
internal import Files
internal import Formats

extension EditorServer {
  /// What would be renamed at a place: its range and its name; `null` where nothing can be.
  func prepareRename(_ params: JSONValue) async throws(ResponseError) -> JSONValue {
    guard let (judged, renaming) = try await renaming(params) else { return .null }
    var places = judged.places
    return [
      "range": places.range(renaming.place).json, "placeholder": JSONValue(renaming.name),
    ]
  }

  /// The edits that give a job, a label of presets or a volume another name, in all files.
  func rename(_ params: JSONValue) async throws(ResponseError) -> JSONValue {
    guard let name = params["newName"]?.string else {
      throw ResponseError(.invalidParams, "the request has no newName")
    }
    guard let (judged, renaming) = try await renaming(params) else {
      throw ResponseError(
        .requestFailed,
        "nothing here can be renamed: put the cursor on the name of a job, a label of a preset or the "
          + "name of a volume"
      )
    }
    let outcome: Result<[FileEdit], Renaming.Refusal>
    do throws(FileError) {
      outcome = try await judged.session.edits(for: renaming, to: name)
    } catch {
      throw ResponseError(.requestFailed, "\(error)")
    }
    let edits = try outcome.mapError(EditorServer.error).get()
    guard let edit = workspaceEdit(edits, of: judged.session) else {
      throw ResponseError(.contentModified, "a file with \(renaming.name) has changed meanwhile")
    }
    return edit
  }

  private func renaming(
    _ params: JSONValue
  ) async throws(ResponseError) -> (Judged, Renaming)? {
    guard let judged = try await judged(params) else { return nil }
    let offset = try offset(params, in: judged.document)
    let found = judged.session.renaming(at: offset, in: judged.document.path)
    return try found.map { found throws(ResponseError) in
      (judged, try found.mapError(EditorServer.error).get())
    }
  }

  private static func error(_ refusal: Renaming.Refusal) -> ResponseError {
    ResponseError(.requestFailed, "can't rename: \(refusal.reason)")
  }
}
