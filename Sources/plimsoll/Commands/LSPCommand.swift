import ArgumentParser
import CommandSupport
import Files
import Glibc
import LanguageServer
import Machine

struct LSPCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lsp",
    abstract: "Serve an editor: findings while you type.",
    discussion: """
      An editor starts it and speaks the Language Server Protocol over standard input and output. \
      It shows what lint finds in the folders that are open, with text that is not saved yet. \
      docs/editors.md says how to set editors up.
      """
  )

  @Flag(help: "Standard input and output, which is all there is; for editors that ask for it.")
  var stdio = false

  func run() async throws {
    var options = EditorServer.Options(
      version: ProgramVersion.number,
      now: { Int64(time(nil)) },
      workers: Processors.count
    )
    options.enter = { WorkingDirectory.enter($0) }
    let server = EditorServer(options) { Terminal.print($0) }
    var reader = MessageReader()
    var hasEnded = false
    while !hasEnded, let bytes = await StandardInput.next() {
      reader.append(bytes)
      while !hasEnded, let item = reader.next() {
        await server.receive(item)
        hasEnded = await server.hasEnded
      }
    }
    await server.end()
    Plimsoll.end(await server.exitStatus)
  }
}
