internal import Configs
package import Diagnostics
package import Prow
internal import YAML

/// The policies of a run, compiled, and what is wrong with their files.
package struct PolicySet: Sendable {
  /// All that have a name and a subject, in the order of the files.
  package let sources: [PolicySource]
  /// Those that compile.
  let policies: [CompiledPolicy]
  /// The documents of the files; they keep all nodes alive.
  package let documents: [LoadedFile]
  /// The files of params, which values look into.
  private let values: [Document]
  /// Findings about the files themselves.
  package let problems: [Diagnostic]

  /// The files of policies and of their params.
  package var files: [SourceFile] { documents.map(\.file) + values.map(\.file) }

  package static let empty = PolicySet(
    sources: [],
    policies: [],
    documents: [],
    values: [],
    problems: []
  )

  /// Whether there is nothing to run, and nothing wrong.
  package var isEmpty: Bool { documents.isEmpty && problems.isEmpty }

  init(
    sources: [PolicySource],
    policies: [CompiledPolicy],
    documents: [LoadedFile],
    values: [Document],
    problems: [Diagnostic]
  ) {
    self.sources = sources
    self.policies = policies
    self.documents = documents
    self.values = values
    self.problems = problems
  }

  /// Reads and compiles policies.
  ///
  /// - Parameters:
  ///   - files: Policy files, and whether each was named itself: of the files of a folder, those without
  ///     a policy are left out.
  ///   - schema: Checks their scalars.
  ///   - read: Gives the bytes of a file of params by its shown path.
  package init(
    _ files: [(file: SourceFile, isNamed: Bool)],
    schema: ProwSchema,
    read: @escaping (String) -> [UInt8]?
  ) {
    var loader = PolicyLoader(read: read)
    for (file, isNamed) in files { loader.add(file, isNamed: isNamed, schema) }
    self = loader.set
  }

  /// The set with one of its policies alone.
  func with(_ source: PolicySource, _ policy: CompiledPolicy) -> PolicySet {
    PolicySet(
      sources: [source],
      policies: [policy],
      documents: [source.file],
      values: values,
      problems: []
    )
  }

  fileprivate struct PolicyLoader {
    let read: (String) -> [UInt8]?
    private var sources: [PolicySource] = []
    private var policies: [CompiledPolicy] = []
    private var documents: [LoadedFile] = []
    private var problems: [PolicyFault] = []
    private var names: [String: Node] = [:]
    private var room = PolicyDocuments.room
    private var isFull = false
    private var params: [String: Document] = [:]

    init(read: @escaping (String) -> [UInt8]?) {
      self.read = read
    }

    var set: PolicySet {
      PolicySet(
        sources: sources,
        policies: policies,
        documents: documents,
        values: params.sorted { $0.key < $1.key }.map(\.value),
        problems: problems.map { PolicyFinding.invalid.diagnostic($0) }
      )
    }

    mutating func add(_ file: SourceFile, isNamed: Bool, _ schema: ProwSchema) {
      guard file.bytes.count <= PolicyDocuments.bytes else {
        // A table of params may be large.
        if !isNamed, !Text(file.bytes).contains("plimsoll.dev/") { return }
        problems.append(
          PolicyFault(
            "the file has \(file.bytes.count) bytes; at most \(PolicyDocuments.bytes) are read",
            at: Place(file: file, range: .fileStart),
            help: "split it into several files"
          )
        )
        return
      }
      let (documents, isWhole) = PolicyDocuments.read(file, schema: schema, room: &room)
      if !isWhole {
        problems.append(
          PolicyFault(
            "the file has too many documents, and those after the first \(documents.count) are not read",
            at: Place(file: file, range: .fileStart),
            help: "split it into several files"
          )
        )
      }
      for document in documents where isNamed || document.mayBePolicy { add(document) }
    }

    private mutating func add(_ document: LoadedFile) {
      documents.append(document)
      let faults = PolicyFault.all(in: document)
      problems += faults
      guard let source = PolicySource(document) else {
        if faults.isEmpty {
          problems.append(
            PolicyFault(
              "this is not a policy: it has no metadata, spec and subject",
              at: Place(file: document.file, range: document.root?.range ?? .fileStart)
            )
          )
        }
        return
      }
      if let first = names[source.name] {
        problems.append(
          PolicyFault(
            "there are two policies \"\(source.name)\"; the other is in \(first.file.path)",
            at: source.nameNode,
            help: "rename one of them"
          )
        )
        return
      }
      guard sources.count < PolicyCost.policies else {
        if !isFull {
          isFull = true
          problems.append(
            PolicyFault(
              "there are more than \(PolicyCost.policies) policies; this one and those after it are not read",
              at: source.nameNode
            )
          )
        }
        return
      }
      names[source.name] = source.nameNode
      sources.append(source)
      guard faults.isEmpty, let params = params(of: source) else { return }
      var compiler = PolicyCompiler()
      let policy = compiler.compile(source, params: params)
      problems += compiler.faults
      if let policy { policies.append(policy) }
    }

    /// - Returns: `nil` if the file of params can't be read.
    private mutating func params(of source: PolicySource) -> PolicyParams? {
      guard let params = source.params else { return PolicyParams(root: nil) }
      if let values = params["values"] { return PolicyParams(root: values) }
      guard let node = params["file"], let name = node.word?.string else {
        return PolicyParams(root: nil)
      }
      let path = PolicyPaths.join(source.file.file.path, name)
      guard let document = self.document(path) else {
        problems.append(
          PolicyFault(
            "the file \"\(path)\" can't be read",
            at: node,
            help: "its name is relative to the policy file, and the file must be in the repository"
          )
        )
        return nil
      }
      guard document.isReadable, let root = document.root else {
        let reason = document.problems.first?.message ?? "it is empty"
        problems.append(PolicyFault("the file \"\(path)\" can't be used: \(reason)", at: node))
        return nil
      }
      return PolicyParams(root: root)
    }

    private mutating func document(_ path: String) -> Document? {
      if let known = params[path] { return known }
      guard let bytes = read(path) else { return nil }
      let document = Document.parse(SourceFile(path: path, bytes: bytes))
      params[path] = document
      return document
    }
  }
}

extension LoadedFile {
  /// Whether it is, or is meant to be, a policy; what can't be read may be one.
  fileprivate var mayBePolicy: Bool {
    if !document.isReadable { return true }
    guard let root else { return false }
    let version = root["apiVersion"]?.string.map { $0.starts(with: "plimsoll.dev/") } ?? false
    return version || root["kind"]?.string.map { $0 == "Policy" } ?? false
  }
}

/// Paths that a policy file names.
enum PolicyPaths {
  /// `name`: Relative to the folder of the file at `path`.
  static func join(_ path: String, _ name: String) -> String {
    if name.hasPrefix("/") { return name }
    var parts = path.split(separator: "/", omittingEmptySubsequences: false).dropLast()
    for part in name.split(separator: "/") {
      switch part {
      case ".": continue
      case ".." where !parts.isEmpty && parts.last != "..": parts.removeLast()
      default: parts.append(part)
      }
    }
    return parts.joined(separator: "/")
  }
}

extension PolicySet {
  /// Judges a configuration by all policies, several at a time.
  ///
  /// - Parameters:
  ///   - world: What they look at.
  ///   - isWanted: Whether a policy is to run.
  ///   - today: The date as 2027-03-31.
  ///   - workers: How many tasks work at a time.
  /// - Returns: What came of each policy that ran, in the order of the files.
  package func judge(
    _ world: PolicyWorld,
    where isWanted: @Sendable (RunnablePolicy) -> Bool,
    today: String,
    workers: Int
  ) async -> [PolicyOutcome] {
    let wanted = policies.filter { isWanted(RunnablePolicy($0)) }
    return await PolicyPass(world: world, today: today, workers: workers).judge(wanted)
  }
}

extension PolicySet {
  /// All findings: of the policies, and of what is wrong with them.
  ///
  /// - Parameters:
  ///   - outcomes: Of the policies that ran.
  ///   - isWhole: Whether they saw the whole configuration, so that what they did not find is not there.
  ///   - today: The date as 2027-03-31.
  /// - Returns: The findings, in no order.
  package func findings(
    _ outcomes: [PolicyOutcome],
    isWhole: Bool,
    today: String
  ) -> [Diagnostic] {
    let sources = Dictionary(sources.map { ($0.id, $0) }) { first, _ in first }
    var found = problems
    for outcome in outcomes {
      guard let source = sources[outcome.id] else { continue }
      found += source.accepts(outcome) ? [] : outcome.diagnostics
      found += outcome.faults.map { fault, subject, count in
        PolicyFinding.invalid.diagnostic(fault.about(subject, count))
      }
      if isWhole { found += source.doubts(outcome, today: today) }
    }
    return found
  }
}

extension PolicySource {
  /// Whether the ratchet lets all findings pass.
  fileprivate func accepts(_ outcome: PolicyOutcome) -> Bool {
    ratchet.map { outcome.violations <= $0 } ?? false
  }

  /// What people should know about a policy that ran.
  fileprivate func doubts(_ outcome: PolicyOutcome, today: String) -> [Diagnostic] {
    var found: [Diagnostic] = []
    func add(_ kind: PolicyFinding, _ message: String, _ node: Node, _ help: String) {
      found.append(kind.diagnostic(PolicyFault(message, at: node, help: help)))
    }
    if outcome.selects == 0, !mayMatchNothing, outcome.faults.isEmpty {
      add(
        .matchesNothing,
        "policy \"\(name)\" judges nothing: its match and conditions take no \(subject.rawValue)",
        nameNode,
        "correct the match, or set mayMatchNothing: true"
      )
    }
    for (index, exception) in exceptions.enumerated() {
      let reason = exception.node["reason"] ?? exception.node
      if let expires = exception.expires, expires.text.string < today {
        add(
          .expired,
          "the exception has expired on \(expires.text.string)",
          expires,
          "remove it and fix what it covered, or give it a later date"
        )
      } else if index < outcome.exceptions.count, outcome.exceptions[index] == 0,
        outcome.faults.isEmpty
      {
        add(
          .matchesNothing,
          "the exception covers no finding of policy \"\(name)\"",
          reason,
          "remove it"
        )
      }
    }
    if let ratchet, outcome.violations < ratchet, outcome.faults.isEmpty {
      add(
        .ratchet,
        "policy \"\(name)\" has \(outcome.violations) findings, and its ratchet is \(ratchet)",
        nameNode,
        "set ratchet: \(outcome.violations), so that their number can't rise again"
      )
    }
    if !hasBothTests {
      add(
        .untested,
        "policy \"\(name)\" has no test in which it finds something, or none in which it finds nothing",
        nameNode,
        "add both under tests; plimsoll policy test runs them"
      )
    }
    return found
  }

  private var hasBothTests: Bool {
    let counts = tests.compactMap { $0["expect"].map(\.itemCount) }
    return counts.contains(0) && counts.contains { $0 > 0 }
  }
}

extension PolicyFault {
  /// The fault with a word on where it came up.
  fileprivate func about(_ subject: Subject?, _ count: Int) -> PolicyFault {
    guard let job = subject?.job else { return self }
    let name = job.job.name.string
    let more = count > 1 ? " and \(count - 1) more" : ""
    return PolicyFault("\(message), for job \"\(name)\"\(more)", at: place, help: help)
  }
}
