import CEL
import Testing

/// Loops over texts decide without values, and must have the results of loops over values.
///
/// The same loop over a list that gives only values costs a little more, since a test is asked first
/// that can't decide.
@Suite("CEL, loops over texts")
struct TextLoopTests {
  /// A list whose elements are all looked at as values.
  private final class Values: ListSource {
    let items: [Value]

    init(_ items: [Value]) { self.items = items }

    var count: Int { items.count }

    subscript(_ index: Int) -> Value { items[index] }

    func text(at index: Int) -> StringValue? { nil }

    func text(of key: FieldKey, at index: Int) -> StringValue? { nil }
  }

  private static let environment: Environment = {
    var environment = Environment.kubernetes
    environment.add(variable: "words", type: .list(.dyn), slot: 0)
    environment.add(variable: "outer", type: .list(.dyn), slot: 1)
    return environment
  }()

  private static let long = String(repeating: "long-", count: 20)

  private static let words: [Value] =
    ["", "a", "ab", "--flag=a", "b--flag", "Ä-a", long, long + "a"].map { .string($0) }

  /// Maps with texts in one field, and other values in another.
  private static let entries: [Value] = words.enumerated().map { index, word in
    .map(ValueMap([(.string("name"), word), (.string("size"), .int(Int64(index)))]))
  }

  private func outcome(_ program: Program, _ lists: [Value]) -> (String, UInt64) {
    let run = Run()
    do throws(CELError) {
      let value = try program.evaluate(SlotValues(lists), run)
      return (String(decoding: TaggedJSON.text(value), as: UTF8.self), run.cost)
    } catch {
      return ("\(error.kind) \(error.message) at \(String(describing: error.range))", run.cost)
    }
  }

  /// What is different for lists that give texts and for those that give values alone.
  ///
  /// `others`: Elements that are no texts.
  private func differences(
    _ text: String,
    _ elements: [Value] = TextLoopTests.words,
    others: [Value] = []
  ) throws -> [String] {
    let program = try Self.environment.compile(text)
    let outer = Value.list(Values([.string("a"), .string(""), .string(Self.long)] + others))
    let elements = elements + others
    let quick = outcome(program, [.list(elements), outer])
    let general = outcome(program, [.list(Values(elements)), outer])
    if quick.0 == general.0, !others.isEmpty || quick.1 <= general.1 { return [] }
    return ["\(text): \(quick), not \(general)"]
  }

  /// What the nodes cost for each text, with none of what a test costs that can't decide.
  @Test(arguments: [
    // The list and the loop 1 each; for each element 1, then its node.
    ("words.all(x, x.startsWith('') || x == 'a')", 2 + 8 * (1 + 1 + 3)),
    ("words.exists(x, x.endsWith('0123456789'))", 2 + 8 * (1 + 1 + 1 + 2)),
    ("words.all(x, !(x == 'b'))", 2 + 8 * (1 + 1 + 1 + 1)),
    // A text of a hundred bytes costs 11 to look at.
    ("words.all(x, !(x in ['b']))", 2 + 8 * (1 + 1 + 1 + 1) + 2 * 11),
    ("words.exists(x, x.matches('^b$'))", 2 + 8 * (1 + 1 + 1) + 6 + 2 * 11),
  ])
  func costsWhatTheNodesCost(_ text: String, _ cost: Int) throws {
    let program = try Self.environment.compile(text)
    #expect(outcome(program, [.list(Self.words), .list([])]).1 == UInt64(cost))
  }

  @Test(arguments: [
    "words.exists(x, x.startsWith('--flag'))", "words.all(x, !x.endsWith('a'))",
    "words.filter(x, x.contains('a') && !(x in ['a', 'ab']))",
    "words.filter(x, x == 'ab' || 'a' == x || x != 'b')",
    "words.filter(x, x.matches('^-*[a-z]+$'))", "words.exists(x, 'abc'.startsWith(x))",
    "outer.map(y, words.exists(x, x.startsWith(y)))", "outer.map(y, words.filter(x, y == x))",
    "outer.filter(y, words.all(x, y.contains(x) || x.contains(y)))",
    "outer.map(y, words.filter(x, y in ['a', '']))",
  ])
  func decidesAsForValues(_ text: String) throws {
    #expect(try differences(text) == [])
    #expect(try differences(text, others: [.int(5), .list([.string("a")])]) == [])
  }

  @Test(arguments: [
    "words.exists(x, x.name == 'ab')", "words.filter(x, x.name.startsWith('a')).map(x, x.size)",
    "outer.map(y, words.exists(x, x.name == y))", "words.filter(x, x.name == words[2].name)",
    "outer.map(y, words.all(x, x.name.contains(y) || x.name in ['a', '']))",
  ])
  func decidesByFieldsAsForValues(_ text: String) throws {
    #expect(try differences(text, Self.entries) == [])
    #expect(try differences(text, Self.entries, others: [.string("a"), .null]) == [])
  }

  @Test(arguments: [
    "words.exists(x, x.size == 3)", "words.all(x, x.size != 'a')", "words.exists(x, x.none == 'a')",
    "words.exists(x, x.none == 'a' || x.name == 'a')", "words.filter(x, x.name == words[2].size)",
  ])
  func leavesWhatIsNoTextToTheNode(_ text: String) throws {
    #expect(try differences(text, Self.entries, others: [.string("a")]) == [])
  }

  @Test
  func decidesAsForValuesWhateverIsAsked() throws {
    var random = Sequence(state: 17)
    var found: [String] = []
    for _ in 0..<400 {
      let condition = condition(depth: 3, &random)
      let macro = random.pick(["exists", "all", "filter", "exists_one"])
      found += try differences("outer.map(y, words.\(macro)(x, \(condition)))")
      found += try differences("words.\(macro)(x, \(condition.replacing("y", with: "'a'")))")
      found += try differences(
        "outer.map(y, words.\(macro)(x, \(condition)))",
        others: [.bool(true)]
      )
    }
    #expect(found == [])
  }

  private func condition(depth: Int, _ random: inout Sequence) -> String {
    let text = { (random: inout Sequence) in
      random.pick(["x", "x", "y", "''", "'a'", "'--flag'", "'\(Self.long)'"])
    }
    guard depth > 0, random.pick([true, true, false]) else {
      let (left, right) = (text(&random), text(&random))
      return random.pick([
        "\(left).startsWith(\(right))", "\(left).endsWith(\(right))", "\(left).contains(\(right))",
        "\(left) == \(right)", "\(left) != \(right)", "\(left) in ['', 'ab', 'b']",
        "\(left).matches('a$|^--')",
      ])
    }
    let (first, second) = (
      condition(depth: depth - 1, &random), condition(depth: depth - 1, &random)
    )
    return random.pick(["!(\(first))", "(\(first) && \(second))", "(\(first) || \(second))"])
  }

  /// Numbers that look random, and are the same in each run.
  private struct Sequence {
    var state: UInt64

    mutating func pick<Choice>(_ choices: [Choice]) -> Choice {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return choices[Int((state >> 33) % UInt64(choices.count))]
    }
  }
}
