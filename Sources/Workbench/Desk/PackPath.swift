// A name that comes over the wire becomes a path on a disk here and nowhere else. What may be written is a short list;
// what is not on it does not exist.

import RulePacks

/// The place of a file inside a pack: `rules/x.lua`, `lexicons/x.txt`, `articles/…`, `pack.json` or `README.md`.
struct PackPath: Hashable, Sendable {
  let text: String

  /// - Throws: 400 for whatever else.
  init(_ text: String) throws(Refusal) {
    self.text = text
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    let isSafe =
      text.utf8.count <= 512
      && text.unicodeScalars.allSatisfy { scalar in
        scalar.value >= 0x20 && !(0x7F..<0xA0).contains(scalar.value) && scalar != "\\"
      }
      // Names that begin with a dot are the ways up, and what packs do not see.
      && parts.allSatisfy { !$0.isEmpty && !$0.hasPrefix(".") }
    guard isSafe else { throw Refusal(400, "'\(text)' is no name of a file of a pack") }
    if parts.count == 1, ["pack.json", "README.md"].contains(text) { return }
    let isKnown =
      switch parts[0] {
      case "rules": text.hasSuffix(".lua")
      case "lexicons": text.hasSuffix(".txt")
      case "articles": true
      default: false
      }
    guard isKnown, (2...15).contains(parts.count) else {
      throw Refusal(
        400, "'\(text)' is no file that the workbench writes",
        help: "rules/*.lua, lexicons/*.txt, articles/*, pack.json or README.md")
    }
  }
}

/// Where the files of an opened pack lie.
enum PackPlace: Hashable, Sendable {
  /// In the program.
  case shipped
  /// Installed, with a digest that a change would break.
  case installed
  /// The analyst's own folder.
  case folder(String)
  /// A loose script; its tests lie beside it.
  case script(String)

  var isWritable: Bool {
    switch self {
    case .shipped, .installed: false
    case .folder, .script: true
    }
  }

  /// The folder that is shown; nil for what has none of the analyst's.
  var folder: String? {
    switch self {
    case .shipped, .installed: nil
    case .folder(let folder): folder
    case .script(let path): SystemFiles.folder(of: path)
    }
  }

  /// Where `path` lies, or would lie.
  ///
  /// - Throws: 403 in what cannot be written; 400 for what does not belong to a script, and where a link stands in the
  ///   way: it may lead out of the folder.
  func diskPath(_ path: PackPath) throws(Refusal) -> String {
    switch self {
    case .shipped, .installed:
      throw Refusal(403, "the files of this pack can only be read", help: "copy it into a folder of your own")
    case .script(let script):
      let stem = Self.stem(of: script)
      let found = [("rules/\(stem).lua", script), ("rules/\(stem)_test.lua", Self.tests(of: script))]
        .first { $0.0 == path.text }
      guard let found else {
        throw Refusal(
          400, "a script has no file '\(path.text)'", help: "its tests are in rules/\(stem)_test.lua")
      }
      try Self.check(found.1, as: .file)
      return found.1
    case .folder(let folder):
      var place = folder
      let parts = path.text.split(separator: "/")
      for (depth, part) in parts.enumerated() {
        place += "/" + part
        try Self.check(place, as: depth == parts.count - 1 ? .file : .folder)
      }
      return place
    }
  }

  /// How messages call a file of this pack that is not there yet.
  func displayPath(_ path: String) -> String {
    switch self {
    case .shipped, .installed: path
    case .folder(let folder): folder + "/" + path
    case .script(let script): path.hasSuffix("_test.lua") ? Self.tests(of: script) : script
    }
  }

  private static func stem(of script: String) -> String {
    let name = script.split(separator: "/").last.map(String.init) ?? script
    return name.hasSuffix(".lua") ? String(name.dropLast(4)) : name
  }

  private static func tests(of script: String) -> String {
    (script.hasSuffix(".lua") ? String(script.dropLast(4)) : script) + "_test.lua"
  }

  private static func check(_ place: String, as expected: SystemFiles.Kind) throws(Refusal) {
    let kind = SystemFiles.kind(of: place)
    guard kind != .link else { throw Refusal(400, "'\(place)' is a link") }
    guard kind == expected || kind == .missing else {
      throw Refusal(400, "'\(place)' is no \(expected == .file ? "file" : "folder")")
    }
  }
}
