package import ArgumentParser

/// Prints the manual page of a program.
package struct ManCommand<Root: Program>: ParsableCommand {
  package static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "man",
      abstract: "Print the manual page, for man -l -."
    )
  }

  package init() {}

  package func run() throws {
    guard let page = ManualPage(of: Root.self, version: ProgramVersion.number) else {
      preconditionFailure("ArgumentParser describes the commands in JSON")
    }
    Terminal.print(Array(page.roff.utf8))
  }
}
