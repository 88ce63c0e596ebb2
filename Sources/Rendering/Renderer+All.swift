internal import Machine
package import Prow
internal import YAML

/// A job of a configuration with what tells it from others of its name.
package struct NumberedJob: Sendable {
  package let job: ResolvedJob
  /// Position among the jobs of its kind, repository and name, from 0; `nil` if it is the only one.
  package let branchSelector: Int?

  /// Numbers all jobs of a configuration.
  ///
  /// `jobs`: In the order in which they are loaded.
  package static func all(_ jobs: [ResolvedJob]) -> [NumberedJob] {
    var groups: [Key: Int] = [:]
    groups.reserveCapacity(jobs.count)
    var counts: [Int] = []
    func same(_ number: inout Int) -> Int { number }
    let positions = jobs.map { job in
      // One look-up, which adds new keys.
      let next = groups.count
      let group = same(&groups[Key(job), default: next])
      if group == counts.count { counts.append(0) }
      defer { counts[group] += 1 }
      return (group, counts[group])
    }
    return zip(jobs, positions).map { job, numbered in
      NumberedJob(job: job, branchSelector: counts[numbered.0] > 1 ? numbered.1 : nil)
    }
  }

  private struct Key: Hashable {
    var kind: Job.Kind
    var repo: Text
    var name: Text

    init(_ job: ResolvedJob) {
      (kind, repo, name) = (job.job.kind, job.job.repo, job.job.name)
    }
  }
}

extension Renderer {
  /// How the objects of many jobs are written one after the other.
  package enum Stream: Sendable {
    /// A line of JSON for each job, with both objects.
    case lines
    /// A YAML document for each job that has the object.
    case documents(RenderedJob.Part)

    fileprivate var isWithoutComments: Bool {
      if case .lines = self { true } else { false }
    }
  }

  /// Renders many jobs.
  ///
  /// - Parameters:
  ///   - jobs: The jobs, in the order in which they are written.
  ///   - stream: The form of the output.
  ///   - workers: How many tasks work at a time.
  ///   - request: What a job runs for.
  ///   - comment: As for `yaml(_:comment:)`.
  ///   - write: Gets the output in pieces.
  package func renderAll(
    _ jobs: [NumberedJob],
    as stream: Stream,
    workers: Int,
    request: @escaping @Sendable (ResolvedJob, Arena) -> RunRequest,
    comment: @escaping @Sendable (Origin) -> String?,
    write: (UnsafeRawBufferPointer) -> Void
  ) async {
    let size = 8
    let count = (jobs.count + size - 1) / size
    let pool = WorkbenchPool(types, sharesParts: stream.isWithoutComments)
    await OrderedWork.run(count: count, workers: workers) { piece in
      let portion = jobs[piece * size..<min(jobs.count, piece * size + size)]
      let bench = pool.take()
      defer { pool.giveBack(bench) }
      var output = JSONWriter(types, pool.takeBuffer())
      for numbered in portion {
        let rendered = render(numbered.job, request(numbered.job, bench.arena), bench)
        switch stream {
        case .lines:
          writeLine(numbered, rendered, to: &output)
        case .documents(let part):
          guard let object = rendered[part] else { continue }
          output.write(raw: "---\n")
          output.write(raw: yaml(object, comment: comment))
        }
        bench.arena.removeAll()
      }
      return output.finish()
    } use: {
      $0.withBytes(write)
      pool.giveBack($0)
    }
  }

  private func writeLine(
    _ numbered: NumberedJob,
    _ rendered: RenderedJob,
    to writer: inout JSONWriter
  ) {
    let job = numbered.job.job
    writer.write(raw: #"{"job":"#)
    writer.writeText(job.name)
    writer.write(raw: #","type":""#)
    writer.write(raw: JobType(job.kind).literal)
    writer.write(raw: #"","repo":"#)
    writer.writeText(job.repo)
    if let selector = numbered.branchSelector {
      writer.write(raw: #","branchSelector":"#)
      writer.write(.integer(Int64(selector)))
    }
    writer.write(raw: #","prowjob":"#)
    writer.write(rendered.prowJob)
    writer.write(raw: #","pod":"#)
    if let pod = rendered.pod { writer.write(pod) } else { writer.write(raw: "null") }
    writer.write(raw: "}\n")
  }
}
