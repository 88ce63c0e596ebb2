internal import Analysis
internal import Diagnostics
internal import Files
internal import Formats

extension EditorServer {
  /// The commands that a client may ask for.
  enum Command: String, CaseIterable {
    /// Suppresses a finding by a comment: URI, rule, line from 0, and maybe a reason.
    case suppress = "plimsoll.suppress"
    /// Says what a rule is about: its id, and the URI of a file that it is asked for.
    case explain = "plimsoll.explain"
    /// Shows what Prow would make of a job: URI, line from 0, and `pod` or `prowjob`.
    case show = "plimsoll.show"
  }

  /// What a comment says where nobody has given a reason.
  private static let openReason = "say why here"

  /// The most findings of a range that actions are made for.
  private static let mostFindings = 20

  /// Fixes, suppressions and explanations of the findings on the lines of a range; all safe fixes of the file, if
  /// that is asked for.
  func codeActions(_ params: JSONValue) async throws(ResponseError) -> JSONValue {
    guard let range = LSP.Range(params["range"]) else {
      throw ResponseError(.invalidParams, "the request has no range")
    }
    guard var judged = try await judged(params) else { return [] }
    let only: [String]? =
      switch params[path: "context", "only"] {
      case .array(let kinds)?: kinds.compactMap(\.string)
      default: nil
      }
    func isWanted(_ kind: String) -> Bool {
      only?.contains { kind == $0 || kind.hasPrefix($0 + ".") } ?? true
    }
    var actions: [JSONValue] = []
    if isWanted("quickfix") {
      let findings = judged.session.findings(in: judged.document.path).filter { finding in
        let place = judged.places.range(finding.place)
        return place.start.line <= range.end.line && range.start.line <= place.end.line
      }
      for finding in findings.prefix(EditorServer.mostFindings) {
        actions += self.actions(for: finding, &judged)
      }
    }
    if only != nil, isWanted(EditorServer.fixAll), let action = try await fixAll(judged) {
      actions.append(action)
    }
    if only == nil { actions += showActions(onLine: range.start.line, judged) }
    return .array(actions)
  }

  static let fixAll = "source.fixAll.plimsoll"

  private func actions(for finding: Diagnostic, _ judged: inout Judged) -> [JSONValue] {
    let diagnostic = FindingBoard.diagnostic(finding, &judged.places).json
    var actions: [JSONValue] = []
    let edits = finding.fix?.edits() ?? []
    if let fix = finding.fix, !edits.isEmpty, let edit = workspaceEdit(edits, of: judged.session) {
      let note = fix.applicability == .safe ? "" : " (look at it: it may not be what was meant)"
      actions.append([
        "title": JSONValue(EditorServer.capitalized(fix.title) + note), "kind": "quickfix",
        "diagnostics": [diagnostic], "isPreferred": .bool(fix.applicability == .safe),
        "edit": edit,
      ])
    }
    let line = judged.places.range(finding.place).start.line
    if judged.isWhole {
      actions.append([
        "title": JSONValue("Suppress \(finding.rule) here"), "kind": "quickfix",
        "diagnostics": [diagnostic],
        "command": command(
          .suppress,
          "Suppress \(finding.rule) here",
          [JSONValue(judged.document.uri), JSONValue(finding.rule), .int(line)]
        ),
      ])
    }
    actions.append([
      "title": JSONValue("Explain \(finding.rule)"), "kind": "quickfix",
      "diagnostics": [diagnostic],
      "command": command(
        .explain,
        "Explain \(finding.rule)",
        [JSONValue(finding.rule), JSONValue(judged.document.uri)]
      ),
    ])
    return actions
  }

  private static func capitalized(_ text: String) -> String {
    text.prefix(1).uppercased() + text.dropFirst()
  }

  nonisolated func command(
    _ command: Command,
    _ title: String,
    _ arguments: [JSONValue]
  ) -> JSONValue {
    [
      "title": JSONValue(title), "command": JSONValue(command.rawValue),
      "arguments": .array(arguments),
    ]
  }

  /// The text around a file in a ConfigMap was not judged, so that no text of all of it is made.
  private func fixAll(_ judged: Judged) async throws(ResponseError) -> JSONValue? {
    guard judged.isWhole else { return nil }
    do throws(FileError) {
      guard let change = try await judged.session.fixing(judged.document.path),
        let edit = workspaceEdit(
          [FileEdit(from: change.before, to: change.after)],
          of: judged.session
        )
      else { return nil }
      return [
        "title": "Fix all that can be fixed safely", "kind": JSONValue(EditorServer.fixAll),
        "edit": edit,
      ]
    } catch {
      throw ResponseError(.requestFailed, "\(error)")
    }
  }

  // MARK: Commands

  func execute(_ params: JSONValue) async throws(ResponseError) -> JSONValue {
    let name = params["command"]?.string ?? ""
    let arguments = params["arguments"]?.items ?? []
    switch Command(rawValue: name) {
    case .suppress: return try await suppress(arguments)
    case .explain: return try await explain(arguments)
    case .show: return try await show(arguments)
    case nil: throw ResponseError(.invalidParams, "the server has no command \(name)")
    }
  }

  /// A line from 0 that a command is given; `nil` for one that no file has.
  static func line(_ argument: JSONValue) -> Int? {
    argument.int.flatMap { (0...Int(Int32.max)).contains($0) ? $0 : nil }
  }

  /// Asks the client to write the comment.
  private func suppress(_ arguments: [JSONValue]) async throws(ResponseError) -> JSONValue {
    guard arguments.count >= 3, let rule = arguments[1].string,
      let line = EditorServer.line(arguments[2])
    else {
      throw ResponseError(
        .invalidParams,
        "\(Command.suppress.rawValue) needs the URI of a file, a rule and a line"
      )
    }
    let given = (arguments.count > 3 ? arguments[3].string : nil) ?? ""
    let reason = given.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    guard let judged = try await judged(["textDocument": ["uri": arguments[0]]]) else {
      throw ResponseError(.requestFailed, "lint does not read this file")
    }
    guard judged.isWhole else {
      throw ResponseError(
        .requestFailed,
        "\(rule) can't be suppressed here: the file is in a ConfigMap"
      )
    }
    let outcome: Result<LintSession.FileChange, LintSession.Refusal>
    do throws(FileError) {
      outcome = try await judged.session.suppressing(
        rule,
        onLine: line + 1,
        of: judged.document.path,
        reason: reason.isEmpty ? EditorServer.openReason : reason
      )
    } catch {
      throw ResponseError(.requestFailed, "\(error)")
    }
    switch outcome {
    case .success(let change):
      let edits = [FileEdit(from: change.before, to: change.after)]
      guard let edit = workspaceEdit(edits, of: judged.session) else {
        throw ResponseError(.contentModified, "\(judged.document.uri) has changed meanwhile")
      }
      request(
        "workspace/applyEdit",
        ["label": JSONValue("Suppress \(rule)"), "edit": edit]
      )
      return .null
    case .failure(let refusal):
      throw ResponseError(.requestFailed, "\(rule) can't be suppressed here: \(refusal.reason)")
    }
  }

  /// Shows what a rule is about, and returns it as Markdown.
  private func explain(_ arguments: [JSONValue]) async throws(ResponseError) -> JSONValue {
    guard let rule = arguments.first?.string else {
      throw ResponseError(.invalidParams, "\(Command.explain.rawValue) needs a rule")
    }
    let path = arguments.dropFirst().first?.string.flatMap(FileURI.path)
    let around = path.map { folders(around: WorkingDirectory.absolute($0)) } ?? []
    for folder in around.isEmpty ? Array(folders.values) : around {
      guard let words = await folder.judge.current()?.session.words(on: rule) else { continue }
      show(words.text, .info)
      return JSONValue(words.markdown)
    }
    throw ResponseError(.invalidParams, "no rule is called \(rule)")
  }
}
