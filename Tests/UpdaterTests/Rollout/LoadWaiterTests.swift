import ConfigMaps
import Synchronization
import TestSupport
import Testing

@testable import Updater

@Suite("Waiting for components")
struct LoadWaiterTests {
  @Test
  func noAnswerIsWaitedForLongerThanThereIsTime() async throws {
    let time = ManualTime()
    let given = Mutex<[Duration]>([])
    let components = try RolloutFile.read(LoadBed.deck).components
    let waiter = LoadWaiter(
      components,
      limit: .seconds(30),
      timekeeper: time.timekeeper,
      ask: { _, most in
        given.withLock { $0.append(most) }
        time.advance(.seconds(4))
        return .failed("it did not answer in time")
      }
    )
    let records = await waiter.wait(for: [
      ComponentExpectation(name: "deck", target: components[0].target, version: "a")
    ])
    #expect(records.map(\.state) == [.late])
    let wanted = [30, 25, 20, 20, 20, 20, 20]
    #expect(given.withLock { $0 } == wanted.map { .seconds($0) })
  }
}
