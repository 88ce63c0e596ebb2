package import Analysis
internal import Diagnostics
package import Formats

/// The outcome of the tests of policies.
package enum PolicyTestReporter {
  package static func render(_ results: [PolicyTester.Result]) -> TerminalText {
    var output = TerminalText()
    let positions = PositionFinder()
    for result in results where !result.faults.isEmpty {
      let line = positions.position(result.place).line
      output += "\(result.place.file.path):\(line): FAILED \(result.policy): \(result.name)\n"
      for fault in result.faults { output += "  \(fault)\n" }
    }
    let failed = results.count { !$0.faults.isEmpty }
    let policies = Set(results.map(\.policy)).count
    let tests = results.count == 1 ? "1 test" : "\(results.count) tests"
    let words = policies == 1 ? "1 policy" : "\(policies) policies"
    output += "\(tests) of \(words): \(results.count - failed) passed, \(failed) failed\n"
    return output
  }
}
