internal import Kubernetes
package import Prow
internal import YAML

/// The CPU and memory that a pod asks for.
///
/// Source: Kubernetes, `PodRequests` in component-helpers, resource/helpers.go: the sum of all containers,
/// or the largest init container if that is more. What the pod utilities ask for is not in it.
package struct PodRequest: Sendable, Hashable {
  /// In thousandths of a core.
  package var milliCPU: Double
  /// In bytes.
  package var memory: Double

  package init(milliCPU: Double = 0, memory: Double = 0) {
    self.milliCPU = milliCPU
    self.memory = memory
  }

  package init(_ job: ResolvedJob) {
    self.init()
    for container in job.containers { self += PodRequest(container: container) }
    for container in job.spec?.list(.initContainers) ?? [] {
      let request = PodRequest(container: container)
      milliCPU = max(milliCPU, request.milliCPU)
      memory = max(memory, request.memory)
    }
  }

  /// A limit stands for a request that is not written.
  private init(container: Node) {
    func amount(_ name: StaticString, _ scale: Int) -> Double {
      let resources = container["resources"]
      let written = resources?["requests"]?[name] ?? resources?["limits"]?[name]
      guard let text = written?.convertedText, let quantity = Quantity(text), quantity.sign > 0
      else { return 0 }
      return Double(quantity.scaledValue(scale))
    }
    self.init(milliCPU: amount("cpu", -3), memory: amount("memory", 0))
  }

  package static func += (left: inout PodRequest, right: PodRequest) {
    left.milliCPU += right.milliCPU
    left.memory += right.memory
  }
}
