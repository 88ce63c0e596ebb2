internal import Diagnostics
internal import GoFormats
package import Prow
package import YAML

/// Other minutes for periodics, so that fewer of a cluster start at once.
///
/// Only the minute of a cron line changes: hours, days and the time between two starts stay, and no start
/// leaves its hour. In each cluster the most starts in one minute become as few as this way allows; a job
/// that can stay stays, and each other one goes to the nearest minute that is free. The plan for lines
/// that follow a plan is to leave them.
package struct Spread: Sendable {
  /// In the order of the files.
  package let moves: [Move]
  /// By the names of the clusters: the most starts in a minute, before and after.
  package let clusters: [(name: String, before: Int, after: Int)]
  /// How many periodics start by the clock, and can't move: `keep` names them, several jobs share their
  /// line, or the line has no minute that could be another one.
  package let stayingCount: Int

  /// A job that is to start at another minute.
  package struct Move: Sendable {
    package let job: ResolvedJob
    /// The value of `cron`.
    package let node: Node
    package let before: String
    package let after: String
  }

  /// A month of 31 days that starts on a Monday, so that it does not depend on today what is proposed.
  private static let window = TimeWindow(start: 1_704_067_200, minutes: 31 * 24 * 60)
  private static let mostRounds = 10

  /// - Parameters:
  ///   - timetable: The periodics.
  ///   - isKept: Whether a job must stay.
  package init(_ timetable: Timetable, keeping isKept: (ResolvedJob) -> Bool) {
    var uses: [NodeKey: Int] = [:]
    for periodic in timetable.periodics {
      if let node = periodic.schedule?.node { uses[NodeKey(node), default: 0] += 1 }
    }
    var byCluster: [String: [Item]] = [:]
    var order: [Item] = []
    for periodic in timetable.periodics {
      guard case .clock(let times) = periodic.times, let schedule = periodic.schedule else {
        continue
      }
      let isFree = uses[NodeKey(schedule.node)] == 1 && !isKept(periodic.job)
      let line = isFree ? MovableLine(schedule.node, times) : nil
      let item = Item(periodic.job, line, times, hours: Spread.hours(of: times))
      byCluster[periodic.job.job.cluster.string, default: []].append(item)
      order.append(item)
    }
    var clusters: [(name: String, before: Int, after: Int)] = []
    for (name, items) in byCluster.sorted(by: { $0.key < $1.key }) {
      let before = Spread.peak(of: items)
      for _ in 0..<Spread.mostRounds where Spread.improve(items) {}
      clusters.append((name, before, Spread.peak(of: items)))
    }
    self.clusters = clusters
    stayingCount = order.count { $0.line?.minutes.shifts == nil }
    moves = order.compactMap(\.move)
  }

  /// The hours of the window in which it starts, counted from its start.
  private static func hours(of times: CronTimes) -> [Int] {
    var hours: [Int] = []
    times.forEachMinute(from: window.start, count: window.minutes) { time in
      let hour = Int((time - window.start) / 3_600)
      if hours.last != hour { hours.append(hour) }
    }
    return hours
  }

  /// A value that is written once, however many aliases stand for it.
  private struct NodeKey: Hashable {
    let document: ObjectIdentifier
    let index: UInt32

    init(_ node: Node) {
      document = ObjectIdentifier(node.document)
      index = node.rawIndex
    }
  }

  /// A job while places are looked for.
  private final class Item {
    let job: ResolvedJob
    let name: String
    let line: MovableLine?
    let hours: [Int]
    var minutes: MinuteSet

    init(_ job: ResolvedJob, _ line: MovableLine?, _ times: CronTimes, hours: [Int]) {
      self.job = job
      name = job.job.name.string
      self.line = line
      self.hours = hours
      minutes = MinuteSet(bits: times.minutes)
    }

    var move: Move? {
      guard let line, minutes != line.minutes else { return nil }
      return Move(
        job: job,
        node: line.node,
        before: line.node.convertedText,
        after: line.text(at: minutes)
      )
    }
  }

  /// Starts in each minute of each hour of the window.
  private struct Board {
    var counts = [Int](repeating: 0, count: Spread.window.minutes)
    /// For each hour, the minutes with as many starts as there may be.
    private var full = [UInt64](repeating: 0, count: Spread.window.minutes / 60)
    private let limit: Int

    init(limit: Int = .max) { self.limit = limit }

    mutating func add(_ hours: [Int], _ minutes: MinuteSet) {
      let own = minutes.minutes
      for hour in hours {
        for minute in own {
          counts[hour * 60 + minute] += 1
          if counts[hour * 60 + minute] >= limit { full[hour] |= 1 << UInt64(minute) }
        }
      }
    }

    func hasRoom(_ hours: [Int], _ minutes: MinuteSet) -> Bool {
      hours.allSatisfy { full[$0] & minutes.bits == 0 }
    }
  }

  private static func peak(of items: [Item]) -> Int {
    var board = Board()
    for item in items { board.add(item.hours, item.minutes) }
    return board.counts.max() ?? 0
  }

  /// Lowers the peak of a cluster as far as it goes.
  ///
  /// - Returns: Whether a job has moved.
  private static func improve(_ items: [Item]) -> Bool {
    let peak = peak(of: items)
    for limit in lowest(items)..<max(peak, lowest(items)) {
      guard let places = places(items, limit) else { continue }
      for (item, minutes) in zip(items, places) { item.minutes = minutes }
      return true
    }
    return false
  }

  /// What the peak can't fall below: the starts of an hour over its minutes, and what can't move.
  private static func lowest(_ items: [Item]) -> Int {
    var perHour = [Int](repeating: 0, count: window.minutes / 60)
    var fixed = Board()
    for item in items {
      for hour in item.hours { perHour[hour] += item.minutes.minutes.count }
      if item.line?.minutes.shifts == nil { fixed.add(item.hours, item.minutes) }
    }
    return max(1, ((perHour.max() ?? 0) + 59) / 60, fixed.counts.max() ?? 0)
  }

  /// Minutes for all, so that at most `limit` start at once; `nil` if none were found.
  private static func places(_ items: [Item], _ limit: Int) -> [MinuteSet]? {
    var board = Board(limit: limit)
    var places = items.map(\.minutes)
    // Those that can't move come first, then those with the most starts, which have the least choice.
    let order = items.indices.sorted {
      rank(items[$0]) == rank(items[$1])
        ? items[$0].name < items[$1].name : rank(items[$0]) < rank(items[$1])
    }
    var homeless: [Int] = []
    for index in order {
      let item = items[index]
      let isFixed = item.line?.minutes.shifts == nil
      if isFixed || board.hasRoom(item.hours, item.minutes) {
        board.add(item.hours, item.minutes)
      } else {
        homeless.append(index)
      }
    }
    for index in homeless {
      let item = items[index]
      guard let shifts = item.minutes.shifts else { return nil }
      let nearest = shifts.sorted { (abs($0), $0) < (abs($1), $1) }
      let shift = nearest.first {
        board.hasRoom(item.hours, item.minutes.moved(by: $0))
      }
      guard let shift else { return nil }
      places[index] = item.minutes.moved(by: shift)
      board.add(item.hours, places[index])
    }
    return places
  }

  private static func rank(_ item: Item) -> (Int, Int) {
    (item.line?.minutes.shifts == nil ? 0 : 1, -item.hours.count * item.minutes.minutes.count)
  }
}
