import Schema
import Testing

/// That every reference resolves and no name comes twice is asserted by the parser itself.
@Suite("Field tables")
struct TablesTests {
  private let catalog: Catalog

  init() throws {
    catalog = Catalog(tables: try SourceTables.all())
  }

  @Test(arguments: [
    "JobConfig", "ProwYAML", "Config", "ProwConfig", "Configuration", "PodSpec", "Pod", "ProwJob",
    "Settings", "AutobumpConfig", "BoskosConfig",
  ])
  func haveTheRoot(name: String) {
    #expect(catalog.objects[name] != nil)
  }

  @Test
  func sayWhatAValueOfNoShapeOfAUnionShouldBe() {
    for union in catalog.unions.values {
      let takesAll = union.choices.contains { $0.type == .any }
      // The words for a value that is no mapping are usual ones.
      let areMappings = union.choices.allSatisfy { if case .map = $0.type { true } else { false } }
      let isSaid = union.attributes.contains { $0.name == "wanted" }
      #expect(isSaid != (takesAll || areMappings), "\(union.name)")
    }
  }

  // As many as the Go types have, by reflection.
  @Test(arguments: [
    ("Presubmit", 36), ("Postsubmit", 32), ("Periodic", 29), ("JobBase", 24), ("Config", 35),
    ("Tide", 21), ("Plank", 15), ("DecorationConfig", 30), ("Refs", 16), ("BranchProtection", 18),
    ("Configuration", 35), ("PipelineRunSpec", 9), ("EmbeddedTask", 13), ("PodSpec", 42),
    ("Container", 25), ("EphemeralContainer", 26), ("Volume", 31), ("Probe", 10),
    ("ObjectMeta", 15), ("ConfigMapVolumeSource", 4),
  ])
  func haveAllFields(type: String, count: Int) {
    #expect(catalog.objects[type]?.fields.count == count)
  }

  @Test(arguments: [
    ("Presubmit", "name", "JobBase"), ("Presubmit", "decorate", "JobBase"),
    ("Presubmit", "branches", "Brancher"), ("Presubmit", "trigger", nil),
    ("JobBase", "decorate", "UtilityConfig"), ("Config", "presubmits", "JobConfig"),
    ("Config", "branch-protection", "ProwConfig"), ("Tide", "batch_size_limit", nil),
    ("Tide", "queries", "TideGitHubConfig"), ("Volume", "name", nil),
    ("Volume", "emptyDir", "VolumeSource"), ("Probe", "exec", "ProbeHandler"),
    ("EphemeralContainer", "image", "EphemeralContainerCommon"), ("Container", "image", nil),
    ("ConfigMapVolumeSource", "name", "LocalObjectReference"),
    ("SecretKeySelector", "name", "LocalObjectReference"), ("SecretKeySelector", "key", nil),
  ])
  func knowWhereFieldsComeFrom(type: String, field: String, embedded: String?) throws {
    let field = try #require(catalog.objects[type]?.fields.first { $0.name == field })
    #expect(field.promotedFrom == embedded)
  }

  @Test
  func haveOnlyKnownAttributes() {
    let known: Set = [
      "aliasOf", "allowed", "caseInsensitive", "default", "defaultFrom", "defaultRule",
      "deprecated", "deprecatedSince", "enum", "enumGate", "exclusiveWith", "forbiddenWhen",
      "format", "gate", "itemEnum", "itemFormat", "itemKnown", "itemMax", "itemMin", "itemRef",
      "keyFormat", "keyRule", "known", "listType", "mapKeys", "max", "maxItems", "maxLen", "min",
      "minItems", "minLen", "nonFunctionalSince", "promoted", "ref", "required", "requiredWhen",
      "reservedKeys", "since", "uniqueItems", "unit", "valueEnum", "valueFormat", "zeroMeansUnset",
    ]
    let used = catalog.objects.values.flatMap { $0.fields.flatMap { $0.attributes.map(\.name) } }
    #expect(Set(used) == known)
    let ofTypes = catalog.objects.values.flatMap { $0.attributes.map(\.name) }
    #expect(Set(ofTypes) == ["advice", "anyOf", "atMostOneOf", "oneOf", "since", "wanted"])
  }

  @Test
  func endDocumentationWithFullStop() {
    for object in catalog.objects.values {
      for text in [object.documentation] + object.fields.map(\.documentation) where !text.isEmpty {
        #expect(text.hasSuffix("."), "\(object.name)")
      }
    }
  }
}
