internal import YAML

extension Job {
  /// The repositories that a job is for: its key, or for a periodic those of its extra refs.
  package var repositories: [String] {
    if kind != .periodic { return [repo.string] }
    return (self[.extraRefs].map { Array($0.items) } ?? []).map {
      "\($0.text(.org)?.string ?? "")/\($0.text(.repo)?.string ?? "")"
    }
  }
}
