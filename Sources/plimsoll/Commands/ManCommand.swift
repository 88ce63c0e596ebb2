import ArgumentParser
import CommandSupport

struct ManCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "man",
    abstract: "Print the manual page, for man -l -."
  )

  func run() throws {
    guard let page = ManualPage(of: Plimsoll.self, version: Plimsoll.version) else {
      preconditionFailure("ArgumentParser describes the commands in JSON")
    }
    Terminal.print(Array(page.roff.utf8))
  }
}
