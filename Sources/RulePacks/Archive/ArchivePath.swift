// A pack travels between systems that do not agree on what a file name is. What one of them could take for another file, a
// folder above, a device or a command is refused everywhere, when a pack is made as well as when it is opened.

import Diagnostics

/// Judges the paths of a pack's files.
enum ArchivePath {
  static let longest = 200
  static let deepest = 16

  /// What is wrong with `path`, to be read behind the path's name; nil for a good one.
  static func problem(_ path: String) -> String? {
    let bytes = path.utf8
    guard !bytes.isEmpty else { return "has no name" }
    guard bytes.count <= longest else { return "has a name of more than \(longest) bytes" }
    if bytes.contains(where: { $0 < 0x20 || $0 == 0x7F }) { return "has a control character in its name" }
    if bytes.contains(0x5C) { return "has a backslash in its name" }
    if bytes.contains(0x3A) { return "has a colon in its name, as drives and streams have" }
    if let sign = path.unicodeScalars.first(where: { "<>\"|?*".unicodeScalars.contains($0) }) {
      return "has a \(sign) in its name, which some systems do not allow"
    }
    if path.safeForTerminal != path { return "has an invisible character in its name" }
    if bytes.first == 0x2F { return "has an absolute path" }
    let parts = path.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count <= deepest else { return "lies deeper than \(deepest) folders" }
    for part in parts {
      if part == ".." { return "leads out of the pack" }
      if part.isEmpty || part == "." { return "has an empty part in its path" }
      if part.hasPrefix(".") { return "is hidden" }
      if part.hasSuffix(".") || part.hasSuffix(" ") || part.hasPrefix(" ") {
        return "has a part that ends in a point or a space, which some systems drop"
      }
      if isDevice(part) { return "has the name of a device on some systems" }
    }
    return nil
  }

  /// Equal for paths that are one file where case does not count, or where names are normalised: `Größe` and `GRO\u{308}SSE`.
  ///
  /// Swift compares strings by canonical equivalence, so folding the case is all that is left to do.
  static func collisionKey(_ path: String) -> String { path.uppercased().lowercased() }

  /// What is wrong with `paths` beside each other: nil, or a sentence.
  static func problem(among paths: [String]) -> String? {
    var seen: [String: String] = [:]
    for path in paths {
      if let other = seen.updateValue(path, forKey: collisionKey(path)) {
        return Array(other.utf8) == Array(path.utf8)
          ? "file '\(path)' comes twice" : "files '\(other)' and '\(path)' are the same file on some systems"
      }
    }
    var folders: [String: String] = [:]
    for path in paths {
      var parts = path.split(separator: "/")
      while parts.count > 1 {
        parts.removeLast()
        let folder = parts.joined(separator: "/")
        let key = collisionKey(folder)
        if let file = seen[key] { return "'\(file)' is a file and a folder" }
        if let other = folders.updateValue(folder, forKey: key), Array(other.utf8) != Array(folder.utf8) {
          return "folders '\(other)' and '\(folder)' are the same folder on some systems"
        }
      }
    }
    return nil
  }

  private static func isDevice(_ part: Substring) -> Bool {
    let stem = part.split(separator: ".", omittingEmptySubsequences: false)[0].lowercased()
    if ["con", "prn", "aux", "nul"].contains(stem) { return true }
    return stem.utf8.count == 4 && (stem.hasPrefix("com") || stem.hasPrefix("lpt"))
      && stem.last?.isASCII == true && stem.last?.isNumber == true
  }
}
