import ArgumentParser
import CommandSupport
import Formats
import Policies

struct PolicyNewCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "new",
    abstract: "Print a first policy with its tests, to be changed."
  )

  @Argument(help: "The name of the policy: lower case, digits and dashes.")
  var name: String

  func validate() throws {
    let isName =
      !name.isEmpty && name.count <= 63
      && name.utf8.allSatisfy {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0)
          || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) || $0 == UInt8(ascii: "-")
      } && !name.hasPrefix("-") && !name.hasSuffix("-")
    if !isName {
      throw ValidationError("\"\(name)\" is not a name of lower case, digits and dashes")
    }
  }

  func run() {
    Terminal.print(TerminalText(lines: FirstPolicy.text(name)))
  }
}
