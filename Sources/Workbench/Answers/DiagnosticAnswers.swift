// An editor in a browser counts columns in UTF-16, and opens files by pack and path.

import Diagnostics
import JSON

extension JSONWriter {
  /// Writes diagnostics as a list.
  ///
  /// - Parameter files: pack and path of each file, by how diagnostics call it.
  mutating func diagnostics(_ diagnostics: [Diagnostic], _ files: [String: (pack: String, path: String)]) {
    beginArray()
    for diagnostic in diagnostics {
      beginObject()
      name("severity")
      string(diagnostic.severity.rawValue)
      name("slug")
      string(diagnostic.slug)
      name("message")
      string(diagnostic.message)
      place(diagnostic.place, files)
      name("help")
      let help = (diagnostic.label.map { [$0] } ?? []) + diagnostic.help
      stringOrNull(help.isEmpty ? nil : help.joined(separator: "\n"))
      endObject()
    }
    endArray()
  }

  private mutating func place(_ place: Diagnostic.Place?, _ files: [String: (pack: String, path: String)]) {
    let file = place.flatMap { files[$0.file] }
    name("pack")
    stringOrNull(file?.pack)
    name("path")
    stringOrNull(file?.path ?? place?.file)
    guard let place else {
      for member in ["line", "column", "length"] {
        name(member)
        null()
      }
      return
    }
    let scalars = place.text.map { Array($0.unicodeScalars) } ?? []
    func units(_ count: Int) -> Int {
      let inside = scalars.prefix(max(0, count))
      return inside.reduce(0) { $0 + UTF16.width($1) } + max(0, count - inside.count)
    }
    let start = units(place.column - 1)
    name("line")
    integer(place.line)
    name("column")
    integer(start + 1)
    name("length")
    integer(max(1, units(place.column - 1 + place.length) - start))
  }
}
