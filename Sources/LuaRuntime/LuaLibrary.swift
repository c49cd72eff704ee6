// What `assay doctor` says of the Lua library on this machine.
import CLuaShim

/// The Lua library that this process runs on.
public enum LuaLibrary {
  /// `Lua 5.4.4`, as the headers say that this was compiled with.
  public static var release: String { unsafe String(cString: lx_lua_release()) }

  public struct SelfTest: Hashable, Sendable {
    public let name: String
    /// What follows when it is not passed.
    public let meaning: String
    public let passed: Bool
    /// Whether rules cannot reach what a failure would break.
    public let isContained: Bool
  }

  /// Looks for the faults of Lua releases that matter here. Takes about a millisecond.
  public static func selfTests() -> [SelfTest] {
    unsafe withUnsafeTemporaryAllocation(of: lx_self_test.self, capacity: Int(LX_SELF_TEST_COUNT)) { tests in
      guard let base = tests.baseAddress, unsafe lx_run_self_tests(base) else { return [] }
      return unsafe tests.map { test in
        SelfTest(
          name: unsafe String(cString: test.name), meaning: unsafe String(cString: test.meaning),
          passed: unsafe test.passed, isContained: unsafe test.contained)
      }
    }
  }
}
