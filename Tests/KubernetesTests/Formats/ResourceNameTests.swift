import Kubernetes
import Testing

@Suite("Names of resources")
struct ResourceNameTests {
  private func name<Value>(_ text: String, _ body: (ResourceName) -> Value) -> Value {
    Array(text.utf8).withUnsafeBufferPointer { body(ResourceName($0)) }
  }

  @Test(arguments: [
    "cpu", "memory", "ephemeral-storage", "hugepages-2Mi", "example.com/gpu", "kubernetes.io/foo",
    "devices.kubernetes.io/kvm",
  ])
  func takes(_ text: String) {
    #expect(name(text) { $0.containerFault } == nil)
  }

  @Test(arguments: [
    "", "gpu", "storage", "CPU", "my cpu", "attachable-volumes-x", "requests.example.com/gpu",
    "Example.com/gpu", "a/b/c", "/gpu", "example.com/", "hugepages-",
    String(repeating: "a", count: 245) + "/gpu",
  ])
  func refuses(_ text: String) {
    #expect(name(text) { $0.containerFault } != nil)
  }

  @Test(arguments: [
    ("cpu", true), ("kubernetes.io/foo", true), ("example.com/gpu", false),
    ("hugepages-2Mi", false),
  ])
  func knowsWhatCanBeOvercommitted(_ text: String, _ expected: Bool) {
    #expect(name(text) { $0.allowsOvercommit } == expected)
  }

  @Test
  func readsPageSizes() {
    #expect(name("hugepages-2Mi") { $0.pageSize } == Quantity("2Mi"))
    #expect(name("hugepages-2X") { $0.pageSize } == nil)
    #expect(name("memory") { $0.pageSize } == nil)
  }
}
