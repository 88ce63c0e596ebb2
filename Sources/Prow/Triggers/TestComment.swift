import GoFormats

/// The commands of a comment on a pull request that start presubmits.
///
/// Source: Prow, pkg/pjutil/filter.go and pkg/pjutil/help.go.
package struct TestComment: Sendable {
  package let body: String
  /// `/retest`: what failed, and what should have run and did not.
  package let retests: Bool
  /// `/retest-required`: the same without optional jobs.
  package let retestsRequired: Bool
  /// `/test-manual-required`: what must pass and only starts on demand.
  package let testsManualRequired: Bool
  /// `/test all`, or `/ok-to-test`, which tests all for the first time.
  package let testsAll: Bool
  package let saysTestAll: Bool
  package let saysOkToTest: Bool
  /// `/test ?` or `/test` alone: asks for the commands there are.
  package let asksForHelp: Bool
  /// `/test` with anything after it.
  package let hasTarget: Bool

  package init(_ body: String) {
    self.body = body
    func matches(_ pattern: String) -> Bool {
      (try? GoRegex.compile(pattern).get().matches(body)) ?? false
    }
    retests = matches(#"(?m)^/retest\s*$"#)
    retestsRequired = matches(#"(?m)^/retest-required\s*$"#)
    testsManualRequired = matches(#"(?m)^/test-manual-required\s*$"#)
    saysOkToTest = matches(#"(?m)^/ok-to-test\s*$"#)
    saysTestAll = matches(#"(?m)^/test all,?($|\s.*)"#)
    testsAll = saysOkToTest || saysTestAll
    asksForHelp = matches(#"(?m)^/test[ \t]*\??\s*$"#)
    hasTarget = matches(#"(?m)^/test[ \t]+[^\s?]"#)
  }
}
