// Short words for what messages are made of.

import JSON

extension JSONValue {
  static func make(_ members: [(String, JSONValue)]) -> JSONValue {
    .object(JSONObject(members.map { JSONObject.Member($0.0, $0.1) }))
  }

  static func integer(_ value: Int) -> JSONValue { .number(JSONNumber(Int64(value))) }

  static func position(_ position: TextPosition) -> JSONValue {
    .make([("line", .integer(position.line)), ("character", .integer(position.character))])
  }

  /// The member of an object; nil for other values.
  subscript(name: String) -> JSONValue? { object?[name] }

  /// A whole number that fits.
  var int: Int? { number?.integer.flatMap { Int(exactly: $0) } }

  /// `{"line": 0, "character": 0}`, neither below zero.
  var position: TextPosition? {
    guard let line = self["line"]?.int, let character = self["character"]?.int, line >= 0, character >= 0
    else {
      return nil
    }
    return TextPosition(line: line, character: character)
  }
}

/// `file:` addresses and paths.
enum FileAddress {
  /// The path of a `file:` address; nil for others.
  static func path(of uri: String) -> String? {
    guard uri.hasPrefix("file://") else { return nil }
    let rest = uri.dropFirst("file://".count)
    guard let slash = rest.firstIndex(of: "/"), slash == rest.startIndex || rest[..<slash] == "localhost"
    else { return nil }
    var bytes: [UInt8] = []
    var left = Array(rest[slash...].utf8)[...]
    while let byte = left.popFirst() {
      let digits = String(decoding: left.prefix(2), as: UTF8.self)
      if byte == UInt8(ascii: "%"), digits.count == 2, digits.allSatisfy(\.isHexDigit),
        let code = UInt8(digits, radix: 16)
      {
        bytes.append(code)
        left = left.dropFirst(2)
      } else {
        bytes.append(byte)
      }
    }
    guard !bytes.contains(0) else { return nil }
    return String(validating: bytes, as: UTF8.self)
  }

  static func uri(of path: String) -> String {
    var text = "file://"
    for byte in path.utf8 {
      switch byte {
      case 0x41...0x5A, 0x61...0x7A, 0x30...0x39, 0x2D, 0x2E, 0x5F, 0x7E, 0x2F:
        text.unicodeScalars.append(.init(byte))
      default:
        let code = String(byte, radix: 16, uppercase: true)
        text += "%" + (code.count == 1 ? "0" : "") + code
      }
    }
    return text
  }
}
