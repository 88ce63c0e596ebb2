internal import Glibc
internal import Synchronization

/// Threads for work that blocks or takes long: git, linting, zipping.
///
/// Webhooks are answered on the other threads, which the system prefers.
package final class WorkThreads: TaskExecutor {
  private let jobs = Mutex<[UnownedJob]>([])
  private let ready: UnsafeSemaphore

  /// - Parameter count: How many threads; they live as long as the program does.
  package init(count: Int) {
    ready = UnsafeSemaphore()
    for _ in 0..<count { start() }
  }

  package func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    jobs.withLock { $0.append(job) }
    ready.post()
  }

  private func start() {
    let context = Unmanaged.passRetained(self).toOpaque()
    var thread = pthread_t()
    let status = pthread_create(
      &thread,
      nil,
      { context in
        guard let context else { return nil }
        Unmanaged<WorkThreads>.fromOpaque(context).takeRetainedValue().work()
        return nil
      },
      context
    )
    guard status == 0 else { preconditionFailure("the system has room for a few threads") }
    pthread_detach(thread)
  }

  private func work() {
    // On Linux this is about the calling thread alone.
    setpriority(__priority_which_t(PRIO_PROCESS.rawValue), 0, 10)
    while true {
      ready.wait()
      let job = jobs.withLock { $0.isEmpty ? nil : $0.removeFirst() }
      job?.runSynchronously(on: asUnownedTaskExecutor())
    }
  }
}

/// A counter that threads wait for.
///
/// The semaphore is made for several threads, and lies where it is until the last of them is gone.
private final class UnsafeSemaphore: @unchecked Sendable {
  private let semaphore = UnsafeMutablePointer<sem_t>.allocate(capacity: 1)

  init() { sem_init(semaphore, 0, 0) }

  deinit {
    sem_destroy(semaphore)
    semaphore.deallocate()
  }

  func post() { sem_post(semaphore) }

  func wait() {
    while sem_wait(semaphore) != 0, errno == EINTR {}
  }
}
