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

  @Test
  func aFindingIsTheSameWhereverItsLinesAre() {
    let older = OlderFindings([finding()])
    #expect(older.newOnes(among: [finding(at: 40)]).isEmpty)
    #expect(
      older.newOnes(among: [finding(path: "presubmits[acme/rocket][7].spec.containers[2].image")])
        .isEmpty
    )
    // A job may move to another file.
    #expect(older.newOnes(among: [finding(file: "b.yaml")]).isEmpty)
    let numbered = OlderFindings([finding("it finds nothing on line 12")])
    #expect(numbered.newOnes(among: [finding("it finds nothing on line 13")]).isEmpty)
  }

  @Test
  func anotherRuleJobFieldOrMessageIsNew() {
    let older = OlderFindings([finding()])
    for other in [
      finding("n"), finding(rule: "s"), finding(job: "lint"),
      finding(path: "presubmits[acme/rocket][3].spec.containers[0].name"),
      finding(path: "presubmits[acme/other][3].spec.containers[0].image"),
    ] {
      #expect(older.newOnes(among: [other]).count == 1, "\(other.message)")
    }
    // What is about no job is about its file.
    let ofFile = OlderFindings([finding(job: nil)])
    #expect(ofFile.newOnes(among: [finding(job: nil)]).isEmpty)
    #expect(ofFile.newOnes(among: [finding(job: nil, file: "b.yaml")]).count == 1)
  }

  @Test
  func oneMoreOfTheSameIsNew() {
    let older = OlderFindings([finding(), finding(at: 2)])
    #expect(older.newOnes(among: [finding(), finding(at: 2), finding(at: 4)]).count == 1)
    #expect(older.count == 2)
    #expect(older.remaining(in: OlderFindings([finding()])).count == 1)
    #expect(older.remaining(in: OlderFindings([finding("n")])).count == 0)
  }

  @Test
  func fingerprintsAreTheSameOnEveryMachine() {
    let identity = FindingIdentity(finding())
    #expect(identity.fingerprint(0) == "289c411789ce8dd0")
    #expect(identity.fingerprint(0) != identity.fingerprint(1))
  }
}
