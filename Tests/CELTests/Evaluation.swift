import CEL

/// What an expression gives, or the error with its place, as text.
func outcome(_ text: String, _ variables: [(String, CELType, Value)] = []) -> String {
  var environment = Environment.kubernetes
  for (slot, variable) in variables.enumerated() {
    environment.add(variable: variable.0, type: variable.1, slot: slot)
  }
  do throws(CELError) {
    let program = try environment.compile(text)
    let value = try program.evaluate(SlotValues(variables.map(\.2)), Run())
    return String(decoding: TaggedJSON.text(value), as: UTF8.self)
  } catch {
    let place = error.position(in: text).map { "\($0.line):\($0.column): " } ?? ""
    return "\(place)\(error.kind): \(error.message)"
  }
}
