import Glibc

/// The largest script that is read, in bytes: a mistyped name of a disk image is told, not loaded.
private let largestScript = 64 << 20

/// Reads a whole file, or standard input for `-`.
///
/// - Throws: when it cannot be read or is larger than 64 MiB.
func readScript(_ path: String) throws(Failure) -> [UInt8] {
  let shown = path == "-" ? "<stdin>" : path
  let descriptor = path == "-" ? STDIN_FILENO : unsafe open(path, O_RDONLY | O_CLOEXEC)
  guard descriptor >= 0 else { throw Failure("\(shown): \(systemError(errno))") }
  defer { if path != "-" { close(descriptor) } }
  var bytes: [UInt8] = []
  var part = [UInt8](repeating: 0, count: 1 << 16)
  while true {
    let count = unsafe part.withUnsafeMutableBytes { buffer in
      unsafe read(descriptor, buffer.baseAddress, buffer.count)
    }
    if count < 0, errno == EINTR { continue }
    guard count >= 0 else { throw Failure("\(shown): \(systemError(errno))") }
    if count == 0 { return bytes }
    guard bytes.count + count <= largestScript else {
      throw Failure("\(shown): a script of at most \(largestScript >> 20) MiB expected")
    }
    bytes += part[..<count]
  }
}
