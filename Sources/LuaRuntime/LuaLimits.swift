// What one evaluation may use. Steps and bytes fall on the same instruction everywhere; only the
// deadline depends on the machine.
import CLuaShim

/// How much an evaluation may use before a verdict ends it. Zero means no limit.
public struct LuaLimits: Hashable, Sendable {
  /// Lua's heap, in bytes. Garbage is collected before this is counted as reached.
  public var memory: Int
  /// VM instructions, plus work inside library functions, plus one for each 64 bytes allocated, plus
  /// what host functions charge.
  public var steps: Int
  /// Bytes that `print` may write.
  public var output: Int
  /// Seconds of wall clock.
  public var deadline: Double
  /// The longest chunk, in bytes, whether the host loads it or `load` does.
  public var sourceBytes: Int
  /// The parts (items, keys, values) of one value that leaves Lua.
  public var valueParts: Int

  /// Whether instructions go uncounted, which makes VM-bound code up to twice as fast. What is counted is
  /// the rest: work in C, allocation, host functions. The deadline and a cancel still end a call.
  public var deferred: Bool

  public init(
    memory: Int = 64 << 20, steps: Int = 100_000_000, output: Int = 1 << 20, deadline: Double = 0,
    sourceBytes: Int = 1 << 20, valueParts: Int = 250_000, deferred: Bool = false
  ) {
    self.memory = memory
    self.steps = steps
    self.output = output
    self.deadline = deadline
    self.sourceBytes = sourceBytes
    self.valueParts = valueParts
    self.deferred = deferred
  }

  var forC: lx_limits {
    lx_limits(
      memory_bytes: max(memory, 0), steps: Int64(max(steps, 0)), output_bytes: Int64(max(output, 0)),
      deadline_seconds: max(deadline, 0), source_bytes: max(sourceBytes, 0), cells: max(valueParts, 0),
      deferred: deferred, goes_back: false, allocations: 0)
  }
}
