// The page is one file that asks no other host for anything: what it needs stands in it. What an editor for code needs
// comes from Debian's package where that is installed, and is never part of ours.

import FoundationEssentials
import WorkbenchPage

/// The workbench's page.
struct PageTemplate: Sendable {
  /// Where the parts are read at each load, while somebody works on them; nil for those in the binary.
  let folder: String?
  private let editorStyles: [UInt8]
  private let editorScripts: [UInt8]

  private static let scripts = ["common.js", "article.js", "rules.js", "corpus.js", "labels.js", "main.js"]

  init(folder: String? = nil, editor: String = "/usr/share/javascript/codemirror") {
    self.folder = folder
    func file(_ path: String) -> [UInt8]? {
      FileManager.default.contents(atPath: editor + "/" + path).map { [UInt8]($0) + [0x0A] }
    }
    // An editor without its core or its style is none.
    guard let core = file("lib/codemirror.js"), let style = file("lib/codemirror.css") else {
      editorStyles = []
      editorScripts = []
      return
    }
    editorStyles = style + (file("addon/hint/show-hint.css") ?? [])
    editorScripts =
      core
      + [
        "mode/lua/lua.js", "addon/edit/matchbrackets.js", "addon/edit/closebrackets.js",
        "addon/comment/comment.js", "addon/hint/show-hint.js",
      ].flatMap { file($0) ?? [] }
  }

  /// The page for one load, which alone knows its `nonce`.
  func answer(nonce: String) -> Answer {
    let parts: [String: [UInt8]] = [
      "nonce": Array(nonce.utf8),
      "styles": Self.inline(editorStyles + part("workbench.css"), in: "style"),
      "codemirror": Self.inline(editorScripts, in: "script"),
      "scripts": Self.inline(Self.scripts.flatMap { part($0) + [0x0A] }, in: "script"),
    ]
    let policy = [
      "default-src 'none'", "script-src 'nonce-\(nonce)'", "style-src 'nonce-\(nonce)'", "connect-src 'self'",
      "img-src data:", "base-uri 'none'", "form-action 'none'", "frame-ancestors 'none'",
    ]
    return Answer(
      page: Self.filled(part("workbench.html"), with: parts), contentPolicy: policy.joined(separator: "; "))
  }

  /// `template` with each `{{name}}` replaced; what is put in is not searched again.
  static func filled(_ template: [UInt8], with parts: [String: [UInt8]]) -> [UInt8] {
    var page: [UInt8] = []
    var rest = template[...]
    while let open = rest.firstIndex(of: 0x7B) {
      page += rest[..<open]
      rest = rest[open...]
      if rest.starts(with: [0x7B, 0x7B]), let close = rest.firstIndex(of: 0x7D),
        let part = parts[String(decoding: rest[(open + 2)..<close], as: UTF8.self)],
        rest[close...].starts(with: [0x7D, 0x7D])
      {
        page += part
        rest = rest[(close + 2)...]
      } else {
        page.append(0x7B)
        rest = rest.dropFirst()
      }
    }
    return page + rest
  }

  /// `text` without anything that would end the element it stands in.
  static func inline(_ text: [UInt8], in element: String) -> [UInt8] {
    let end = Array("</\(element)".utf8)
    var safe: [UInt8] = []
    safe.reserveCapacity(text.count)
    for (index, byte) in text.enumerated() {
      // In strings, expressions and comments of both languages `<\/` is read as `</`.
      if byte == 0x2F, index > 0, text[index - 1] == 0x3C,
        text[(index - 1)...].prefix(end.count).map({ $0 | 0x20 }) == end.map({ $0 | 0x20 })
      {
        safe.append(0x5C)
      }
      safe.append(byte)
    }
    return safe
  }

  private func part(_ name: String) -> [UInt8] {
    if let folder {
      return FileManager.default.contents(atPath: folder + "/" + name).map { [UInt8]($0) } ?? []
    }
    let part = unsafe wp_part_named(name)
    return unsafe [UInt8](UnsafeBufferPointer(start: part.bytes, count: part.count))
  }
}
