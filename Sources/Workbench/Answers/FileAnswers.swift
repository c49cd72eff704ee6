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
