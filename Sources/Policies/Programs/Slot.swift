/// The variables of expressions, as an activation is asked for them.
enum Slot: Int {
  case job, written, kind, repo, file
  /// The subject, if it is no job.
  case subject
  /// The container of a mount or a variable.
  case container
  /// The pod of the job.
  case pod
  case group
  case jobs, presets, config, plugins, files, jobFiles, params
  /// From here on the policy's own variables, in their order.
  case firstVariable = 64
  /// From here on parts of expressions that are the same for all subjects, in their order.
  case firstPart = 0x10_0000

  /// Those that are the same for all subjects of a policy.
  static let constants = Set(Slot.jobs.rawValue...Slot.params.rawValue)
}
