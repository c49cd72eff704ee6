// Budgets end every rule, in seconds. Whoever types on must not wait for the end of what was typed before.

import LuaRuntime

/// Ends what rules do, from any thread: the loading of files and the functions of rules.
///
/// What was interrupted still gives a result or diagnostics, of whatever was done until then: ask `isRaised` before using
/// them. It cannot be taken back, so a new one is made for each piece of work.
public final class RuleInterrupt: Sendable {
  let cancellation = LuaCancellation()

  public init() {}

  public func raise() { cancellation.cancel() }

  public var isRaised: Bool { cancellation.isCancelled }
}
