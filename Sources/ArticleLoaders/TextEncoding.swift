// Offsets refer to the text exactly as it came, so a UTF-8 mark stays in it. UTF-16 cannot stay, since
// every layer counts UTF-8; then the offsets refer to what was made of it, and a notice says so.

/// How bytes say at their start that they are encoded.
enum TextEncoding: Hashable {
  case utf8, utf8WithMark
  case utf16

  init(of head: Span<UInt8>) {
    if head.count >= 3, head[0] == 0xEF, head[1] == 0xBB, head[2] == 0xBF {
      self = .utf8WithMark
    } else if head.count >= 2, (head[0] == 0xFF && head[1] == 0xFE) || (head[0] == 0xFE && head[1] == 0xFF) {
      self = .utf16
    } else {
      self = .utf8
    }
  }
}

/// Decodes UTF-16 that begins with its byte-order mark, which is left out.
///
/// Returns how many halves of pairs, and odd bytes at the end, became U+FFFD.
func decodeUTF16(_ bytes: [UInt8]) -> (text: [UInt8], replaced: Int) {
  let isBigEndian = bytes.first == 0xFE
  var text: [UInt8] = []
  text.reserveCapacity(bytes.count)
  var replaced = 0
  let (high, low) = isBigEndian ? (0, 1) : (1, 0)
  var units = stride(from: 2, to: bytes.count - 1, by: 2).lazy.map { (index: Int) -> UInt16 in
    UInt16(bytes[index + high]) << 8 | UInt16(bytes[index + low])
  }.makeIterator()
  var decoder = UTF16()
  decoding: while true {
    switch decoder.decode(&units) {
    case .scalarValue(let scalar):
      text.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
    case .error:
      text.append(contentsOf: UTF8.encodedReplacementCharacter)
      replaced += 1
    case .emptyInput: break decoding
    }
  }
  if bytes.count % 2 == 1 {
    text.append(contentsOf: UTF8.encodedReplacementCharacter)
    replaced += 1
  }
  return (text, replaced)
}
