// The one thing about a state that another thread may touch.
import CLuaShim

/// Stops the running call of a state, or the next one, from any thread.
///
/// It cannot be taken back: a cancelled state is spent.
@safe public final class LuaCancellation: Sendable {
  // A C atomic behind a pointer that never changes; freed after the state that looks at it.
  nonisolated(unsafe) let flag: OpaquePointer

  public init() {
    guard let flag = unsafe lx_flag_make() else { preconditionFailure("no memory for a flag") }
    unsafe self.flag = flag
  }

  deinit { unsafe lx_flag_free(flag) }

  public func cancel() { unsafe lx_flag_raise(flag) }

  public var isCancelled: Bool { unsafe lx_flag_is_raised(flag) }
}
