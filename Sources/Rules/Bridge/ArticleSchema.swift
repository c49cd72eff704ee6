// The article as rules see it: one description of tables and fields, from which the views, the checks
// of unknown fields and the reference are made.

import LuaRuntime
import TextAnalysis
import Articles

/// The view tables of an article and their numbers.
enum ArticleSchema {
  static let partsOfSpeech: [String?] = PartOfSpeech.allCases.map { $0 == .none ? nil : $0.name }
  static let relations: [String?] = Dependency.allCases.map { $0 == .none ? nil : $0.name }

  /// Text buffers: the article's text, and strings that are made for the views.
  static let articleText = 0, madeText = 1

  static let schema = ViewSchema(
    buffers: 2, wordTables: 1,
    [
      .init(
        "article",
        ["id", "title", "byline", "outlet", "url", "published", "language", "section"].map {
          .init($0, .text(buffer: madeText))
        } + [
          .init("text", .text(buffer: articleText)),
          .init("paragraphs", .rows("paragraph")), .init("sentences", .rows("sentence")),
          .init("tokens", .rows("token")), .init("quotations", .rows("quotation")),
          .init("claims", .rows("claim")),
        ]),
      .init(
        "paragraph",
        [
          .init("text", .text(buffer: articleText)), .init("sentences", .rows("sentence")),
          .init("tokens", .rows("token")), .init("region", .names(Block.Region.allCases.map(\.rawValue))),
        ]),
      .init(
        "sentence",
        [
          .init("text", .text(buffer: articleText)), .init("tokens", .rows("token")),
          .init("paragraph", .row("paragraph")),
        ]),
      // Layer 0: tags and lemmas; layer 1: trees.
      .init(
        "token", layers: 2,
        [
          .init("text", .text(buffer: articleText)), .init("lower", .word(table: 0)),
          .init("shape", .names(Shape.allCases.map(\.name))), .init("sentence", .row("sentence")),
          .init("pos", .names(partsOfSpeech), layer: 0), .init("lemma", .word(table: 0), layer: 0),
          .init("head", .row("token"), layer: 1), .init("dep", .names(relations), layer: 1),
        ]),
      .init("quotation", [.init("text", .text(buffer: articleText)), .init("tokens", .rows("token"))]),
      .init(
        "claim",
        [
          .init("rule", .text(buffer: madeText)), .init("type", .names(Claim.Kind.allCases.map(\.rawValue))),
          .init("stance", .names(Claim.Stance.allCases.map(\.rawValue))),
          .init("evidence", .names(Claim.Evidence.allCases.map(\.rawValue))), .init("source", .row("source")),
          .init("cue", .row("phrase")), .init("content", .row("phrase")), .init("parent", .row("claim")),
          .init("sentence", .row("sentence")),
        ]),
      .init(
        "source",
        [
          .init("name", .text(buffer: madeText)), .init("entity", .text(buffer: madeText)),
          .init("text", .text(buffer: madeText)), .init("spans", .rows("span")),
        ]),
      // A content or a cue: one span or several.
      .init(
        "phrase",
        [
          .init("text", .text(buffer: madeText)), .init("lemma", .text(buffer: madeText)),
          .init("spans", .rows("span")),
        ]),
      .init("span", [.init("text", .text(buffer: articleText)), .init("tokens", .rows("token"))]),
      .init(
        "figure",
        [
          .init("text", .text(buffer: articleText)), .init("tokens", .rows("token")), .init("value", .double),
          .init("low", .double), .init("high", .double), .init("unit", .text(buffer: madeText)),
          .init("bound", .text(buffer: madeText)),
        ]),
      .init(
        "date",
        [
          .init("text", .text(buffer: articleText)), .init("tokens", .rows("token")),
          .init("value", .text(buffer: madeText)),
        ]),
    ])

  static func table(_ name: String) -> Int {
    guard let number = schema.table(name) else { preconditionFailure("no view table '\(name)'") }
    return number
  }

  static func field(_ table: String, _ name: String) -> ViewField {
    guard let field = schema.field(name, of: table) else {
      preconditionFailure("no view field '\(table).\(name)'")
    }
    return field
  }

  static let article = table("article"), paragraph = table("paragraph"), sentence = table("sentence")
  static let token = table("token"), quotation = table("quotation"), claim = table("claim")
  static let source = table("source"), phrase = table("phrase"), span = table("span")
  static let figure = table("figure"), date = table("date")
}
