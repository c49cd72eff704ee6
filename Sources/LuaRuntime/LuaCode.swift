// What many states load is compiled once. A rule set's functions are loaded for every article that needs them.

import CLuaShim

/// A chunk that is compiled, for any number of states.
///
/// Lua believes bytecode whatever it says, so the bytes are made here and come from nowhere else.
public struct LuaCode: Sendable {
  let bytes: [UInt8]
  let chunk: String

  /// Compiles `source`; nil where it does not compile, which `LuaState.load` explains. `chunk` is how errors call it, as there.
  /// Runs nothing. O(bytes).
  public init?(_ source: [UInt8], chunk: String) {
    let code = unsafe source.withUnsafeBufferPointer { source in
      unsafe source.withMemoryRebound(to: CChar.self) { source in
        unsafe lx_compile(source.baseAddress, source.count, chunk)
      }
    }
    guard let bytes = unsafe code.bytes else { return nil }
    unsafe self.bytes = Array(UnsafeBufferPointer(start: bytes, count: code.count))
    self.chunk = chunk
    unsafe lx_free_code(code)
  }
}
