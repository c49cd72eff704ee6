// The form for editors and other programs; one object a line, keys always in the same order.

extension Diagnostic {
  /// The diagnostic as one JSON object without white space. Absent parts are null; `help` is a list.
  /// `column` and `length` count Unicode scalars, as in `Place`.
  public var json: String {
    var result =
      "{\"severity\":\"\(severity.rawValue)\",\"slug\":\(quoted(slug)),\"message\":\(quoted(message))"
    if let place {
      result += ",\"file\":\(quoted(place.file)),\"line\":\(place.line),\"column\":\(place.column)"
      result += ",\"length\":\(place.length),\"text\":\(place.text.map(quoted) ?? "null")"
    } else {
      result += ",\"file\":null,\"line\":null,\"column\":null,\"length\":null,\"text\":null"
    }
    result += ",\"label\":\(label.map(quoted) ?? "null")"
    result += ",\"help\":[\(help.map(quoted).joined(separator: ","))]}"
    return result
  }
}

private func quoted(_ text: String) -> String {
  let digits = Array("0123456789abcdef".unicodeScalars)
  var result = String.UnicodeScalarView()
  result.append("\"")
  for scalar in text.unicodeScalars {
    switch scalar.value {
    case 0x22: result.append(contentsOf: "\\\"".unicodeScalars)
    case 0x5C: result.append(contentsOf: "\\\\".unicodeScalars)
    case 0x0A: result.append(contentsOf: "\\n".unicodeScalars)
    case 0x0D: result.append(contentsOf: "\\r".unicodeScalars)
    case 0x09: result.append(contentsOf: "\\t".unicodeScalars)
    case 0x00...0x1F:
      result.append(contentsOf: "\\u00".unicodeScalars)
      result.append(digits[Int(scalar.value >> 4)])
      result.append(digits[Int(scalar.value & 15)])
    default: result.append(scalar)
    }
  }
  result.append("\"")
  return String(result)
}
