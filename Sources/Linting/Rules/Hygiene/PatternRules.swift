internal import Diagnostics
import GoFormats
internal import Prow
internal import YAML

extension Rule {
  static let patternNeverMatches = Rule(
    id: "pattern-never-matches",
    group: .hygiene,
    severity: .warning,
    summary: "a pattern, or a part of it, can never match a file or a branch",
    why: "Prow compares run_if_changed and skip_if_only_changed with the paths of changed files, "
      + "such as docs/index.md, and branches and skip_branches with bare names, such as main. The "
      + "patterns are regular expressions of Go, not globs: in ^cmd/*.go$ the star repeats the "
      + "slash. A job whose pattern never matches does not run, and nobody is told.",
    help: "write an expression that matches names as they are, such as ^docs/ or \\.go$",
    source: "Prow, `RegexpChangeMatcher.RunsAgainstChanges` and `Brancher.ShouldRun` in "
      + "pkg/config/jobs.go",
    bad: .presubmit("name: helm\nrun_if_changed: ^/deploy/helm/\n" + Rule.decoratedTail),
    good: .presubmit("name: helm\nrun_if_changed: ^deploy/helm/\n" + Rule.decoratedTail),
    fix: .some,
    check: .jobs { jobs, report in
      var patterns = NamePatterns()
      report.forEach(jobs) { patterns.check($0.job, report) }
    }
  )

  static let unanchoredBranch = Rule(
    id: "unanchored-branch",
    group: .pedantic,
    severity: .warning,
    summary: "a branch is named without ^ and $, and so matches longer names, too",
    why: "Each entry of branches and skip_branches is a regular expression that may match "
      + "anywhere in the name: release-1.1 is also found in release-1.10 and in my-release-1.1.",
    help: "put ^ before the name and $ after it",
    source: "Prow, `Brancher.ShouldRun` in pkg/config/jobs.go",
    bad: .presubmit("name: unit\nbranches: [release-1.1]\n" + Rule.decoratedTail),
    good: .presubmit("name: unit\nbranches: ['^release-1\\.1$']\n" + Rule.decoratedTail),
    fix: .some,
    check: .job { job, report in
      for field in [Field.branches, .skipBranches] {
        for item in job.job[field].map({ Array($0.items) }) ?? [] {
          guard let text = item.string, NamePattern.isPlainName(text) else { continue }
          let exact = text.string.replacing(".", with: "\\.")
          report(
            "\(field.name) \"\(text.short)\" also matches longer names of branches",
            at: item,
            help: "write ^\(exact)$",
            fix: .write(
              item,
              .anyUse,
              NamePattern.isSurelyOneBranch(text) ? .safe : .unsafe,
              .string("^\(exact)$")
            )
          )
        }
      }
    }
  )
}

/// The patterns of many jobs, each judged once.
private struct NamePatterns {
  /// By what they are compared with and their text.
  private var judged: [NameShape: [Text: NamePattern.Finding?]] = [:]

  mutating func check(_ job: Job, _ report: Report) {
    if job.kind == .periodic { return }
    for field in [Field.branches, .skipBranches] {
      guard let list = job[field] else { continue }
      for item in list.items { check(item, field, .branch, report) }
    }
    for field in [Field.runIfChanged, .skipIfOnlyChanged] {
      guard let node = job[field] else { continue }
      check(node, field, .file, report)
    }
  }

  private mutating func check(
    _ node: Node,
    _ field: Field,
    _ shape: NameShape,
    _ report: Report
  ) {
    guard let text = node.string, PatternSyntax.isDoubtful(text.bytes) else { return }
    let known = judged[shape]?[text]
    let finding = known ?? NamePattern.judge(text, shape)
    if known == nil { judged[shape, default: [:]][text] = .some(finding) }
    guard let finding else { return }
    let name = "\(field.name) \"\(text.short)\""
    let noun = shape == .file ? "file" : "branch"
    let verb =
      switch finding.extent {
      case .whole: "\(name) never matches a \(noun)"
      case .part(let part): "\"\(part.shortened)\" in \(name) never matches a \(noun)"
      case .meant: "\(name) does not match what it is for"
      case .everything: "\(name) matches every \(noun)"
      }
    report(
      "\(verb): \(finding.reason)",
      at: node,
      help: finding.help,
      fix: finding.expression.map { expression in
        .write(node, .anyUse, finding.isSure ? .safe : .unsafe, .string(expression))
      }
    )
  }
}

/// Judges patterns against what names can look like.
private enum NamePattern {
  struct Finding {
    var extent: Extent
    var reason: String
    var help: String
    /// What was probably meant.
    var expression: String?
    /// Whether that is surely so: nothing but a prefix that no name has is wrong.
    var isSure = false
  }

  enum Extent {
    case whole
    case part(String)
    case meant, everything
  }

  /// `nil` if the pattern matches, is not valid, or would take long to judge.
  static func judge(_ text: Text, _ shape: NameShape) -> Finding? {
    guard GoRegex.syntaxError(in: text.bytes) == nil, let tree = PatternTree(text.bytes),
      let reach = PatternReach(tree, shape)
    else { return nil }
    return finding(text, reach, PatternRepair(text.bytes, shape), shape)
  }

  private static func finding(
    _ text: Text,
    _ reach: PatternReach,
    _ repair: PatternRepair,
    _ shape: NameShape
  ) -> Finding? {
    guard let extent = extent(text, reach, repair, shape) else { return nil }
    let better = isBetter(repair, shape) ? repair : nil
    var fault = better.flatMap { $0.faults.first }
    if case .everything = extent { fault = .star }
    var expression = better?.text
    let isAnchored = text.starts(with: "^") || text.hasSuffix("$")
    if fault == .star, !isAnchored, let glob = GlobPattern.expression(text.string, shape) {
      expression = glob
    }
    let help =
      expression.map { "write \($0)" }
      ?? "write an expression that \(shape == .file ? "paths of files" : "names of branches") match"
    let sure: [PatternRepair.Fault] = [.slashAtStart, .dotSlash, .fullRef]
    var finding = Finding(extent: extent, reason: reason(fault, text, shape), help: help)
    finding.expression = expression
    finding.isSure = expression == better?.text && repair.faults.allSatisfy(sure.contains)
    return finding
  }

  private static func extent(
    _ text: Text,
    _ reach: PatternReach,
    _ repair: PatternRepair,
    _ shape: NameShape
  ) -> Extent? {
    if !reach.canMatch { return .whole }
    if let dead = reach.deadBranches.first {
      let bytes = text.bytes[(text.bytes.startIndex + dead.lowerBound)...].prefix(dead.count)
      return .part(String(decoding: bytes, as: UTF8.self))
    }
    let faults = repair.faults
    if faults.contains(.fullRef) { return .whole }
    if faults.contains(.dotSlash) || faults.contains(.blank) { return .meant }
    guard faults.contains(.star) || faults.contains(.braces),
      let regex = try? GoRegex.compile(text.bytes).get(),
      let meant = PatternTree(repair.text.utf8)?.samples(shape).first
    else { return nil }
    if !regex.matches(meant) { return .meant }
    return faults.contains(.star) && regex.matches("") ? .everything : nil
  }

  /// Whether the repaired pattern is one that matches in all its parts.
  private static func isBetter(_ repair: PatternRepair, _ shape: NameShape) -> Bool {
    guard !repair.faults.isEmpty, GoRegex.syntaxError(in: repair.text) == nil,
      let tree = PatternTree(repair.text.utf8), let reach = PatternReach(tree, shape)
    else { return false }
    return reach.canMatch && reach.deadBranches.isEmpty
  }

  private static func reason(
    _ fault: PatternRepair.Fault?,
    _ text: Text,
    _ shape: NameShape
  ) -> String {
    let names = shape == .file ? "names of changed files" : "names of branches"
    return switch fault {
    case .slashAtStart: "\(names) have no slash at the start"
    case .dotSlash: "\(names) do not start with ./"
    case .fullRef: "Prow compares the bare name, without refs/heads/ or refs/tags/"
    case .backslash: "two backslashes stand for a backslash in the name"
    case .doubleSlash: "\(names) have no two slashes in a row"
    case .blank: "a space or a line break around the pattern is part of it"
    case .slashAtEnd: "\(names) do not end with a slash"
    case .star: "this is a regular expression and not a glob, so * repeats the character before it"
    case .braces: "this is a regular expression and not a glob, so { and } are characters"
    case nil where text.bytes.contains(UInt8(ascii: "^")) || text.bytes.contains(UInt8(ascii: "$")):
      "nothing can be before ^ or after $, and \(names) do not look like this"
    case nil: "\(names) do not look like this"
    }
  }

  /// Whether a plain name is one that nobody writes for all names that start so: `main`, or one
  /// that ends with the second number of a version.
  static func isSurelyOneBranch(_ text: Text) -> Bool {
    if text == "main" || text == "master" { return true }
    let digits = text.bytes.reversed().prefix { $0 &- 0x30 < 10 }.count
    let rest = text.bytes.dropLast(digits)
    return digits > 0 && rest.last == UInt8(ascii: ".")
      && rest.dropLast().last.map { $0 &- 0x30 < 10 } == true
  }

  /// Whether a pattern is the name of one branch, such as `release-1.1`.
  static func isPlainName(_ text: Text) -> Bool {
    !text.isEmpty
      && text.bytes.allSatisfy { byte in
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
        case UInt8(ascii: "0")...UInt8(ascii: "9"): true
        case UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "/"): true
        default: false
        }
      }
  }
}
