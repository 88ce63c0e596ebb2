import Analysis
import Diagnostics
import Testing

@Suite("Older findings")
struct OlderFindingsTests {
  private func finding(
    _ message: String = "m",
    rule: String = "r",
    path: String? = "presubmits[acme/rocket][3].spec.containers[0].image",
    job: String? = "unit",
    file: String = "a.yaml",
    at offset: UInt32 = 0
  ) -> Diagnostic {
    Diagnostic(
      rule: rule,
      severity: .error,
      message: message,
      place: Place(
        file: SourceFile(path: file, text: String(repeating: "x\n", count: 100)),
        range: SourceRange(start: offset, end: offset + 1)
      ),
      path: path,
      job: job
    )
  }

  private func older(_ findings: [Diagnostic]) -> OlderFindings {
    OlderFindings(findings) { "top/\($0)" }
  }

  /// Whether each finding was there before.
  private func areOld(_ findings: [Diagnostic], _ older: [Diagnostic]) -> [Bool] {
    self.older(older).areOld(findings) { "top/\($0)" }
  }

  @Test
  func aFindingIsTheSameWhereverItsLinesAre() {
    let others = [
      finding(at: 40), finding(path: "presubmits[acme/rocket][7].spec.containers[2].image"),
      // A job may move to another file.
      finding(file: "b.yaml"),
    ]
    for other in others { #expect(areOld([other], [finding()]) == [true]) }
    let numbered = finding("it finds nothing on line 12")
    #expect(areOld([finding("it finds nothing on line 13")], [numbered]) == [true])
  }

  @Test
  func anotherRuleJobFieldOrMessageIsNew() {
    for other in [
      finding("n"), finding(rule: "s"), finding(job: "lint"),
      finding(path: "presubmits[acme/rocket][3].spec.containers[0].name"),
      finding(path: "presubmits[acme/other][3].spec.containers[0].image"),
    ] { #expect(areOld([other], [finding()]) == [false], "\(other.message)") }
    // What is about no job is about its file.
    #expect(areOld([finding(job: nil)], [finding(job: nil)]) == [true])
    #expect(areOld([finding(job: nil, file: "b.yaml")], [finding(job: nil)]) == [false])
  }

  @Test
  func oneMoreOfTheSameIsNewAndItIsTheOneInAnotherFile() {
    let both = [finding(file: "a.yaml"), finding(file: "b.yaml")]
    #expect(areOld(both, [finding(file: "b.yaml")]) == [false, true])
    #expect(areOld(both, [finding(file: "a.yaml")]) == [true, false])
    #expect(
      areOld([finding(), finding(at: 2), finding(at: 4)], [finding(), finding()]) == [
        true, true, false,
      ]
    )
  }

  @Test
  func whatIsGoneIsTakenOut() {
    let all = older([finding(), finding(at: 2), finding("n")])
    #expect(all.count == 3)
    #expect(all.remaining(in: older([finding()])).count == 1)
    #expect(all.remaining(in: older([finding(file: "b.yaml")])).count == 1)
    #expect(all.remaining(in: older([finding("o")])).count == 0)
  }

  @Test
  func fingerprintsAreTheSameOnEveryMachine() {
    let identity = FindingIdentity(finding(), path: "a.yaml")
    #expect(identity.fingerprint(0) == "289c411789ce8dd0")
    #expect(identity.fingerprint(0) != identity.fingerprint(1))
  }
}
