import ArgumentParser
import CEL
import CommandSupport
import Files
import Formats

/// Evaluates recorded expressions; serves conformance tests.
struct CELEvalCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "cel-eval",
    abstract: "Evaluate expressions of the Common Expression Language.",
    shouldDisplay: false
  )

  @Argument(help: "A file with a JSON object on each line: id, expr and vars.")
  var file: String

  func run() throws {
    for line in try FileReader.read(file).split(separator: UInt8(ascii: "\n")) {
      let record: JSONValue
      do throws(JSONReader.Failure) {
        record = try JSONReader.read(Array(line))
      } catch {
        throw Failure.usage("\(file): \(error)")
      }
      Terminal.print(CELEvalCommand.answer(record).bytes + [UInt8(ascii: "\n")])
    }
  }

  private static func answer(_ record: JSONValue) -> JSONObject {
    var answer = JSONObject()
    answer.add("id", record["id"]?.string)
    let text = record["expr"]?.string ?? ""
    do throws(CELError) {
      let value = try evaluate(text, record["vars"]?.members ?? [])
      answer.add("result", "ok")
      answer.addRaw("value", TaggedJSON.text(value))
    } catch {
      let isLate = error.kind == .evaluation || error.kind == .limit
      answer.add("result", isLate ? "eval-error" : "compile-error")
      answer.add("error", error.message)
      if let (line, column) = error.position(in: text) {
        answer.addRaw("at", Array("[\(line),\(column)]".utf8))
      }
    }
    return answer
  }

  /// With variables of any type.
  private static func evaluate(
    _ text: String,
    _ variables: [JSONValue.Member]
  ) throws(CELError) -> Value {
    var environment = Environment.kubernetes
    for (slot, variable) in variables.enumerated() {
      environment.add(variable: variable.key, type: .dyn, slot: slot)
    }
    let program = try environment.compile(text)
    let values = variables.map { TaggedJSON.value($0.value) }
    return try program.evaluate(SlotValues(values), Run())
  }
}
