import ConfigMaps
import Testing

@Suite("Plans of partitions")
struct PartitionPlanTests {
  private func plan(_ fields: String, _ count: Int) async throws -> PartitionPlan {
    let config = StateMaker.config("j/*: {\(fields)}")
    let state = try await DesiredState.make(
      of: StateMaker.tree(["j/alpha.yaml": "1", "j/beta.yaml": "22", "j/gamma.yaml": "333"]),
      config: config,
      request: .init(revision: "0123456789"),
      workers: 1
    )
    return PartitionPlan(config.maps[0], in: state, count: count)
  }

  @Test
  func furtherNamesAreNumbered() async throws {
    #expect(
      try await plan("name: job-config", 2).partitions.map(\.name) == [
        "job-config-0", "job-config-1",
      ]
    )
    #expect(
      try await plan("partitioned_names: [p-0, p-1]", 3).partitions.map(\.name)
        == ["p-0", "p-1", "p-2"]
    )
    #expect(
      try await plan("partitioned_names: [p-1, x]", 4).partitions.map(\.name) == [
        "p-1", "x", "p-0", "p-2",
      ]
    )
    #expect(try await plan("partitioned_names: [p-0, p-1]", 1).partitions.map(\.name) == ["p-0"])
  }

  @Test
  func keysGoWhereProwPutsThem() async throws {
    let plan = try await plan("partitioned_names: [p-0, p-1]", 3)
    #expect(
      plan.keys.map { "\($0.key) \($0.from) \($0.to)" } == [
        "alpha.yaml p-0 p-0", "beta.yaml p-0 p-1", "gamma.yaml p-1 p-2",
      ]
    )
    #expect(plan.moving == 2)
    #expect(plan.partitions.map(\.size) == [11, 12, 13])
  }
}
