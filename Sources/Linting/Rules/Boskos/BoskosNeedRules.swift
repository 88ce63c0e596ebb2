internal import Diagnostics
internal import Prow
internal import Schema
internal import YAML

extension Rule {
  /// What resources need of others.
  static let boskosNeeds: [Rule] = [boskosUnknownNeed, boskosShortSupply]

  static let boskosUnknownNeed = Rule(
    id: "boskos-unknown-need",
    group: .boskos,
    summary: "resources need a type that the Boskos file does not have",
    why: boskosRefuses,
    help: "add an entry of that type, or correct the name",
    source: "Boskos, `ValidateConfig` in common/config.go",
    bad: .boskos("resources:\n- type: cluster\n  max-count: 3\n  needs: {gce-project: 1}\n"),
    good: .boskos(
      """
      resources:
      - type: cluster
        max-count: 2
        needs: {gce-project: 1}
      - type: gce-project
        names: [acme-e2e-01, acme-e2e-02]

      """
    ),
    check: .boskosFile { entries, report in
      let types = Set(entries.map(\.type))
      for entry in entries where entry.isDynamic {
        for need in entry.needs where !types.contains(need.type) {
          report(
            "no entry has the type \"\(need.type.shortened)\"",
            at: need.node,
            help: Suggestion.nearest(to: need.type, among: types.sorted()).map {
              "did you mean \($0)?"
            }
          )
        }
      }
    }
  )

  static let boskosShortSupply = Rule(
    id: "boskos-short-supply",
    group: .boskos,
    summary: "resources need more of a type than there can be",
    why: boskosRefuses + " It counts as if as many resources were made as max-count allows.",
    help: "add resources of the type, or lower max-count or the need",
    source: "Boskos, `ValidateConfig` in common/config.go",
    bad: .boskos(
      """
      resources:
      - type: cluster
        max-count: 3
        needs: {gce-project: 2}
      - type: gce-project
        names: [acme-e2e-01, acme-e2e-02]

      """
    ),
    good: .boskos(
      """
      resources:
      - type: cluster
        max-count: 1
        needs: {gce-project: 2}
      - type: gce-project
        names: [acme-e2e-01, acme-e2e-02]

      """
    ),
    check: .boskosFile { entries, report in
      let supply = BoskosSupply(entries)
      for (type, needed, nodes) in supply.needs {
        guard let there = supply.byType[type], needed > there, let last = nodes.last else {
          continue
        }
        report(
          "\(needed) resources of type \"\(type.shortened)\" are needed, and \(there) can be there",
          at: last,
          related: nodes.dropLast().map { ($0, "needed here, too") }
        )
      }
    }
  )
}

/// How many resources of each type there can be, and how many are needed.
private struct BoskosSupply {
  private(set) var byType: [String: Int64] = [:]
  /// In the order in which types are named first.
  private(set) var needs: [(type: String, count: Int64, nodes: [Node])] = []

  init(_ entries: [BoskosEntry]) {
    var positions: [String: Int] = [:]
    for entry in entries {
      byType[entry.type, default: 0] = sum(byType[entry.type, default: 0], entry.supply)
      guard entry.isDynamic else { continue }
      for need in entry.needs {
        let position = positions[need.type] ?? needs.count
        if position == needs.count {
          positions[need.type] = position
          needs.append((need.type, 0, []))
        }
        let (product, isTooLarge) = need.count.multipliedReportingOverflow(by: entry.maxCount)
        needs[position].count = sum(needs[position].count, isTooLarge ? .max : product)
        needs[position].nodes.append(need.node)
      }
    }
  }

  /// The sum, or the largest number there is.
  private func sum(_ left: Int64, _ right: Int64) -> Int64 {
    let (sum, isTooLarge) = left.addingReportingOverflow(right)
    return isTooLarge ? .max : sum
  }
}
