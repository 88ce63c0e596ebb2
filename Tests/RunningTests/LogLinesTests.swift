import TestSupport
import Testing

@testable import Running

@Suite("Lines of logs")
struct LogLinesTests {
  @Test
  func piecesBecomeLinesWithoutTheirTimes() {
    var lines = LogLines()
    lines.begin()
    #expect(lines.since == nil)
    #expect(lines.add(Array("2026-05-04T10:00:00.1Z one\n2026-05-04T1".utf8)) == [bytes("one\n")])
    #expect(lines.add(Array("0:00:01.2Z two words\n".utf8)) == [bytes("two words\n")])
    #expect(
      lines.add(Array("2026-05-04T10:00:01.3Z \n2026-05-04T10:00:02.4Z end".utf8)) == [bytes("\n")]
    )
    #expect(lines.finish() == bytes("end\n"))
    #expect(lines.finish() == nil)
    #expect(lines.since == "2026-05-04T10:00:02Z")
  }

  /// A connection that breaks anywhere, any number of times, loses no line and repeats none.
  @Test
  func eachLineComesOnceWhateverBreaks() {
    var random = SeededRandom(seed: Seed.value(default: 7))
    for _ in 0..<300 {
      var time = 0
      let log = (0..<Int.random(in: 1...40, using: &random)).map { number in
        time += Int.random(in: 0...3, using: &random)
        return
          "2026-05-04T10:00:\(String(100 + time / 4).dropFirst()).\(time % 4)Z line \(number)\n"
      }
      var lines = LogLines()
      var got: [[UInt8]] = []
      var isWhole = false
      while !isWhole {
        lines.begin()
        let answer = bytes(
          log.filter { line in lines.since.map { line.prefix(19) >= $0.prefix(19) } ?? true }
            .joined()
        )
        isWhole = Int.random(in: 0...3, using: &random) == 0
        var rest =
          isWhole ? answer[...] : answer.prefix(.random(in: 0...answer.count, using: &random))
        while !rest.isEmpty {
          let piece = rest.prefix(.random(in: 1...60, using: &random))
          rest = rest.dropFirst(piece.count)
          got += lines.add(Array(piece))
        }
      }
      #expect(got == log.indices.map { bytes("line \($0)\n") })
    }
  }

  private func bytes(_ text: String) -> [UInt8] { Array(text.utf8) }
}
