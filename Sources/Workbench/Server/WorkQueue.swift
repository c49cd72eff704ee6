// The server's own threads are few and must stay free: whoever asks for a file should not wait until a rule that loops
// has spent its budget. What takes its time is done here, on threads that may be kept.

import Dispatch
import Rules
import Synchronization

/// Runs work one after the other, in the order in which it came, off the threads that serve requests.
final class WorkQueue: Sendable {
  private let queue: DispatchQueue
  private struct Work {
    let interrupt: RuleInterrupt
    var hasBegun = false
  }

  private let newest = Mutex<[String: Work]>([:])

  init(_ name: String, isBackground: Bool = false) {
    queue = DispatchQueue(label: name, qos: isBackground ? .utility : .userInitiated)
  }

  /// The result of `work`, which is given what is raised when nobody wants it any more.
  ///
  /// - Parameter replacing: names work of which only the newest is wanted: older work of this name is interrupted, and not begun
  ///   where it waits in line.
  /// - Throws: what `work` throws; 410 for work that is not wanted any more.
  func run<Result: Sendable>(
    replacing name: String? = nil, _ work: @escaping @Sendable (_ interrupt: RuleInterrupt) throws -> Result
  ) async throws -> Result {
    let interrupt = RuleInterrupt()
    if let name {
      newest.withLock { $0.updateValue(Work(interrupt: interrupt), forKey: name) }?.interrupt.raise()
    }
    defer {
      if let name { newest.withLock { if $0[name]?.interrupt === interrupt { $0[name] = nil } } }
    }
    return try await withCheckedThrowingContinuation { waiting in
      queue.async { [self] in
        waiting.resume(
          with: Swift.Result {
            try Self.checkWanted(interrupt)
            if let name {
              newest.withLock { if $0[name]?.interrupt === interrupt { $0[name]?.hasBegun = true } }
            }
            let made = Swift.Result { try work(interrupt) }
            // What was interrupted is worth nothing, a mistake that it met included.
            try Self.checkWanted(interrupt)
            return try made.get()
          })
      }
    }
  }

  private static func checkWanted(_ interrupt: RuleInterrupt) throws(Refusal) {
    if interrupt.isRaised { throw Refusal(410, "a newer request of this kind has come") }
  }

  /// What interrupts the work of this name that waits or runs, and is wanted.
  func interrupt(of name: String) -> RuleInterrupt? { newest.withLock { $0[name]?.interrupt } }

  /// Whether that work runs.
  func runs(_ name: String) -> Bool { newest.withLock { $0[name]?.hasBegun } ?? false }

  /// Starts `work`, and does not wait for it.
  func start(_ work: @escaping @Sendable () -> Void) { queue.async(execute: work) }
}
