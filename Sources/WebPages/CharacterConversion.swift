// The system's library knows more encodings than any page names; this file is its only caller.

#if canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#elseif canImport(Darwin)
internal import Darwin
#endif

/// `bytes[start...]` as UTF-8, with what is ill-formed replaced by U+FFFD; nil when `encoding` is not known.
func converted(_ bytes: [UInt8], from start: Int, encoding: String) -> (text: [UInt8], replaced: Int)? {
  guard let name = systemName(encoding), let converter = unsafe iconv_open("UTF-8", name),
    unsafe converter != iconv_t(bitPattern: -1)
  else { return nil }
  defer { unsafe iconv_close(converter) }
  var input = Array(bytes[start...])
  var text: [UInt8] = []
  text.reserveCapacity(input.count + input.count / 8)
  var replaced = 0
  var piece = [CChar](repeating: 0, count: 1 << 16)
  unsafe input.withUnsafeMutableBytes { input in
    guard let base = input.baseAddress else { return }
    var next: UnsafeMutablePointer<CChar>? = unsafe base.assumingMemoryBound(to: CChar.self)
    var left = input.count
    while left > 0 {
      var code: Int32 = 0
      unsafe piece.withUnsafeMutableBufferPointer { room in
        var free = room.baseAddress
        var size = room.count
        if unsafe iconv(converter, &next, &left, &free, &size) < 0 { code = errno }
        let made = room.count - size
        unsafe text.append(contentsOf: room.prefix(made).lazy.map { UInt8(bitPattern: $0) })
      }
      guard code == EILSEQ || code == EINVAL else { continue }
      // A single byte that windows-1252 does not define is what browsers show it as: nothing.
      text.append(contentsOf: [0xEF, 0xBF, 0xBD])
      replaced += 1
      let step = min(left, encoding.hasPrefix("utf-16") ? 2 : encoding.hasPrefix("utf-32") ? 4 : 1)
      unsafe next = next.map { unsafe $0 + step }
      left -= step
    }
  }
  return (text, replaced)
}

/// What the C library calls it.
private func systemName(_ encoding: String) -> String? {
  switch encoding {
  case "windows-31j": "CP932"
  case "windows-949": "CP949"
  case "windows-874": "CP874"
  case let name where name.hasPrefix("windows-"): "CP" + name.dropFirst("windows-".count)
  case "x-mac-cyrillic": "MAC-CYRILLIC"
  case "macintosh", "x-mac-roman": "MACINTOSH"
  default: encoding.uppercased()
  }
}
