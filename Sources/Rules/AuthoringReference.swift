// What rule files can say, in names and types, for those who describe it to people and editors. The checks and the views
// are made from the same lists, so a description can be held against them.

import LuaRuntime

/// The vocabulary of rule files.
public enum AuthoringReference {
  /// A kind of thing that functions see: an article, a token.
  public struct View: Hashable, Sendable {
    public var name: String
    public var fields: [Field]
  }

  public struct Field: Hashable, Sendable {
    public var name: String
    /// `string`, `number`, `integer`, `boolean`, the name of a view, or `list of` one.
    public var type: String
    /// The words that the field may hold, where there are few.
    public var choices: [String]
  }

  /// The text of `authoring.lua`, with its doc comments.
  public static var prelude: String { String(decoding: PackageResources.authoring_lua, as: UTF8.self) }

  /// In the order of the schema.
  public static var views: [View] {
    ArticleSchema.schema.tables.map { table in
      View(name: table.name, fields: table.fields.map(field))
    }
  }

  /// The fields that each verb takes, in the order in which they are told.
  public static var fields: [(verb: String, fields: [String])] {
    [
      ("extract", RuleReader.extractFields), ("score", RuleReader.scoreFields),
      ("scale", RuleReader.scaleFields), ("test", DeclaredTest.fields),
    ]
  }

  /// The words of `authoring.lua`, the verbs first.
  public static var words: [String] { AuthoringWords.verbs }

  /// What rules have of Lua: the names without a library, and the functions of each library.
  public static var base: [String] { AuthoringWords.base }
  public static var libraries: [String: [String]] { AuthoringWords.libraries }

  private static func field(_ field: ViewSchema.Field) -> Field {
    var choices: [String] = []
    let type: String
    switch field.kind {
    case .int32, .int64: type = "integer"
    case .double: type = "number"
    case .flag: type = "boolean"
    case .names(let names):
      type = "string"
      choices = names.compactMap { $0 }
    case .text, .word: type = "string"
    case .row(let table): type = table
    case .rows(let table): type = "list of \(table)"
    }
    return Field(name: field.name, type: type, choices: choices)
  }
}
