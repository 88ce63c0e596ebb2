import Kubernetes
import Schema
import Testing

@Suite("Fields of pods")
struct PodFieldTests {
  /// A misspelt name would never be found in a pod.
  @Test(arguments: PodField.allCases)
  func isAFieldOfTheTables(_ field: PodField) {
    let objects = PodFieldTests.catalog.objects.values
    #expect(objects.contains { $0.fields.contains { $0.name == field.name } })
  }

  /// Gates of the tables are those that the checks know.
  @Test
  func everyGateIsKnown() {
    let fields = PodFieldTests.catalog.objects.values.flatMap(\.fields)
    let known = Set(FeatureGate.allCases.map(\.rawValue))
    for field in fields {
      if let gate = field.attribute("gate") { #expect(known.contains(gate), "\(gate)") }
    }
  }

  private static let catalog = Catalog(tables: KubernetesTables.all)
}
