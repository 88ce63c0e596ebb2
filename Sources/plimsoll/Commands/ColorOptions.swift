import ArgumentParser
import CommandSupport

/// Whether output has colours.
struct ColorOptions: ParsableArguments {
  @Flag(name: .customLong("no-color"), help: "No colours, also on a terminal.")
  var noColor = false

  var usesColor: Bool { Terminal.usesColor(!noColor) }

  func usesColor(on handle: Int32) -> Bool { Terminal.usesColor(!noColor, on: handle) }
}
