import ArgumentParser
import Rendering

struct RenderCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "render",
    abstract: "Show what Prow would create for a job, or Boskos for a file.",
    discussion: """
      Makes up the values that a run needs and the command line does not give; comments in the \
      YAML say so. You can pipe the output to kubectl create -f -.
      """,
    subcommands: [ProwJob.self, Pod.self, Boskos.self],
    defaultSubcommand: ProwJob.self
  )

  struct ProwJob: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "prowjob",
      abstract: "The ProwJob resource of a job."
    )

    @OptionGroup var options: RenderOptions

    func run() async throws {
      try await RenderRun(options, part: .prowJob).run()
    }
  }

  struct Pod: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "pod",
      abstract: "The pod that runs a job, with the pod utilities in place."
    )

    @OptionGroup var options: RenderOptions

    func run() async throws {
      try await RenderRun(options, part: .pod).run()
    }
  }
}
