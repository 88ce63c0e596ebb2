import Kubernetes
import Testing

@Suite("Versions of Kubernetes")
struct KubernetesVersionTests {
  @Test(arguments: [("1.33", 33), ("v1.9", 9), ("1.36.2", 36), ("v1.30.0", 30)])
  func reads(_ text: String, _ minor: Int) {
    #expect(KubernetesVersion(text)?.minor == minor)
  }

  @Test(arguments: [
    "", "1", "2.0", "1.x", "1.33-rc.1", "1.33.", "1..3", "1.33.1.1", "01.33", "-1.3",
  ])
  func refuses(_ text: String) {
    #expect(KubernetesVersion(text) == nil)
  }

  @Test
  func orders() {
    #expect(KubernetesVersion(minor: 9) < KubernetesVersion(minor: 10))
    #expect("\(KubernetesVersion.latest)" == "1.36")
  }
}
