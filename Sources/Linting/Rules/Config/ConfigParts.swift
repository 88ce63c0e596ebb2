internal import Diagnostics
internal import GoFormats
internal import Prow
internal import YAML

/// What the rules for config.yaml share.
enum ConfigParts {
  /// The top mapping of config.yaml and, after it, those of the files that Prow merges into it.
  ///
  /// Empty if config.yaml is not known.
  static func roots(_ scope: LintScope) -> [Node] { scope.workspace.configRoots }

  /// The jobs without those of in-repo configs, which branch protection and checkconfig don't see.
  static func central(_ jobs: [ResolvedJob]) -> [Job] {
    var central: [Job] = []
    central.reserveCapacity(jobs.count)
    for job in jobs where job.job.isCentral { central.append(job.job) }
    return central
  }

  /// The queries of all files, in the order in which Prow appends them.
  static func tideQueries(_ scope: LintScope) -> [Node] {
    roots(scope).flatMap { $0[.tide]?[.queries].map { Array($0.items) } ?? [] }.filter(\.isMapping)
  }

  /// The settings of Prow's controllers: plank's, and those of each Jenkins operator.
  static func controllers(_ scope: LintScope) -> [(node: Node, isJenkins: Bool)] {
    guard let root = scope.workspace.configRoot else { return [] }
    let plank = root[.plank].map { [(node: $0, isJenkins: false)] } ?? []
    let operators = root[.jenkinsOperators].map { Array($0.items) } ?? []
    return plank + operators.map { (node: $0, isJenkins: true) }
  }

  /// Reports two fields of a mapping that must not both be there.
  static func exclude(
    _ first: Field,
    _ second: Field,
    in node: Node?,
    emptyCounts: Bool = false,
    fix: (_ first: Node, _ second: Node) -> Fix? = { _, _ in nil },
    _ report: Report
  ) {
    guard let node, let one = node[first], let other = node[second] else { return }
    guard emptyCounts || !one.isEmpty && !other.isEmpty else { return }
    let (place, firstPlace) = (node.key(second) ?? other, node.key(first) ?? one)
    report(
      "\(first.name) and \(second.name) can't both be set",
      at: place,
      related: [(firstPlace, "\(first.name) is set here")],
      fix: fix(firstPlace, place)
    )
  }

  /// Reports a string that is not a URL.
  static func checkURL(_ node: Node?, _ report: Report) {
    guard let node, let text = node.string else { return }
    do {
      _ = try GoURL.parse(text.string)
    } catch {
      report("\"\(text.short)\" is not a URL: \(error.reason)", at: node)
    }
  }

  /// Reports items of a list that an earlier one repeats.
  static func checkRepeats(_ list: Node?, _ report: Report) {
    var first: [Text: Node] = [:]
    for item in list.map({ Array($0.items) }) ?? [] {
      guard let text = item.string else { continue }
      guard let other = first[text] else {
        first[text] = item
        continue
      }
      report(
        "\"\(text.short)\" is listed twice",
        at: item,
        related: [(other, "the first one")],
        fix: .removeRepeat(of: other, with: item)
      )
    }
  }
}

extension Node {
  /// The entries of a mapping field whose values are not null; empty if it is absent.
  func map(_ field: Field) -> [Entry] {
    self[field].map { Array($0.entries) }?.filter { !$0.value.isNull } ?? []
  }
}

extension Text {
  /// Org and name of `org/repo` with exactly one slash and neither of them empty.
  var orgAndRepo: (org: Substring, repo: Substring)? {
    guard let slash = bytes.firstIndex(of: UInt8(ascii: "/")), slash > 0, slash + 1 < count,
      !bytes[(slash + 1)...].contains(UInt8(ascii: "/"))
    else { return nil }
    let text = string
    let middle = text.utf8.index(text.startIndex, offsetBy: slash)
    return (text[..<middle], text[text.utf8.index(after: middle)...])
  }
}
