// Whole files in and out, without Foundation.

import Glibc

enum File {
  /// Ends the program with a sentence when the file cannot be read.
  static func read(_ path: String) -> [UInt8] {
    guard let file = unsafe fopen(path, "rb") else { fail("cannot read \(path)") }
    defer { unsafe fclose(file) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 20)
    while true {
      let count = unsafe fread(&buffer, 1, buffer.count, file)
      if count == 0 { return bytes }
      bytes.append(contentsOf: buffer[..<count])
    }
  }

  static func exists(_ path: String) -> Bool { unsafe access(path, R_OK) == 0 }

  static func write(_ bytes: [UInt8], _ path: String) {
    guard let file = unsafe fopen(path, "wb") else { fail("cannot write \(path)") }
    defer { unsafe fclose(file) }
    guard unsafe fwrite(bytes, 1, bytes.count, file) == bytes.count else { fail("cannot write \(path)") }
  }

  static func fail(_ message: String) -> Never {
    note("train-models: \(message)")
    exit(2)
  }

  /// A line on standard error.
  static func note(_ message: String) {
    let line = Array((message + "\n").utf8)
    _ = unsafe Glibc.write(2, line, line.count)
  }

  /// Seconds this program has computed: other programs on the machine do not count.
  static func seconds() -> Double {
    var time = timespec()
    unsafe clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
  }
}
