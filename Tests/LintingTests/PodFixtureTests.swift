import Testing

@Suite("Pods, against fixtures")
struct PodFixtureTests {
  @Test
  func namesTheFieldsThatTheAPIServerRefuses() async throws {
    let cases = try PodFixtures.all()
    for (pod, found) in zip(cases, try await PodFixtures.refusedPaths(of: cases)) {
      #expect(found == pod.paths, "\(pod.what)")
    }
  }
}
