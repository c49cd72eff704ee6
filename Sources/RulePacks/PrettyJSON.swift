// JSON that people read and compare: manifests, indexes, lock files. The same value always gives the same bytes.

package import JSON

package enum PrettyJSON {
  /// JSON with two spaces of indentation and a last line feed.
  package static func text(_ value: JSONValue) -> String { pretty(value, indent: "") + "\n" }

  private static func pretty(_ value: JSONValue, indent: String) -> String {
    switch value {
    case .object(let object) where !object.members.isEmpty:
      let inner = indent + "  "
      let lines = object.members.map { member in
        "\(inner)\(compact(.string(member.name))): \(pretty(member.value, indent: inner))"
      }
      return "{\n" + lines.joined(separator: ",\n") + "\n\(indent)}"
    case .array(let items) where items.contains(where: { $0.object != nil }):
      let inner = indent + "  "
      return "[\n" + items.map { inner + pretty($0, indent: inner) }.joined(separator: ",\n") + "\n\(indent)]"
    default: return compact(value)
    }
  }

  private static func compact(_ value: JSONValue) -> String {
    var writer = JSONWriter()
    writer.value(value)
    return String(decoding: writer.bytes, as: UTF8.self)
  }
}
