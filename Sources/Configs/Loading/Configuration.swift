package import Files
internal import Machine
package import Prow

/// The files of a run, read, and their jobs with what Prow adds to them.
package struct Configuration: Sendable {
  /// Keeps the files alive that everything else looks into.
  package let workspace: Workspace
  /// The files with jobs, in the order in which Prow reads them, and the jobs of each.
  package let jobsByFile: [(file: LoadedFile, jobs: [ResolvedJob])]

  package init(workspace: Workspace, jobsByFile: [(file: LoadedFile, jobs: [ResolvedJob])]) {
    self.workspace = workspace
    self.jobsByFile = jobsByFile
  }

  package var fileCount: Int { workspace.files.count }
  package var jobCount: Int { jobsByFile.reduce(0) { $0 + $1.jobs.count } }

  /// Reads the files of a run.
  ///
  /// - Parameters:
  ///   - inputs: Its files, in the order in which Prow reads them.
  ///   - inRepoName: `org/repo` of those with kind `inRepo`.
  ///   - schema: The field tables.
  ///   - workers: How many tasks work at a time.
  ///   - read: Gives the bytes of a file that config.yaml names.
  /// - Returns: All of them, those that do not parse too.
  /// - Throws: `FileError` for the first file that can't be read.
  package static func load(
    _ inputs: [InputFile],
    inRepoName: String?,
    schema: ProwSchema,
    workers: Int,
    read: (String) -> [UInt8]?
  ) async throws(FileError) -> Configuration {
    let files = try await InputFile.load(inputs, workers: workers) { input throws(FileError) in
      try input.load(schema)
    }
    let workspace = Workspace(files, inRepoName: inRepoName, read: read)
    let jobsByFile = await ParallelMap.map(workspace.filesWithJobs, workers: workers) { file in
      (file: file, jobs: workspace.jobs(of: file).map(workspace.resolve))
    }
    return Configuration(workspace: workspace, jobsByFile: jobsByFile)
  }
}

extension InputFile {
  /// Makes something of each file, several at a time.
  ///
  /// - Throws: What `body` throws for the first file for which it throws.
  package static func load<Result: Sendable>(
    _ inputs: [InputFile],
    workers: Int,
    _ body: @escaping @Sendable (InputFile) throws(FileError) -> Result
  ) async throws(FileError) -> [Result] {
    let results = await ParallelMap.map(inputs, workers: workers) { input in
      Swift.Result { () throws(FileError) in try body(input) }
    }
    var files: [Result] = []
    files.reserveCapacity(results.count)
    for result in results { files.append(try result.get()) }
    return files
  }
}
