import CFuzzer

// fuzz TARGET [libFuzzer's arguments]: runs one target on inputs that libFuzzer makes up.

guard CommandLine.arguments.count > 1, let target = Target(rawValue: CommandLine.arguments[1])
else {
  print(Target.allCases.map(\.rawValue).joined(separator: "\n"))
  exitWithoutTarget()
}
Target.chosen = target
runFuzzer(Array(CommandLine.arguments[2...]))
