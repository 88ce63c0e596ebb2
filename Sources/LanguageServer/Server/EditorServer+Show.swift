internal import Analysis
internal import Diagnostics
internal import Files
internal import Formats
internal import Prow
internal import Reporting

extension EditorServer {
  /// The actions that show what Prow would make of the job on a line; none where no job is.
  func showActions(onLine line: Int, _ judged: Judged) -> [JSONValue] {
    guard job(onLine: line, judged) != nil else { return [] }
    return RenderedPage.Part.allCases.map { part in
      [
        "title": JSONValue(part.title),
        "command": showCommand(part, judged.document.uri, line: line),
      ]
    }
  }

  nonisolated func showCommand(_ part: RenderedPage.Part, _ uri: String, line: Int) -> JSONValue {
    command(.show, part.title, [JSONValue(uri), .int(line), JSONValue(part.rawValue)])
  }

  private func job(onLine line: Int, _ judged: Judged) -> ResolvedJob? {
    let start = judged.document.offset(of: LSP.Position(line: line, character: 0), client.encoding)
    let end = judged.document.offset(
      of: LSP.Position(line: line, character: Int(Int32.max)),
      client.encoding
    )
    return judged.session.job(
      at: SourceRange(start: UInt32(start), end: UInt32(end)),
      in: judged.document.path
    )
  }

  /// Shows the pod or the ProwJob of a job, and returns it as YAML: the URI of a file, a line from 0, and
  /// `pod` or `prowjob`.
  func show(_ arguments: [JSONValue]) async throws(ResponseError) -> JSONValue {
    guard arguments.count >= 3, let line = EditorServer.line(arguments[1]),
      let part = arguments[2].string.flatMap(RenderedPage.Part.init)
    else {
      throw ResponseError(
        .invalidParams,
        "\(Command.show.rawValue) needs the URI of a file, a line, and pod or prowjob"
      )
    }
    guard let judged = try await judged(["textDocument": ["uri": arguments[0]]]),
      let job = job(onLine: line, judged)
    else { throw ResponseError(.requestFailed, "no job is on this line") }
    let outcome: Result<RenderedPage, RenderedPage.Refusal>
    do throws(FileError) {
      outcome = try await RenderedPage.make(
        part,
        of: job,
        in: judged.session,
        now: options.now()
      )
    } catch {
      throw ResponseError(.requestFailed, "\(error)")
    }
    switch outcome {
    case .failure(let refusal): throw ResponseError(.requestFailed, refusal.reason)
    case .success(let page):
      if let note = page.note { show(note, .warning) }
      let shown = ShownPages.Page(
        identity: "\(judged.document.path) \(page.identity) \(part.rawValue)",
        name: page.name,
        suffix: ".\(part.rawValue).yaml"
      )
      try present(page.bytes, as: shown)
      return JSONValue(String(decoding: page.bytes, as: UTF8.self))
    }
  }

  /// Shows a page as a file, if the client can open one, else as a message.
  private func present(_ bytes: [UInt8], as page: ShownPages.Page) throws(ResponseError) {
    guard client.showsDocuments else {
      return show(String(decoding: bytes, as: UTF8.self), .info)
    }
    do throws(FileError) {
      let path = try shownPages.write(bytes, as: page)
      request("window/showDocument", ["uri": JSONValue(FileURI.uri(path)), "takeFocus": true])
    } catch {
      throw ResponseError(.requestFailed, "\(error)")
    }
  }
}

extension RenderedPage.Part {
  var title: String {
    switch self {
    case .pod: "Show the pod"
    case .prowJob: "Show the ProwJob"
    }
  }
}
