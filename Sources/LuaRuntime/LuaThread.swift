// Lua's compiler, and the coroutines that rules nest, recurse on the C stack.
import CLuaShim

/// A thread with a stack of our choosing.
///
/// The recursion that Lua allows needs less than 512 KiB in a release build, which is what the threads of
/// Swift tasks have; sanitizers and debug builds take several times that. A worker that runs rules of
/// strangers runs them here.
public enum LuaThread {
  /// Runs `body` on a new thread with `stackBytes` of stack, waits, and returns what it returned.
  public static func run<Result, Failure: Error>(
    stackBytes: Int = 64 << 20, _ body: () throws(Failure) -> Result
  ) throws(Failure) -> Result {
    var result: Swift.Result<Result, Failure>?
    withoutActuallyEscaping(body) { body in
      let job = Job {
        do throws(Failure) { result = .success(try body()) } catch { result = .failure(error) }
      }
      let started = unsafe lx_run_on_thread(
        stackBytes,
        { context in
          guard let context = unsafe context else { return }
          unsafe Unmanaged<Job>.fromOpaque(context).takeUnretainedValue().body()
        }, Unmanaged.passUnretained(job).toOpaque())
      // A machine without threads left still gets an answer.
      if !started { job.body() }
    }
    guard let result else { preconditionFailure("the thread ended without a result") }
    return try result.get()
  }

  private final class Job {
    let body: () -> Void
    init(_ body: @escaping () -> Void) { self.body = body }
  }
}
