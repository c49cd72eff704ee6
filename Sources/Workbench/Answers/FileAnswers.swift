// Files of packs are read whole and written whole, and only over what the writer has seen.

import JSON
import RulePacks
import Rules

extension Desk {
  /// The largest file that an editor is given.
  static let largestFile = 8 << 20

  /// `GET /api/file`
  func file(_ request: Request) throws(Refusal) -> Answer {
    guard let name = request.query["pack"], let path = request.query["path"] else {
      throw Refusal(400, "pack and path expected")
    }
    let contents = try contents(of: path, in: name)
    return Answer { json in
      json.beginObject()
      json.name("text")
      json.string(contents.text)
      json.name("digest")
      json.string(contents.digest)
      json.endObject()
    }
  }

  private func contents(of path: String, in name: String) throws(Refusal) -> FileContents {
    let place = try packs.place(of: name)
    if place.isWritable, let checked = try? PackPath(path) {
      guard let contents = try Self.contents(at: try place.diskPath(checked)) else {
        throw Refusal(404, "pack '\(name)' has no file '\(path)'")
      }
      return contents
    }
    // What a pack carries besides can be read as it was read.
    guard let file = try packs.read().pack(name).source.files.first(where: { $0.path == path }) else {
      throw Refusal(404, "pack '\(name)' has no file '\(path)'")
    }
    return try Self.contents(file.bytes, of: path)
  }

  /// `PUT /api/file`
  func save(_ request: Request) throws -> Answer {
    let body = try request.object()
    guard let name = body["pack"]?.string, let path = body["path"]?.string, let text = body["text"]?.string
    else {
      throw Refusal(400, "pack, path and text expected")
    }
    guard text.utf8.count <= Self.largestFile else {
      throw Refusal(413, "a file of at most \(Self.largestFile >> 20) MB expected")
    }
    let expected = body["expected"]?.string
    let checked = try PackPath(path)
    let place = try packs.place(of: name)
    let digest = try writing {
      try Self.write(text, to: try place.diskPath(checked), expecting: expected)
    }
    return Answer { json in
      json.beginObject()
      json.name("digest")
      json.string(digest)
      json.endObject()
    }
  }

  /// Writes a file that holds what its writer believes it holds.
  ///
  /// - Parameter expected: the digest of what stands there; nil when nothing does.
  /// - Returns: the digest of what stands there then.
  /// - Throws: 409 with what was found when that is something else.
  static func write(_ text: String, to place: String, expecting expected: String?) throws -> String {
    let bytes = Array(text.utf8)
    let found = try contents(at: place)
    guard found?.digest == expected else {
      // Who saves twice, or was overtaken by somebody with the same words, has lost nothing.
      if found?.text == text { return sha256(bytes) }
      guard let found else {
        throw Refusal(409, "'\(place)' is not there any more", help: "save it as a new file")
      }
      throw Refusal(
        409, expected == nil ? "'\(place)' is there already" : "'\(place)' was changed by somebody else",
        help: "look at what it holds now, and save over that", found: found)
    }
    let mode = SystemFiles.mode(of: place)
    if found == nil { try SystemFiles.makeFolder(SystemFiles.folder(of: place)) }
    try SystemFiles.replace(place, bytes, mode: mode ?? 0o666, keepsMode: mode != nil)
    return sha256(bytes)
  }

  /// What stands at `place`; nil when nothing does.
  static func contents(at place: String) throws(Refusal) -> FileContents? {
    if SystemFiles.kind(of: place) == .missing { return nil }
    let bytes: [UInt8]
    do throws(PackError) { bytes = try SystemFiles.read(place, atMost: largestFile) } catch {
      throw Refusal(400, error.description, help: error.help)
    }
    return try contents(bytes, of: place)
  }

  private static func contents(_ bytes: [UInt8], of name: String) throws(Refusal) -> FileContents {
    // Mended, it would be another file once it is saved.
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw Refusal(400, "'\(name)' is no text in UTF-8")
    }
    return FileContents(text: text, digest: sha256(bytes))
  }
}
