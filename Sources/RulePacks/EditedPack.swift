// Whoever writes a rule wants to see what it does before it is saved: a pack with some of its files replaced by what
// stands in an editor.

public import Diagnostics
public import Rules

extension PackSource {
  /// The pack as it would be read if `texts` were saved: unsigned, with another digest, and with another manifest where
  /// that is among them.
  ///
  /// - Parameters:
  ///   - texts: by path inside the pack.
  ///   - displayPath: how messages call a file that is new.
  /// - Returns: nil for a manifest that cannot be used, and what is odd or wrong about it.
  public func edited(
    _ texts: [String: String], displayPath: (_ path: String) -> String
  ) -> (pack: PackSource?, diagnostics: [Diagnostic]) {
    guard !texts.isEmpty else { return (self, []) }
    var byPath = Dictionary(files.map { ($0.path, $0) }) { first, _ in first }
    for (path, text) in texts {
      byPath[path] = File(
        path: path, displayPath: byPath[path]?.displayPath ?? displayPath(path), bytes: Array(text.utf8))
    }
    let edited = byPath.values.sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
    var pack = self
    pack.files = edited
    pack.digest = PackFiles.digest(edited)
    pack.signed = false
    guard texts["pack.json"] != nil, let file = byPath["pack.json"] else { return (pack, []) }
    let (manifest, diagnostics) = PackManifest.read(file.bytes, file: file.displayPath)
    guard let manifest else { return (nil, diagnostics) }
    pack.name = manifest.name
    pack.version = manifest.version
    pack.languages = manifest.languages
    pack.parameters = manifest.parameters
    pack.capabilities = Set(manifest.capabilities)
    pack.entries = manifest.rules
    return (pack, diagnostics)
  }
}
