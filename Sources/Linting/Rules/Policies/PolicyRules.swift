internal import Diagnostics

extension Rule {
  /// What is wrong with the team's own policies.
  static let ofPolicies: [Rule] = [
    policyInvalid, policyMatchesNothing, policyExceptionExpired, policyWithoutTests, policyRatchet,
  ]

  static let policyInvalid = Rule(
    id: "policy-invalid",
    group: .policies,
    summary: "a policy can't be used",
    why:
      "A policy that can't be read, does not compile or fails for some subject checks nothing, or "
      + "not all that it should. That must not look like a pass.",
    help: "fix the policy; plimsoll policy eval shows the value of an expression",
    source: "Plimsoll",
    bad: .policy("unit", "job.nmae != ''", tests: ExamplePolicy.tests("job.name")),
    good: .policy("unit", "job.name != 'x'", tests: ExamplePolicy.tests("x")),
    check: .policy
  )

  static let policyMatchesNothing = Rule(
    id: "policy-matches-nothing",
    group: .policies,
    severity: .warning,
    summary: "a policy judges nothing, or an exception covers nothing",
    why:
      "A policy whose match takes no subject holds whatever is written: a folder was renamed, or a "
      + "cluster is gone, and nobody has noticed.",
    help: "correct the match, or set mayMatchNothing: true",
    source: "Plimsoll",
    bad: .policy(
      "unit",
      "job.name != 'x'",
      match: "clusters: [gone]",
      tests: ExamplePolicy.tests("x")
    ),
    good: .policy("unit", "job.name != 'x'", tests: ExamplePolicy.tests("x")),
    check: .policy
  )

  static let policyExceptionExpired = Rule(
    id: "policy-exception-expired",
    group: .policies,
    severity: .warning,
    summary: "an exception of a policy has expired",
    why: "After the day in expires the exception counts no more: what it covered is found again.",
    help: "remove it and fix what it covered, or give it a later date",
    source: "Plimsoll",
    bad: .policy(
      "unit",
      "job.name != 'x'",
      exceptions: "- {jobs: [^x$], reason: renamed soon, expires: \"2024-01-31\"}",
      tests: ExamplePolicy.tests("x")
    ),
    good: .policy("unit", "job.name != 'x'", tests: ExamplePolicy.tests("x")),
    check: .policy
  )

  static let policyWithoutTests = Rule(
    id: "policy-without-tests",
    group: .policies,
    severity: .warning,
    summary: "a policy has no test with a finding, or none without",
    why:
      "Many hand-written checks never find anything, and nobody sees it. A test with a finding shows "
      + "that the policy works, one without shows that it leaves good jobs alone.",
    help: "add both under tests; plimsoll policy test runs them",
    source: "Plimsoll",
    bad: .policy("unit", "job.name != 'x'"),
    good: .policy("unit", "job.name != 'x'", tests: ExamplePolicy.tests("x")),
    check: .policy
  )

  static let policyRatchet = Rule(
    id: "policy-ratchet",
    group: .policies,
    severity: .warning,
    summary: "a policy has fewer findings than its ratchet allows",
    why:
      "The ratchet of a policy is the number of findings that are accepted for now. It should fall "
      + "with them, so that what was fixed stays fixed.",
    help: "set the ratchet to the number of findings",
    source: "Plimsoll",
    bad: .policy("unit", "job.name != 'x'", more: "ratchet: 3", tests: ExamplePolicy.tests("x")),
    good: .policy("unit", "job.name != 'x'", more: "ratchet: 0", tests: ExamplePolicy.tests("x")),
    check: .policy
  )
}

/// Policies for the examples of rules about them.
private enum ExamplePolicy {
  /// One test with a finding for a job of this name, and one without.
  static func tests(_ name: String) -> String {
    """
    tests:
    - name: finds the name
      files: {jobs.yaml: "periodics: [{name: \(name)}]"}
      expect: [{job: \(name)}]
    - name: takes another name
      files: {jobs.yaml: "periodics: [{name: unit}]"}
      expect: []
    """
  }
}

extension Example {
  /// A policy file, and a job that it judges.
  fileprivate static func policy(
    _ name: String,
    _ expression: String,
    match: String? = nil,
    exceptions: String? = nil,
    more: String? = nil,
    tests: String = ""
  ) -> Example {
    var text = """
      apiVersion: plimsoll.dev/v1
      kind: Policy
      metadata: {name: \(name)}
      spec:
        summary: no job has a bad name
        subject: job

      """
    if let match { text += "  match: {\(match)}\n" }
    if let more { text += "  \(more)\n" }
    text += "  validations:\n  - expression: \(expression)\n"
    if let exceptions { text += "  exceptions:\n  \(exceptions)\n" }
    if !tests.isEmpty { text += tests + "\n" }
    return Example(files: [
      ("policies.yaml", text),
      (
        "jobs.yaml",
        "periodics:\n- name: unit\n  interval: 1h\n  spec: {containers: [{image: golang}]}\n"
      ),
    ])
  }
}
