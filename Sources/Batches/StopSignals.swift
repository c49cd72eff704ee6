// An analyst's Ctrl-C, and a system that goes down, end a run where it can go on: what is in flight is finished, and
// the checkpoint written. Whoever asks twice means it.

internal import Glibc

/// SIGINT and SIGTERM as something to look at and to wait for.
@safe public final class StopSignals {
  /// Becomes readable when a signal has come.
  let descriptor: Int32
  private let writing: Int32

  // A handler may touch nothing but these.
  nonisolated(unsafe) private static var received: sig_atomic_t = 0
  nonisolated(unsafe) private static var wakeUp: Int32 = -1

  /// Takes both signals over for the rest of the process.
  public init() throws(SystemError) {
    (descriptor, writing) = try WorkerProcess.pipe()
    unsafe Self.wakeUp = writing
    var both = sigset_t()
    unsafe sigemptyset(&both)
    for number in [SIGINT, SIGTERM] {
      unsafe sigaddset(&both, number)
      signal(number) { number in
        unsafe StopSignals.received = number
        var byte: UInt8 = 0
        _ = unsafe write(StopSignals.wakeUp, &byte, 1)
        signal(SIGINT, SIG_DFL)
        signal(SIGTERM, SIG_DFL)
      }
    }
    // Whoever started us from a thread that takes no signals has handed that down.
    unsafe pthread_sigmask(SIG_UNBLOCK, &both, nil)
  }

  /// Waits until a signal has come.
  public func wait() {
    var ready = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    while received == nil { _ = unsafe poll(&ready, 1, -1) }
  }

  /// The signal that has come, if one has.
  public var received: Int32? { unsafe Self.received == 0 ? nil : Self.received }
}
