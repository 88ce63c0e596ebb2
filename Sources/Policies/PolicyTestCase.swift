internal import CEL
package import Diagnostics
internal import Prow
internal import YAML

/// A test of a policy: a small configuration, and what is found in it.
package struct PolicyTestCase: Sendable {
  package let name: String
  package let place: Place
  package let files: [(path: String, text: String)]
  package let params: PolicyTestParams?
  private let expected: [Expectation]

  /// A finding that should be there; what is `nil` may be anything.
  fileprivate struct Expectation: Sendable {
    let job: String?
    let message: String?
    let file: String?
    let line: Int?
  }

  init(_ node: Node) {
    name = node["name"]?.text.string ?? ""
    place = (node["name"] ?? node).place
    files = node["files"]?.entries.map { ($0.key.text.string, $0.value.text.string) } ?? []
    params = node["params"].map { PolicyTestParams(node: $0) }
    expected = node["expect"]?.items.map(Expectation.init) ?? []
  }

  /// What is wrong with the findings of a run, a line each.
  package func faults(of found: [Diagnostic]) -> [String] {
    var left = found
    var missing: [Expectation] = []
    for wanted in expected {
      if let index = left.firstIndex(where: wanted.fits) {
        left.remove(at: index)
      } else {
        missing.append(wanted)
      }
    }
    return missing.map { "missing: \($0.text)" }
      + left.map { "not expected: \(PolicyTestCase.text($0))" }
  }

  private static func text(_ found: Diagnostic) -> String {
    let line = LineIndex(found.place.file).position(at: found.place.range.start).line
    let job = found.job.map { "job \"\($0)\", " } ?? ""
    return "\(job)\"\(found.message)\" at \(found.place.file.path):\(line)"
  }
}

/// Why a test can't be run.
package struct PolicyTestFault: Error {
  package let reason: String
}

/// What a test gives a policy in place of its params.
package struct PolicyTestParams: Sendable {
  let node: Node
}

extension PolicyTestCase.Expectation {
  fileprivate init(_ node: Node) {
    job = node["job"]?.text.string
    message = node["message"]?.text.string
    file = node["file"]?.text.string
    line = node["line"].flatMap { Int($0.text.string) }
  }

  fileprivate func fits(_ found: Diagnostic) -> Bool {
    if let job, found.job != job { return false }
    if let message, found.message != message { return false }
    if let file, found.place.file.path != file { return false }
    guard let line else { return true }
    return LineIndex(found.place.file).position(at: found.place.range.start).line == line
  }

  fileprivate var text: String {
    let parts = [
      job.map { "job \"\($0)\"" }, message.map { "\"\($0)\"" }, file.map { "in \($0)" },
      line.map { "at line \($0)" },
    ]
    let words = parts.compactMap(\.self)
    return words.isEmpty ? "a finding" : words.joined(separator: ", ")
  }
}

extension PolicySource {
  /// Its tests, in their order.
  package var testCases: [PolicyTestCase] { tests.map(PolicyTestCase.init) }
}

extension PolicySet {
  /// A policy without the others.
  ///
  /// - Parameters:
  ///   - source: The policy.
  ///   - params: What takes the place of its own.
  /// - Returns: A set with this policy alone.
  /// - Throws: `PolicyTestFault` if the policy does not compile, by itself or with these params.
  package func alone(
    _ source: PolicySource,
    params: PolicyTestParams?
  ) throws(PolicyTestFault) -> PolicySet {
    guard let policy = policies.first(where: { $0.source.id == source.id }) else {
      throw PolicyTestFault(reason: "the policy does not compile; plimsoll lint says why")
    }
    guard let params else { return with(source, policy) }
    var compiler = PolicyCompiler()
    guard let other = compiler.compile(source, params: PolicyParams(root: params.node)) else {
      let reason = compiler.faults.first?.message ?? ""
      throw PolicyTestFault(
        reason: "the policy can't be used with the params of the test: \(reason)"
      )
    }
    return with(source, other)
  }
}
