/// The variables of expressions, as an activation is asked for them.
enum Slot: Int {
  case job, written, kind, repo, file
  /// The subject, if it is no job.
  case subject
  /// The container of a mount or a variable.
  case container
  case group
  case jobs, presets, config, plugins, files, params
  /// From here on the policy's own variables, in their order.
  case firstVariable = 64

  /// Whether it is the same for all subjects of a policy.
  static func isConstant(_ slot: Int) -> Bool {
    (Slot.jobs.rawValue...Slot.params.rawValue).contains(slot)
  }
}
