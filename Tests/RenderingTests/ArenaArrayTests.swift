import Prow
import Rendering
import Testing
import YAML

@Suite("Arrays in arenas")
struct ArenaArrayTests {
  private let arena = Arena()

  @Test func changesToACopyLeaveTheOriginal() {
    var first = ArenaArray(arena, [1, 2, 3])
    var second = first
    second.append(4)
    first.append(5)
    second.replace(at: 0, with: 9)
    first.removeAll { $0 == 2 }
    #expect(Array(first) == [1, 3, 5])
    #expect(Array(second) == [9, 2, 3, 4])
  }

  @Test func whatIsAddedInAnotherArenaLeavesTheOriginal() {
    let original = ArenaArray(arena, [1])
    let other = Arena()
    var copy = original.growing(in: other)
    for number in 2...40 { copy.append(number) }
    var second = original.growing(in: other)
    second.append(7)
    #expect(Array(original) == [1])
    #expect(Array(copy) == Array(1...40))
    #expect(Array(second) == [1, 7])
  }

  @Test func anEmptiedArenaTakesLargeAndSmallThingsAgain() {
    for _ in 0..<3 {
      let small = arena.text("small")
      let large = arena.text(String(repeating: "x", count: 100_000))
      let last = arena.join(small, Text(static: "-"), small)
      #expect(small.string == "small")
      #expect(large.string == String(repeating: "x", count: 100_000))
      #expect(last.string == "small-small")
      arena.removeAll()
    }
  }
}
