// A feed may never end, and is read like any other list: each entry is cut out of the stream and stands alone. To find an
// entry's end one need not understand it, only know what in XML can hold a `<` that begins nothing.

internal import JSON

/// Finds the tags of an XML text in pieces, and passes what is in comments and CDATA sections.
struct FeedElementScanner {
  struct Tag {
    /// From `<` to behind `>`, in the bytes that were searched.
    var range: Range<Int>
    /// Without a prefix, in lower case.
    var name: String
    var isEnd: Bool
    /// `<item/>`
    var isEmpty: Bool
  }

  enum Found {
    case tag(Tag)
    /// More bytes are needed; all before this place is done with.
    case nothing(from: Int)
  }

  /// The first tag at or behind `start`.
  static func next(in bytes: Span<UInt8>, from start: Int) -> Found {
    var index = start
    while let open = firstIndex(of: 0x3C, in: bytes, from: index) {
      if begins(bytes, open, "<!--") {
        guard let end = find("-->", in: bytes, from: open + 4) else { return .nothing(from: open) }
        index = end
      } else if begins(bytes, open, "<![CDATA[") {
        guard let end = find("]]>", in: bytes, from: open + 9) else { return .nothing(from: open) }
        index = end
      } else {
        // A comment's or a section's beginning may be cut off here.
        guard bytes.count - open >= 9 || firstIndex(of: 0x3E, in: bytes, from: open) != nil,
          let close = end(of: bytes, from: open + 1)
        else { return .nothing(from: open) }
        if bytes[open + 1] == 0x21 || bytes[open + 1] == 0x3F {
          index = close
          continue
        }
        return .tag(tag(bytes, open..<close))
      }
    }
    return .nothing(from: bytes.count)
  }

  private static func tag(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Tag {
    var index = range.lowerBound + 1
    let isEnd = bytes[index] == 0x2F
    if isEnd { index += 1 }
    var name = ""
    while index < range.upperBound, name.utf8.count < 32 {
      let byte = bytes[index]
      if byte <= 0x20 || byte == 0x3E || byte == 0x2F { break }
      if byte == 0x3A {
        name = ""
      } else {
        name.unicodeScalars.append(Unicode.Scalar(byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte))
      }
      index += 1
    }
    return Tag(
      range: range, name: name, isEnd: isEnd, isEmpty: range.count > 2 && bytes[range.upperBound - 2] == 0x2F)
  }

  /// Behind the `>` that ends a tag; one in a quoted value does not.
  private static func end(of bytes: Span<UInt8>, from start: Int) -> Int? {
    var quote: UInt8 = 0
    for index in start..<max(start, bytes.count) {
      let byte = bytes[index]
      if quote != 0 {
        if byte == quote { quote = 0 }
      } else if byte == 0x22 || byte == 0x27 {
        quote = byte
      } else if byte == 0x3E {
        return index + 1
      } else if byte == 0x3C {
        // A tag in a tag: the first was none.
        return index
      }
    }
    return nil
  }

  private static func begins(_ bytes: Span<UInt8>, _ start: Int, _ word: StaticString) -> Bool {
    let count = word.utf8CodeUnitCount
    guard bytes.count - start >= count else { return false }
    return word.withUTF8Buffer { word in
      for index in 0..<count where unsafe bytes[start + index] != word[index] { return false }
      return true
    }
  }

  /// Behind the first `word` at or behind `start`.
  private static func find(_ word: StaticString, in bytes: Span<UInt8>, from start: Int) -> Int? {
    var index = start
    let last = word.withUTF8Buffer { unsafe $0[0] }
    while index < bytes.count, let place = firstIndex(of: last, in: bytes, from: index) {
      if begins(bytes, place, word) { return place + word.utf8CodeUnitCount }
      index = place + 1
    }
    return nil
  }
}
