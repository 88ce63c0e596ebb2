package import Diagnostics

/// What a run must know of a policy before it judges.
package struct RunnablePolicy: Sendable {
  /// The rule of its findings, `policy/NAME`.
  package let id: String
  /// Whether it looks at the list of files of the repository.
  package let looksAtFiles: Bool

  init(_ policy: CompiledPolicy) {
    id = policy.source.id
    looksAtFiles = policy.looksAtFiles
  }
}

extension PolicySet {
  /// Whether a policy looks at files as such, so that the repository must be walked.
  package var looksAtFiles: Bool { policies.contains(where: \.looksAtFiles) }

  /// What to say where the files can't be listed: policies that look at them did not run.
  package func unlisted(_ reason: String) -> [Diagnostic] {
    policies.filter(\.looksAtFiles).map { policy in
      PolicyFinding.invalid.diagnostic(
        PolicyFault(
          "policy \"\(policy.source.name)\" did not run: the files of the repository can't be listed: \(reason)",
          at: policy.source.nameNode
        )
      )
    }
  }
}

extension CompiledPolicy {
  fileprivate var looksAtFiles: Bool {
    switch source.subject {
    case .file, .document: true
    default: usesSlot(.files)
    }
  }
}
