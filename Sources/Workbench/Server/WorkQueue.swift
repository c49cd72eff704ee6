// The server's own threads are few and must stay free: whoever asks for a file should not wait until a rule that loops
// has spent its budget. What takes its time is done here, on threads that may be kept.

import Dispatch
import Synchronization

/// Runs work one after the other, in the order in which it came, off the threads that serve requests.
final class WorkQueue: Sendable {
  private let queue: DispatchQueue
  private let latest = Mutex<[String: Int]>([:])

  init(_ name: String, isBackground: Bool = false) {
    queue = DispatchQueue(label: name, qos: isBackground ? .utility : .userInitiated)
  }

  /// The result of `work`.
  ///
  /// - Parameter replacing: names work of which only the newest is wanted: what waits in line under this name is not
  ///   begun once newer work has come.
  /// - Throws: what `work` throws; 410 for work that is not wanted any more.
  func run<Result: Sendable>(
    replacing name: String? = nil, _ work: @escaping @Sendable (_ isWanted: () -> Bool) throws -> Result
  ) async throws -> Result {
    let ticket = name.map { name in
      latest.withLock { latest in
        latest[name, default: 0] += 1
        return latest[name, default: 0]
      }
    }
    let isWanted: @Sendable () -> Bool = { [self] in
      guard let name, let ticket else { return true }
      return latest.withLock { $0[name] == ticket }
    }
    return try await withCheckedThrowingContinuation { waiting in
      queue.async {
        waiting.resume(
          with: Swift.Result {
            guard isWanted() else { throw Refusal(410, "a newer request of this kind has come") }
            return try work(isWanted)
          })
      }
    }
  }

  /// How much work has come under this name.
  func newest(_ name: String) -> Int { latest.withLock { $0[name] ?? 0 } }

  /// Starts `work`, and does not wait for it.
  func start(_ work: @escaping @Sendable () -> Void) { queue.async(execute: work) }
}
