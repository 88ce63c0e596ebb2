import CFuzzer
import Glibc

/// What is given to the made-up inputs.
enum Target: String, CaseIterable {
  case yaml, schema, globs, regex, cron, durations, quantities, templates, cel

  /// Set once, before libFuzzer starts.
  nonisolated(unsafe) static var chosen = Target.yaml

  /// Traps where the input breaks a promise.
  func run(_ bytes: UnsafeBufferPointer<UInt8>) {
    switch self {
    case .yaml: fuzzYAML(bytes)
    case .schema: fuzzSchema(bytes)
    case .globs: fuzzGlobs(bytes)
    case .regex: fuzzRegex(bytes)
    case .cron: fuzzCron(bytes)
    case .durations: fuzzDurations(bytes)
    case .quantities: fuzzQuantities(bytes)
    case .templates: fuzzTemplates(bytes)
    case .cel: fuzzExpressions(bytes)
    }
  }
}

func exitWithoutTarget() -> Never { exit(2) }

/// Lets libFuzzer take over, which ends the program.
func runFuzzer(_ arguments: [String]) -> Never {
  var count = Int32(arguments.count + 1)
  var words: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>? = .allocate(
    capacity: arguments.count + 2
  )
  for (index, word) in (["fuzz"] + arguments).enumerated() { words?[index] = strdup(word) }
  words?[arguments.count + 1] = nil
  exit(
    LLVMFuzzerRunDriver(&count, &words) { bytes, length in
      Target.chosen.run(UnsafeBufferPointer(start: bytes, count: length))
      return 0
    }
  )
}

/// Ends the run, with what was promised, if it does not hold.
func expect(_ isTrue: Bool, _ promise: @autoclosure () -> String) {
  if !isTrue { fatalError("broken: \(promise())") }
}
