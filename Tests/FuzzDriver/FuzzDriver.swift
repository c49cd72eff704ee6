// libFuzzer's entry. `scripts/fuzz` builds it and sets FUZZ_TARGET.

import Foundation
import FuzzTargets

private let target = ProcessInfo.processInfo.environment["FUZZ_TARGET"].flatMap(FuzzTarget.init(rawValue:))

@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
  guard let target else { preconditionFailure("FUZZ_TARGET names no target") }
  target.run(unsafe Array(UnsafeBufferPointer(start: bytes, count: count)))
  return 0
}

@_silgen_name("LLVMFuzzerRunDriver")
private func runFuzzer(
  _ count: UnsafeMutablePointer<Int32>,
  _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>>,
  _ test: @convention(c) (UnsafePointer<UInt8>?, Int) -> Int32
) -> Int32

/// The package manager calls the main function of an executable by this name and has the linker put it in the place of
/// `main`, libFuzzer's own included.
@_cdecl("fuzz_driver_main")
public func main(
  _ count: Int32, _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>
) -> Int32 {
  var count = count
  var arguments = unsafe arguments
  return unsafe runFuzzer(&count, &arguments) { unsafe testOneInput($0, $1) }
}
