import Analysis
import ArgumentParser
import CommandSupport
import Configs
import Diagnostics
import Files
import Formats
import Glibc
import Linting
import Machine
import Prow
import Rendering
import Reporting

extension RenderCommand {
  struct Boskos: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "boskos",
      abstract: "The objects in which Boskos keeps the resources of its files.",
      discussion: """
        A ResourceObject for each name, and a DRLCObject for each type that Boskos makes resources \
        of. The API server takes them where Boskos's custom resource definitions are.
        """
    )

    @Argument(
      help: "Resource files, bare or in a ConfigMap; by default those that lint finds.",
      completion: .file()
    )
    var files: [String] = []

    @Option(
      name: .shortAndLong,
      help: ArgumentHelp("The namespace of Boskos.", valueName: "name")
    )
    var namespace: String?

    @Option(name: [.customShort("o"), .long], help: "yaml or json.")
    var output: RenderOptions.OutputForm = .yaml

    func run() async throws {
      let inputs = try inputs()
      let linter = Linter(
        where: { $0.group == .boskos || $0.group == .prow },
        schema: ProwSchema.standard,
        workers: Processors.count
      )
      let result = try await Snapshot.make(of: inputs, with: linter).result
      let errors = result.diagnostics.filter { $0.severity == .error }
      if !errors.isEmpty {
        let usesColor = Terminal.usesColor(true, on: STDERR_FILENO)
        Terminal.printError(TextReporter(usesColor: usesColor).render(errors))
        throw Failure.input("Boskos would refuse this, and keep the resources that it has")
      }
      let objects = result.workspace.boskosFiles.flatMap(BoskosObject.all)
      switch output {
      case .yaml: Terminal.print(BoskosObject.yaml(objects, namespace: namespace))
      case .json: Terminal.print(BoskosObject.json(objects, namespace: namespace))
      }
    }

    private func inputs() throws -> [InputFile] {
      let settings = try Settings.nearest(to: files.first)
      let paths =
        files.isEmpty
        ? try Layout(NamedFiles(), paths: [], settings: settings).companions
          .filter { $0.kind == .boskos }.map(\.path) : files
      if paths.isEmpty {
        throw Failure.usage(
          "no resource file of Boskos was found: name one, or list it under boskos in .plimsoll.yaml"
        )
      }
      return paths.map { path in
        .disk(path: path, name: WorkingDirectory.shortName(path), kind: .boskos)
      }
    }
  }
}
