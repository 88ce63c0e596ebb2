internal import CEL
internal import Prow
internal import YAML

/// The value of one expression, for people who write policies.
package struct PolicyEvaluation: Sendable {
  /// The file of the job that it is for; `nil` without a job.
  package let name: String?
  /// The type that is known before anything is evaluated.
  package let type: String
  /// The value as JSON.
  package let text: String

  package struct Fault: Error, Sendable {
    package let message: String
    /// From 1, columns in code points.
    package let place: (line: Int, column: Int)?
  }

  /// - Parameters:
  ///   - text: The expression.
  ///   - world: What it looks at.
  ///   - job: The name of the jobs for each of which it is evaluated; `nil` for none.
  /// - Returns: A value for each of these jobs; one without a job.
  package static func evaluate(
    _ text: String,
    in world: PolicyWorld,
    job: String?
  ) -> Result<[PolicyEvaluation], Fault> {
    let environment = PolicyEnvironment.make(for: job == nil ? .all : .job)
    do throws(CELError) {
      let program = try environment.compile(text)
      let subjects = subjects(world, job)
      var values: [PolicyEvaluation] = []
      for subject in subjects {
        let activation = SubjectValues(world: world, subject: subject)
        let run = Run(limit: PolicyCost.policy, surroundings: world)
        let value = try program.evaluate(activation, run)
        values.append(
          PolicyEvaluation(
            name: subject.job.map { "\($0.path):" },
            type: "\(program.resultType)",
            text: String(decoding: ShownValue(value).bytes, as: UTF8.self)
          )
        )
      }
      return .success(values)
    } catch {
      // Without a job there is none to look at.
      if job == nil, (try? PolicyEnvironment.make(for: .job).compile(text)) != nil {
        let message = "the expression looks at a job: say which one with --job NAME"
        return .failure(Fault(message: message, place: nil))
      }
      return .failure(Fault(message: error.message, place: error.position(in: text)))
    }
  }

  private static func subjects(_ world: PolicyWorld, _ job: String?) -> [Subject] {
    guard let job else { return [Subject(job: nil, value: .null, path: "", origin: .none)] }
    return world.jobs.filter { $0.job.name.equals(job) }.map { Subject($0) }
  }
}

/// What the variables hold without a policy.
private final class SubjectValues: Activation {
  private let world: PolicyWorld
  private let subject: Subject

  init(world: PolicyWorld, subject: Subject) {
    (self.world, self.subject) = (world, subject)
  }

  func value(_ slot: Int, _ run: Run) throws(CELError) -> Value {
    guard let slot = Slot(rawValue: slot) else { return .null }
    if slot == .pod, let job = subject.job { return try world.pods.pod(of: job, run) }
    return world.value(slot, of: subject)
  }
}
