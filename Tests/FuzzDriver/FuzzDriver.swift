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
