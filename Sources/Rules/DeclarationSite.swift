// Lua hands over values without their places. The file as LuaSyntax reads it has the places, so each
// declaration is found again there by its verb and name, and every field by its path.

import Diagnostics
import LuaSyntax
import Patterns

/// Where a declaration and its parts stand.
struct DeclarationSite {
  let file: LuaFile
  /// nil for a rule that a loop or a function declared: then only the line is known.
  let declaration: Declaration?
  /// The line that declared it, from 1.
  let line: Int

  /// The place of the value at `path`: `["match"]`, `["where", "2"]`; of the name itself for an empty path.
  func place(of path: [String]) -> Diagnostic.Place {
    guard let declaration else { return linePlace }
    if path.isEmpty { return file.place(of: declaration.name?.range ?? declaration.verbRange) }
    return value(at: path).map { file.place(of: $0.range) } ?? keyPlace(of: path)
  }

  /// The place of some bytes of the string at `path`; of the whole value where it is not written as a string.
  func place(of path: [String], bytes: Range<Int>) -> Diagnostic.Place {
    guard let literal = value(at: path).flatMap(Self.string), bytes.upperBound <= literal.value.count,
      !bytes.isEmpty
    else { return place(of: path) }
    return file.place(of: literal.sourceRange(of: bytes))
  }

  /// The place of the name in front of `=`.
  func keyPlace(of path: [String]) -> Diagnostic.Place {
    guard let declaration, let first = path.first, let field = Self.field(first, in: declaration.fields)
    else {
      return linePlace
    }
    return file.place(of: field.keyRange)
  }

  /// A pattern that stands at `path`, with its place in the file.
  func pattern(_ text: String, at path: [String], use: PatternSource.Use, pack: String) -> WrittenPattern {
    guard let literal = value(at: path).flatMap(Self.string), literal.text == text else {
      return WrittenPattern(
        source: PatternSource(text, use: use, pack: pack, file: file.source.name, line: place(of: path).line))
    }
    return Self.pattern(literal, in: file, use: use, pack: pack)
  }

  /// The pattern that a literal is: its text with what stands around it on its first and last line.
  static func pattern(
    _ literal: StringLiteral, in file: LuaFile, use: PatternSource.Use, pack: String
  ) -> WrittenPattern {
    let start = literal.value.isEmpty ? literal.content.lowerBound : literal.sourceOffset(of: 0)
    let line = file.source.line(of: start)
    let first = file.source.range(ofLine: line)
    let last = file.source.range(ofLine: file.source.line(of: literal.content.upperBound))
    return WrittenPattern(
      source: PatternSource(
        literal.text, use: use, pack: pack, file: file.source.name, line: line,
        prefix: file.source.text(of: first.lowerBound..<max(first.lowerBound, start)),
        suffix: file.source.text(
          of: literal.content.upperBound..<max(literal.content.upperBound, last.upperBound))),
      literal: literal, file: file)
  }

  private var linePlace: Diagnostic.Place { file.wordsPlace(ofLine: line) }

  /// The value at `path`. A number walks into the braces of `all { … }` or of a list.
  private func value(at path: [String]) -> FieldValue? {
    guard let declaration, let first = path.first,
      var value = Self.field(first, in: declaration.fields)?.value
    else {
      return nil
    }
    for step in path.dropFirst() {
      guard let next = Self.field(step, in: Self.fields(of: value)) else { return value }
      value = next.value
    }
    return value
  }

  private static func field(_ name: String, in fields: [Field]) -> Field? {
    if let found = fields.last(where: { $0.key == .name(name) }) { return found }
    guard let position = Int(name) else { return nil }
    return fields.last { $0.key == .position(position) }
  }

  /// The fields between the braces of a value: its own, or those of the call it is.
  private static func fields(of value: FieldValue) -> [Field] {
    if let fields = value.fields { return fields }
    for argument in value.call?.arguments ?? [] {
      let inner = fields(of: argument)
      if !inner.isEmpty { return inner }
    }
    return []
  }

  /// The string a value is, or the one it passes to `contains`, `cue`, `lacks` and their like.
  private static func string(in value: FieldValue) -> StringLiteral? {
    if let literal = value.string { return literal }
    for argument in value.call?.arguments ?? [] {
      if let literal = string(in: argument) { return literal }
    }
    return nil
  }
}
