import CEL
import Testing

@Suite("CEL, parts that are worked out once")
struct HoistingTests {
  /// `c` stays the same, `v` does not.
  private static let environment: Environment = {
    var environment = Environment.kubernetes
    environment.add(variable: "c", type: .string, slot: 1)
    environment.add(variable: "v", type: .string, slot: 2)
    return environment
  }()

  private final class Recorder: Activation {
    let values: [Int: Value]
    private(set) var asked: [Int] = []

    init(_ values: [Int: Value]) { self.values = values }

    func value(_ slot: Int, _ run: Run) -> Value {
      asked.append(slot)
      return values[slot] ?? .null
    }
  }

  private func hoisted(_ text: String) throws -> (program: Program, parts: Hoisting) {
    var hoisting = Hoisting(constants: [1], firstSlot: 100)
    let program = try Self.environment.compile(
      try Expression.parse(text),
      hoisting: &hoisting
    )
    return (program, hoisting)
  }

  @Test(arguments: [
    ("v == c.substring(1)", 1), ("c.size() > 3 && v == c.substring(1)", 2),
    // The whole of it, not its parts.
    ("c.size() > 3 && c == c.substring(0)", 1), ("[1, 2].all(x, c.size() > x)", 1),
    // A variable alone is known already, and so is a constant.
    ("v == c", 0), ("v == 'a'", 0), ("'a' + 'b' == v", 0), ("v == 'a'.lowerAscii()", 1),
    ("sets.contains(c.split(','), ['a']) && v == c", 1),
    // What uses the variable of a loop is not the same each time; what is beside it is.
    ("v.split(',').all(x, x == c + x)", 0), ("v.split(',').all(x, x in c.split(','))", 1),
    ("v.split(',').all(x, c.split(',').exists(y, y == x))", 1),
    ("v.split(',').all(x, c.split(',').exists(y, y == 'a'))", 1),
  ])
  func takesOutTheLargestParts(_ text: String, _ count: Int) throws {
    #expect(try hoisted(text).parts.parts.count == count)
  }

  @Test
  func asksForThePartsAsForVariables() throws {
    let (program, hoisting) = try hoisted("c.size() > 3 && v == c.substring(1)")
    #expect(hoisting.parts.map(\.slot) == [100, 101])
    #expect(program.usedSlots == [1, 2])
    let constants = Recorder([1: .string("cargo")])
    let parts = try hoisting.parts.map { try $0.program.evaluate(constants, Run()) }
    let subject = Recorder([2: .string("argo"), 100: parts[0], 101: parts[1]])
    let value = try program.evaluate(subject, Run())
    #expect(value.equals(.bool(true)) == true)
    #expect(subject.asked == [100, 2, 101])
  }
}
