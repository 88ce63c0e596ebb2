internal import CEL
internal import Diagnostics
internal import YAML

/// An expression of a policy file, compiled, and where it is written.
struct LocatedProgram: Sendable {
  let program: Program
  let node: Node

  /// - Parameters:
  ///   - node: The text of the expression.
  ///   - environment: What it may use.
  ///   - type: The type that its value must have.
  ///   - hoisting: Receives the parts of it that are the same for all subjects.
  /// - Throws: `PolicyFault` at the place of the mistake.
  init(
    _ node: Node,
    in environment: Environment,
    expecting type: CELType? = nil,
    hoisting: inout Hoisting
  ) throws(PolicyFault) {
    guard node.isScalar, !node.isNull else {
      throw PolicyFault(
        "an expression is text, and this is \(node.kindWords)",
        at: node,
        help: "put the expression in quotes"
      )
    }
    // A lone true or 5 is not a string in YAML, and an expression all the same.
    let text = node.text.string
    if text.isEmpty, node.file.text(of: node.range).hasPrefix("!") {
      throw PolicyFault(
        "the expression is empty, since a word with ! in front is a tag in YAML",
        at: node,
        help: "put the expression in quotes"
      )
    }
    do throws(CELError) {
      let expression = try Expression.parse(text)
      program = try environment.compile(expression, expecting: type, hoisting: &hoisting)
    } catch {
      throw PolicyFault(error, in: text, at: node)
    }
    self.node = node
  }

  /// Its value, with the variables of `run`.
  ///
  /// - Throws: `PolicyFault` at the place of the mistake.
  func evaluate(_ run: Run) throws(PolicyFault) -> Value {
    run.allow(PolicyCost.evaluation)
    do throws(CELError) {
      return try program.evaluate(run)
    } catch {
      throw fault(error)
    }
  }

  /// Whether a condition holds, with the variables of `run`.
  ///
  /// - Throws: `PolicyFault` at the place of the mistake.
  func holds(_ run: Run) throws(PolicyFault) -> Bool {
    run.allow(PolicyCost.evaluation)
    do throws(CELError) {
      return try program.truth(run) ?? false
    } catch {
      throw fault(error)
    }
  }

  /// The mistake at its place in the file.
  func fault(_ error: CELError) -> PolicyFault {
    PolicyFault(error, in: node.text.string, at: node)
  }
}

/// What is wrong with a policy, at a place of its file.
struct PolicyFault: Error {
  let message: String
  let place: Place
  let help: String?
  /// Whether the policy has used up its budget, so that it can't go on.
  let isLimit: Bool

  init(_ message: String, at node: Node, help: String? = nil) {
    self.message = message
    place = node.place
    self.help = help
    isLimit = false
  }

  /// About a place that is no value.
  init(_ message: String, at place: Place, help: String? = nil) {
    self.message = message
    self.place = place
    self.help = help
    isLimit = false
  }

  /// A mistake in an expression, at the part of it that is wrong.
  init(_ error: CELError, in text: String, at node: Node) {
    message = error.message
    help =
      error.message.hasPrefix("no such key")
      ? "ask whether it is there, as in 'a' in map, or write map[?'a'].orValue('')" : nil
    isLimit = error.kind == .limit
    place = Place(file: node.file, range: PolicyFault.range(of: error, in: text, at: node))
  }

  /// Where a text is written as it is read, the place in it is known; else it is all of the text.
  private static func range(of error: CELError, in text: String, at node: Node) -> SourceRange {
    guard let range = error.range else { return node.range }
    let bytes = node.file.bytes
    let start = Int(node.range.start)
    let written = Array(bytes[start..<min(Int(node.range.end), bytes.count)])
    let quotes = written.first == UInt8(ascii: "\"") || written.first == UInt8(ascii: "'") ? 1 : 0
    guard written.dropFirst(quotes).starts(with: text.utf8) else { return node.range }
    let end = min(max(range.upperBound, range.lowerBound + 1), text.utf8.count)
    return SourceRange(
      start: UInt32(start + quotes + min(range.lowerBound, end)),
      end: UInt32(start + quotes + end)
    )
  }
}
