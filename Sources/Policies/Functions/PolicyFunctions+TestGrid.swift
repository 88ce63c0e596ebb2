internal import CEL
internal import Prow
internal import YAML

extension PolicyFunctions {
  /// What the annotations of jobs say to TestGrid.
  ///
  /// Source: TestGrid, `ApplySingleProwjobAnnotations` in pkg/configurator/prow/prow.go.
  static let testgrid: [Overload] = [
    Overload(
      name: "testgridDashboards",
      isMember: true,
      arguments: [job],
      result: .list(.string),
      doc:
        "The dashboards that the annotation testgrid-dashboards names, in its order; none without it."
    ) { values, run throws(CELError) in
      let dashboards = try Arguments(values).job(0).testgridDashboards
      try run.charge(UInt64(dashboards.count) * 4 + 20)
      return .list(StringList(items: dashboards))
    },
    Overload(
      name: "testgridTab",
      isMember: true,
      arguments: [job],
      result: .string,
      doc: "The name of the job's tabs: the annotation testgrid-tab-name, or the name of the job."
    ) { values, run throws(CELError) in
      try run.charge(20)
      return .string(try Arguments(values).job(0).testgridTab)
    },
    Overload(
      name: "onTestgridTab",
      isMember: true,
      arguments: [.list(job), .string, .string],
      result: .list(job),
      doc: "The jobs of a list that have the tab of a dashboard: first the dashboard, then the tab."
    ) { values, run throws(CELError) in
      let arguments = Arguments(values)
      let tab = TestgridTab(dashboard: try arguments.text(1), name: try arguments.text(2))
      guard case .list(let list) = values[0] else {
        throw CELError(.evaluation, "no such overload: onTestgridTab")
      }
      let jobs = try TestgridTabs.jobs(of: list, on: tab, run)
      try run.charge(UInt64(jobs.count) + 1)
      return .list(jobs)
    },
  ]
}

extension PolicyJob {
  /// The dashboards that it is on, in the order of the annotation.
  fileprivate var testgridDashboards: [StringValue] {
    guard let names = annotation("testgrid-dashboards") else { return [] }
    return names.parts(separatedBy: UInt8(ascii: ",")).map(\.trimmed).filter { $0.byteCount > 0 }
  }

  fileprivate var testgridTab: StringValue {
    annotation("testgrid-tab-name") ?? StringValue(job.name)
  }

  private func annotation(_ name: StaticString) -> StringValue? {
    guard let node = job[.annotations]?[name],
      case .string(let text) = FieldShape.string.value(node, .job)
    else { return nil }
    return text
  }
}

/// A tab of a dashboard.
private struct TestgridTab: Hashable, Sendable {
  let dashboard: StringValue
  let name: StringValue
}

/// The jobs of a list by their tabs, for joins that ask again and again.
final class TestgridTabs: Sendable {
  private let places: [TestgridTab: [Int]]

  init(_ jobs: [PolicyJob]) {
    var places: [TestgridTab: [Int]] = [:]
    for (index, job) in jobs.enumerated() {
      let name = job.testgridTab
      // A dashboard may be named twice.
      for dashboard in Set(job.testgridDashboards) {
        places[TestgridTab(dashboard: dashboard, name: name), default: []].append(index)
      }
    }
    self.places = places
  }

  fileprivate static func jobs(
    of list: any ListSource,
    on tab: TestgridTab,
    _ run: Run
  ) throws(CELError) -> [Value] {
    if let known = list as? JobList { return known.tabs.places[tab, default: []].map { known[$0] } }
    try run.charge(UInt64(list.count) * 20)
    return (0..<list.count).map { list[$0] }.filter { value in
      guard let job = value.policyJob else { return false }
      return job.testgridTab == tab.name && job.testgridDashboards.contains(tab.dashboard)
    }
  }
}
