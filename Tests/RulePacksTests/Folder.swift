import Foundation

@testable import RulePacks

/// A folder that is removed with its last reference.
final class Folder {
  let path: String

  init(_ files: [String: String] = [:]) throws {
    path = FileManager.default.temporaryDirectory.appending(path: "packs-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    for (name, text) in files { try write(name, text) }
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  func write(_ name: String, _ text: String) throws {
    let url = URL(filePath: path).appending(path: name)
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try text.write(to: url, atomically: true, encoding: .utf8)
  }

  func read(_ name: String) -> String? {
    FileManager.default.contents(atPath: path + "/" + name).map { String(decoding: $0, as: UTF8.self) }
  }
}

/// Sets who may read and write a file.
func setMode(_ mode: UInt32, of path: String) throws {
  try FileManager.default.setAttributes([.posixPermissions: NSNumber(value: mode)], ofItemAtPath: path)
}

/// A pack that has nothing wrong.
let goodPack = [
  "pack.json": """
  {
    "name": "desk/grain",
    "version": "1.0.0",
    "license": "CC0-1.0",
    "languages": ["en"],
    "parameters": [{ "name": "weight", "type": "number", "default": 2, "doc": "How much." }],
    "rules": [{ "id": "grain", "kind": "score", "title": "Grain" }]
  }
  """,
  "rules/grain.lua": """
  score "grain" {
    doc = "Grain.", on = "sentence", scale = "watch", match = contains(lexicon "words"), points = parameter "weight",
    because = "mentions “{match}”",
  }
  """,
  "rules/grain_test.lua":
    "test \"grain\" { \"The grain came.\", scores = { grain = 2 } }\ntest \"none\" { \"He left.\" }\n",
  "lexicons/words.txt": "grain\n",
]
