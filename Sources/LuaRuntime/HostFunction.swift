// Lua calls Swift through one C callback, which ends here. Swift's errors end here too: what goes
// back is a status, and C raises after this frame is gone.
import CLuaShim

/// A Swift function that Lua can call.
public struct HostFunction {
  /// Its name among the globals of trusted environments.
  public let name: String
  let body: Body

  enum Body {
    case one((borrowing HostCall, [LuaValue]) throws -> LuaValue)
    case many((borrowing HostCall, [LuaValue]) throws -> [LuaValue])
  }

  /// Makes a function of one result. What it throws becomes a Lua error at the caller's place, with
  /// the error's description as its text. Work that is more than linear in its arguments is charged
  /// with `HostCall.charge`.
  public init(_ name: String, _ body: @escaping (borrowing HostCall, [LuaValue]) throws -> LuaValue) {
    self.name = name
    self.body = .one(body)
  }

  /// Makes a function of several results.
  public init(
    several name: String, _ body: @escaping (borrowing HostCall, [LuaValue]) throws -> [LuaValue]
  ) {
    self.name = name
    self.body = .many(body)
  }
}

/// The running call of a host function.
@safe public struct HostCall: ~Copyable {
  private let vm: OpaquePointer

  @unsafe init(_ vm: OpaquePointer) { unsafe self.vm = vm }

  /// Charges the evaluation for `steps` of work. Throws once nothing is left; the verdict takes effect
  /// when the host function returns, whatever it does with the error.
  public func charge(_ steps: Int) throws(BudgetSpent) {
    guard unsafe lx_charge_steps(vm, Int64(steps)) else { throw BudgetSpent() }
  }

  /// The evaluation has used what it may use.
  public struct BudgetSpent: Error, CustomStringConvertible {
    public var description: String { "the evaluation's budget is spent" }
  }
}

/// The Swift end of the callbacks. It is not the state: a host function must not reach that.
@safe final class Host {
  let functions: [HostFunction.Body]
  let output: (String) -> Void
  let state: UInt64
  var vm: OpaquePointer?
  /// Fills lazy layers of what is lent; nil between loans.
  var fill: LuaLoan.Fill?
  /// Keeps the lent memory alive.
  var owner: AnyObject?
  /// Told of every move of the code, for whoever measures.
  var watcher: LuaState.Watcher?

  init(functions: [HostFunction.Body], state: UInt64, output: @escaping (String) -> Void) {
    self.functions = functions
    self.state = state
    self.output = output
  }

  var callbacks: lx_host {
    unsafe lx_host(
      call: callHost, fill: fillLayer, output: takeOutput, context: Unmanaged.passUnretained(self).toOpaque())
  }
}

private func host(_ context: UnsafeMutableRawPointer?) -> Host {
  guard let context = unsafe context else { preconditionFailure("the callback lost its context") }
  return unsafe Unmanaged<Host>.fromOpaque(context).takeUnretainedValue()
}

private func fail(_ error: any Error, _ reply: OpaquePointer?) -> Bool {
  unsafe LuaTapeWriter.withTape(of: [.string("\(error)")]) { tape in unsafe lx_set_reply(reply, tape) }
  return false
}

private func callHost(
  context: UnsafeMutableRawPointer?, function: Int32, arguments: lx_tape, reply: OpaquePointer?
) -> Bool {
  let host = unsafe host(context)
  guard let vm = unsafe host.vm else { return false }
  var reader = unsafe LuaTapeReader(arguments, of: host.state)
  let arguments = unsafe reader.readAll()
  let call = unsafe HostCall(vm)
  do {
    switch host.functions[Int(function)] {
    case .one(let body):
      let result = try body(call, arguments)
      if let cell = LuaTapeWriter.scalar(result) {
        unsafe LuaTapeWriter.withTape(of: cell) { tape in unsafe lx_set_reply(reply, tape) }
      } else {
        unsafe LuaTapeWriter.withTape(of: [result]) { tape in unsafe lx_set_reply(reply, tape) }
      }
    case .many(let body):
      unsafe LuaTapeWriter.withTape(of: try body(call, arguments)) { tape in unsafe lx_set_reply(reply, tape)
      }
    }
    return true
  } catch {
    return unsafe fail(error, reply)
  }
}

private func fillLayer(
  context: UnsafeMutableRawPointer?, table: Int32, layer: Int32, row: Int32, reply: OpaquePointer?
) -> Bool {
  let host = unsafe host(context)
  guard let vm = unsafe host.vm, let fill = host.fill else {
    return unsafe fail(LuaError(.invalid, "nothing fills this layer"), reply)
  }
  do {
    try fill(unsafe LuaLoan(vm), Int(table), Int(layer), Int(row))
    return true
  } catch {
    return unsafe fail(error, reply)
  }
}

private func takeOutput(context: UnsafeMutableRawPointer?, bytes: UnsafePointer<CChar>?, count: Int) {
  let host = unsafe host(context)
  host.output(unsafe String(decoding: UnsafeRawBufferPointer(start: bytes, count: count), as: UTF8.self))
}
