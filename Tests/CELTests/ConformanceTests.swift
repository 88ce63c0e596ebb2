import CEL
import Formats
import Kubernetes
import TestSupport
import Testing

/// What Kubernetes' own evaluator answers, where the records are there.
@Suite("CEL, against records of Kubernetes")
struct CELConformanceTests {
  @Test(
    .enabled(if: Project.shared != nil, "there is no ../shared"),
    arguments: ["cel-spec", "kubernetes", "job-policies"]
  )
  func answersAsRecorded(_ name: String) throws {
    let root = try #require(Project.shared)
    let text = try Project.text(at: "\(root)/conformance/cel/\(name).jsonl").utf8
    var count = 0
    for line in text.split(separator: UInt8(ascii: "\n")) {
      let record = try JSONReader.read(Array(Substring(line).utf8), mostDepth: 1_000)
      if record["env"]?.string == "cel-spec-only" { continue }
      count += 1
      let found = answer(record)
      #expect(found == expectation(record), "\(record["expr"]?.string ?? "")")
    }
    #expect(count > 500)
  }

  private func expectation(_ record: JSONValue) -> String {
    guard record["result"]?.string == "ok", let value = record["value"] else {
      return record["result"]?.string ?? ""
    }
    return canonical(value, isSorted: record["unordered"]?.bool ?? false)
  }

  private func answer(_ record: JSONValue) -> String {
    var environment = Environment.kubernetes
    let variables = record["vars"]?.members ?? []
    for (slot, variable) in variables.enumerated() {
      environment.add(variable: variable.key, type: .dyn, slot: slot)
    }
    do {
      let program = try environment.compile(record["expr"]?.string ?? "")
      let values = variables.map { TaggedJSON.value($0.value) }
      let value = try program.evaluate(SlotValues(values), Run())
      let json = try JSONReader.read(TaggedJSON.text(value), mostDepth: 1_000)
      return canonical(json, isSorted: record["unordered"]?.bool ?? false)
    } catch let error as CELError {
      return error.kind == .evaluation || error.kind == .limit ? "eval-error" : "compile-error"
    } catch {
      return "\(error)"
    }
  }

  /// A text that is the same for equal values.
  private func canonical(_ value: JSONValue, isSorted: Bool) -> String {
    guard let member = value.members.first else { return "not a tagged value" }
    return "\(member.key) " + content(member.key, member.value, isSorted: isSorted)
  }

  private func content(_ tag: String, _ value: JSONValue, isSorted: Bool) -> String {
    switch tag {
    case "list":
      let items = value.items.map { canonical($0, isSorted: isSorted) }
      return "[\((isSorted ? items.sorted() : items).joined(separator: ", "))]"
    case "map":
      let entries = value.items.map { entry in
        entry.items.map { canonical($0, isSorted: isSorted) }.joined(separator: ": ")
      }
      return "{\(entries.sorted().joined(separator: ", "))}"
    case "optional": return value == .null ? "none" : canonical(value, isSorted: isSorted)
    case "double": return value.string.flatMap { Double($0) }.map { "\($0)" } ?? ""
    case "quantity": return value.string.flatMap { Quantity($0) }?.decimalText ?? ""
    case "timestamp": return instant(value.string ?? "")
    case "duration": return trimmed(value.string ?? "")
    default: return value.string ?? "\(value)"
    }
  }

  private func instant(_ text: String) -> String {
    guard let time = Timestamp(StringValue(text)) else { return "no time: \(text)" }
    return "\(time.unixSeconds) \(time.nanoseconds)"
  }

  /// Without zeros at the end of the fraction.
  private func trimmed(_ text: String) -> String {
    var text = text
    text.removeLast()
    guard text.contains(".") else { return text }
    while text.last == "0" { text.removeLast() }
    if text.last == "." { text.removeLast() }
    return text
  }
}
