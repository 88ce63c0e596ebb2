internal import Analysis
internal import Diagnostics
internal import Files
internal import Formats
internal import Reporting

extension EditorServer {
  // MARK: Definitions and references

  func definition(_ params: JSONValue) async throws(ResponseError) -> JSONValue {
    guard let (judged, links) = try await links(params) else { return .null }
    var places = judged.places
    return .array(links.definitions.map { places.location($0).json })
  }

  func references(_ params: JSONValue) async throws(ResponseError) -> JSONValue {
    guard let (judged, links) = try await links(params) else { return .null }
    let isWhole = params[path: "context", "includeDeclaration"]?.bool ?? false
    var places = judged.places
    let found = (isWhole ? links.definitions : []) + links.references
    return .array(found.map { places.location($0).json })
  }

  private func links(
    _ params: JSONValue
  ) async throws(ResponseError) -> (Judged, PlaceLinks)? {
    guard let judged = try await judged(params) else { return nil }
    let offset = try offset(params, in: judged.document)
    guard let file = judged.session.file(judged.document.path),
      let links = PlaceLinks(at: offset, in: file, judged.session.result.configuration)
    else { return nil }
    return (judged, links)
  }

  // MARK: Symbols

  /// Source: LSP 3.17, "SymbolKind": jobs are functions, presets are structs.
  private static func kind(_ symbol: FileSymbol) -> JSONValue { .int(symbol.isPreset ? 23 : 12) }

  func documentSymbols(_ params: JSONValue) async throws(ResponseError) -> JSONValue {
    guard var judged = try await judged(params, hasPlace: false),
      let file = judged.session.file(judged.document.path)
    else { return [] }
    let symbols = FileSymbol.all(in: file, judged.session.result.configuration)
    return .array(
      symbols.map { symbol in
        let name = judged.places.range(symbol.place)
        let whole = judged.places.range(Place(file: symbol.place.file, range: symbol.range))
        return [
          "name": JSONValue(symbol.name), "detail": JSONValue(symbol.detail),
          "kind": EditorServer.kind(symbol),
          "range": LSP.Range(start: min(whole.start, name.start), end: max(whole.end, name.end))
            .json,
          "selectionRange": name.json,
        ]
      }
    )
  }

  /// The most symbols of all files that are shown for a query.
  private static let mostSymbols = 200

  func workspaceSymbols(_ params: JSONValue) async -> JSONValue {
    let query = params["query"]?.string?.lowercased() ?? ""
    var places = FindingBoard.Places(client.encoding, uris: documents.mapValues(\.uri))
    var found: [JSONValue] = []
    for folder in folders.values {
      guard let configuration = await folder.judge.current()?.answers.configuration else {
        continue
      }
      for symbol in FileSymbol.all(configuration)
      where query.isEmpty || symbol.name.lowercased().contains(query) {
        if found.count == EditorServer.mostSymbols { return .array(found) }
        found.append([
          "name": JSONValue(symbol.name), "kind": EditorServer.kind(symbol),
          "containerName": JSONValue(symbol.detail),
          "location": places.location(symbol.place).json,
        ])
      }
    }
    return .array(found)
  }

  // MARK: Folding

  func folding(_ params: JSONValue) throws(ResponseError) -> JSONValue {
    let (_, path) = try place(params["textDocument"])
    let blocks = documents[path].map { FoldingRanges.all(in: $0.bytes) } ?? []
    return .array(blocks.map { ["startLine": .int($0.start), "endLine": .int($0.end)] })
  }
}
