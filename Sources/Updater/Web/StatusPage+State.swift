internal import Formats

/// How a branch, a ConfigMap or a run fares, as one word.
extension StatusPage {
  enum State: String {
    case right = "at the head"
    case behind
    case silent = "remote silent"
    case unloaded = "not seen loaded"
    case late
    case waiting
    case staged
    case stopped
    case refused
    case failed
    case running
    case applied
    case unchanged
    case interrupted

    /// The class that gives it its colour.
    var mood: String {
      switch self {
      case .right, .applied, .unchanged: "good"
      case .behind, .unloaded, .waiting, .staged, .running, .interrupted: "wait"
      case .late, .stopped, .refused, .failed, .silent: "bad"
      }
    }
  }

  func state(of branch: StatusModel.Branch) -> State {
    // All else may be out of date.
    if model.isSilent(branch) { return .silent }
    if branch.record.refusal != nil { return .refused }
    if branch.record.wait != nil { return .waiting }
    let targets = model.targets(of: branch)
    if targets.contains(where: { $0.error != nil }) { return .failed }
    let stages = model.stages(of: branch)
    if !stages.isEmpty { return stages.contains { $0.held != nil } ? .stopped : .staged }
    if !model.isBehind(branch) { return .right }
    let components = model.components(of: branch)
    // Only what is written can be late.
    guard model.lag(of: branch) == 0, !components.isEmpty else { return .behind }
    return components.contains { $0.state == .late } ? .late : .unloaded
  }

  func state(of target: TargetRecord, head: String?) -> State {
    target.error != nil ? .failed : target.isBehind(head) ? .behind : .right
  }

  func state(of run: RunRecord) -> State {
    switch run.outcome {
    case .running: .running
    case .interrupted: .interrupted
    case .unchanged: .unchanged
    case .applied: .applied
    case .refused: .refused
    case .waiting: .waiting
    case .staged: .staged
    case .failed: .failed
    }
  }

  func label(_ state: State) -> HTML {
    "<strong class=\"\(state.mood)\">\(state.rawValue)</strong>"
  }
}
