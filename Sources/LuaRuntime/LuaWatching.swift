// Where the steps of Lua code go, for profilers. Nothing here changes what code does but its speed.
import CLuaShim

/// A line of Lua code that is running.
public struct LuaPlace: Hashable, Sendable {
  /// The chunk's name without its mark.
  public var chunk: String
  /// 1-based.
  public var line: Int
}

extension LuaState {
  /// Takes the calls that run Lua code, innermost first, and the steps of the evaluation so far.
  public typealias Watcher = (_ places: [LuaPlace], _ steps: Int) -> Void

  /// Tells `watcher` whenever the next instruction is at another place than the one before; nil ends it. Steps that came
  /// since the last time were spent at the place before.
  ///
  /// Instructions are then counted one by one, which makes Lua code many times slower; limits may fall up to some hundred
  /// steps earlier than in a state that nobody watches.
  public mutating func watch(_ watcher: Watcher?) {
    host.watcher = watcher
    unsafe lx_watch(
      vm,
      lx_watcher(
        moved: watcher == nil ? nil : codeMoved, context: Unmanaged.passUnretained(host).toOpaque()))
  }
}

private func codeMoved(
  context: UnsafeMutableRawPointer?, frames: UnsafePointer<lx_frame>?, count: Int
) {
  guard let context = unsafe context else { return }
  let host = unsafe Unmanaged<Host>.fromOpaque(context).takeUnretainedValue()
  guard let watcher = host.watcher, let vm = unsafe host.vm else { return }
  let places = unsafe UnsafeBufferPointer(start: frames, count: count).map { frame in
    LuaPlace(
      chunk: unsafe String(
        decoding: UnsafeRawBufferPointer(start: frame.chunk, count: frame.chunk_length), as: UTF8.self),
      line: unsafe Int(frame.line))
  }
  watcher(places, unsafe Int(lx_steps_used(vm)))
}
