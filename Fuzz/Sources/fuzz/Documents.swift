import Configs
import Diagnostics
import Prow
import Schema

@testable import YAML

func fuzzYAML(_ bytes: UnsafeBufferPointer<UInt8>) {
  let file = SourceFile(path: "a.yaml", bytes: Array(bytes))
  let judged = Document.parseWithLibYAML(file)
  if let scanned = BlockScanner.read(file) {
    expect(isEqual(scanned, judged), "the scanner reads what libyaml reads")
    if let halves = BlockScanner.read(file, manyBytes: 0) {
      expect(isEqual(halves, judged), "a file in two halves is the whole file")
    }
  }
  let ours = StreamParser.read(file)
  if !PartingText.mayPart(file.bytes) {
    expect(isEqual(ours, judged), "Prow's parser and libyaml part only where it is known")
  }
  checkPlaces(Document.parse(file))
  checkPlaces(ours)
}

/// Whether two documents are the same; of what both refuse, the words may differ.
private func isEqual(_ left: Document, _ right: Document) -> Bool {
  guard let first = left.root, let second = right.root else {
    return left.root == nil && right.root == nil && left.problems.isEmpty == right.problems.isEmpty
  }
  let (nodes, others) = (first.storage.pointee.nodes, second.storage.pointee.nodes)
  guard nodes.count == others.count, left.problems.count == right.problems.count,
    left.repeatedKeys.map(\.range) == right.repeatedKeys.map(\.range)
  else { return false }
  for index in nodes.indices {
    let (node, other) = (nodes[index], others[index])
    guard node.kind == other.kind, node.style == other.style, node.value == other.value,
      node.start == other.start, node.end == other.end, node.next == other.next
    else { return false }
    if node.kind == .scalar {
      let (text, same) = (
        Node(storage: first.storage, index: UInt32(index)).text,
        Node(storage: second.storage, index: UInt32(index)).text
      )
      guard text == same else { return false }
    }
  }
  return JSONProjection.text(of: first) == JSONProjection.text(of: second)
}

private func checkPlaces(_ document: Document) {
  let count = document.file.bytes.count
  let lines = LineIndex(document.file)
  for problem in document.problems + document.repeatedKeys {
    expect(problem.range.start <= problem.range.end, "a range goes forward")
    expect(Int(problem.range.start) <= count, "a problem is in the file")
    expect(lines.position(at: problem.range.start).column > 0, "columns count from 1")
  }
  guard document.problems.isEmpty, let root = document.root else { return }
  for node in root.storage.pointee.nodes {
    expect(node.start <= node.end && Int(node.end) <= count, "a node is in the file")
  }
  let json = JSONProjection.text(of: root) ?? []
  expect(Array(String(decoding: json, as: UTF8.self).utf8) == json, "JSON is UTF-8")
}

private let schema = ProwSchema(takesManifests: true)

/// The first byte picks the type, the rest is the file.
func fuzzSchema(_ bytes: UnsafeBufferPointer<UInt8>) {
  guard let first = bytes.first else { return }
  let roles: [FileKind] = [.jobs, .config, .plugins, .inRepo, .settings, .pod]
  let loaded = LoadedFile.load(
    copying: Array(bytes.dropFirst()),
    name: "a.yaml",
    kind: roles[Int(first) % roles.count],
    schema: schema
  )
  for finding in loaded.schemaFindings.all {
    expect(Int(finding.node.range.end) <= loaded.file.bytes.count, "a finding is in the file")
  }
  for preset in Preset.all(in: loaded) { _ = preset.names }
}
