import CEL

private let job = ObjectType(
  name: "Job",
  fields: [
    "name": ObjectType.Field(type: .string, tag: 0, doc: ""),
    "labels": ObjectType.Field(type: .map(.string, .string), tag: 1, doc: ""),
    "containers": ObjectType.Field(type: .list(.dyn), tag: 2, doc: ""),
    "max": ObjectType.Field(type: .int, tag: 3, doc: ""),
  ]
)

private let environment: Environment = {
  var environment = Environment.kubernetes
  environment.add(variable: "job", type: .object(job), slot: 0)
  environment.add(variable: "x", type: .dyn, slot: 1)
  environment.add(variable: "s", type: .string, slot: 2)
  return environment
}()

private let values = SlotValues([
  .map(
    ValueMap([
      (.string("name"), .string("pull-unit")), (.string("max"), .int(3)),
      (.string("labels"), .map(ValueMap([(.string("a"), .string("b"))]))),
      (.string("containers"), .list([.map(ValueMap([(.string("image"), .string("golang:1.2"))]))])),
    ])
  ),
  .list([.int(1), .double(2.5), .string("ö"), .null]),
  .string("a-b-c 2024-05-01T00:00:00Z"),
])

func fuzzExpressions(_ bytes: UnsafeBufferPointer<UInt8>) {
  let text = String(decoding: bytes, as: UTF8.self)
  guard let expression = parsed(text) else { return }
  checkText(expression.text)
  guard let program = compiled(expression, in: text) else { return }
  let run = Run(limit: 20_000)
  do throws(CELError) {
    _ = try program.evaluate(values, run)
  } catch {
    expect(error.kind == .evaluation || error.kind == .limit, "evaluation fails as such")
    expect(!error.message.isEmpty, "an error has a message")
  }
}

private func checkText(_ written: String) {
  // Parentheses around every operator can make a text nest deeper than it may.
  guard written.utf8.count(where: { $0 == UInt8(ascii: "(") }) < 100 else { return }
  guard let again = parsed(written) else {
    fatalError("broken: \(written) is an expression, as the one that it was written from")
  }
  expect(again.text == written, "what is written out reads as the same expression")
}

private func parsed(_ text: String) -> Expression? {
  do throws(CELError) {
    let expression = try Expression.parse(text)
    expect(expression.range.upperBound <= text.utf8.count, "an expression is in the text")
    return expression
  } catch {
    expect((error.range?.upperBound ?? 0) <= text.utf8.count, "a fault is in the text")
    return nil
  }
}

private func compiled(_ expression: Expression, in text: String) -> Program? {
  do throws(CELError) {
    return try environment.compile(expression)
  } catch {
    expect((error.range?.upperBound ?? 0) <= text.utf8.count, "a fault is in the text")
    expect(error.kind == .check || error.kind == .program, "a fault of types or constants")
    return nil
  }
}
