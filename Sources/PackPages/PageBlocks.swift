// A page is a list of blocks; Markdown and HTML are two ways to write it down. What a pack says is text and never
// markup: a title with an angle bracket in it must not become a tag on a colleague's screen.

import Diagnostics
import RecordOutputs
import RulePacks
import RuleStatistics
import Rules

/// A part of a page. All texts are plain.
enum PageBlock {
  case heading(Int, String, code: Bool)
  case paragraph([PageText])
  case list([[PageText]])
  /// Header and rows.
  case table([String], [[String]])
  case plain(String)
}

enum PageText {
  case text(String)
  case strong(String)
  case code(String)
  case example(PackExample)
}

extension PackDescription {
  var blocks: [PageBlock] {
    var blocks: [PageBlock] = [
      .heading(1, title, code: false),
      .paragraph([.code(name), .text(" \(version)"), .text(license.isEmpty ? "" : ", \(license)")]),
    ]
    if !description.isEmpty { blocks.append(.paragraph([.text(description)])) }
    var facts: [[PageText]] = []
    if !authors.isEmpty { facts.append([.text("By \(authors.joined(separator: ", "))")]) }
    if !languages.isEmpty { facts.append([.text("For articles in: \(languages.joined(separator: ", "))")]) }
    facts.append([.text("Digest "), .code(digest)])
    blocks.append(.list(facts))
    if !parameters.isEmpty {
      blocks.append(.heading(2, "Parameters", code: false))
      blocks.append(
        .table(
          ["parameter", "default", "what it changes"], parameters.map { [$0.name, $0.value.text, $0.doc] }))
    }
    blocks.append(.heading(2, "Rules", code: false))
    if rules.contains(where: { !$0.examples.isEmpty || !$0.misses.isEmpty }) {
      blocks.append(
        .paragraph([
          .text("In the examples "), .example(Self.legend),
          .text(" are marked; they are tests of the pack, so they hold."),
        ]))
    }
    for rule in rules { blocks += Self.blocks(of: rule) }
    if !silentExamples.isEmpty {
      blocks.append(.heading(2, "What is left alone", code: false))
      blocks.append(.list(silentExamples.map { [.example($0)] }))
    }
    for entry in evidence { blocks += Self.blocks(of: entry) }
    if let changes {
      blocks.append(.heading(2, "Changes", code: false))
      blocks.append(.plain(changes))
    }
    return blocks
  }

  private static let legend = PackExample(
    title: "",
    pieces: [
      .init(text: "source", roles: ["source"]), .init(text: ", ", roles: []),
      .init(text: "cue", roles: ["cue"]),
      .init(text: " and ", roles: []), .init(text: "content", roles: ["content"]),
    ], rules: [], todo: nil)

  private static func blocks(of rule: Rule) -> [PageBlock] {
    let summary = rule.summary
    var blocks: [PageBlock] = [.heading(3, summary.name, code: true)]
    blocks.append(.paragraph([.text(summary.doc.isEmpty ? rule.title : summary.doc)]))
    var facts: [[PageText]] = []
    switch summary.kind {
    case .extract: facts.append([.text("Finds claims.")])
    case .score:
      let points = summary.points.map { "\($0 > 0 ? "+" : "")\(pageNumber($0)) on " } ?? "adds to "
      facts.append([
        .text("Weighs \(summary.units.joined(separator: " and ")): \(points)"), .code(summary.scale ?? ""),
        .text(summary.because.map { ", because “\($0)”" } ?? ""),
      ])
    }
    if rule.status != "stable" { facts.append([.strong(rule.status)]) }
    for text in rule.falsePositives { facts.append([.strong("Known false positive: "), .text(text)]) }
    for text in rule.references { facts.append([.text("See \(text)")]) }
    if !rule.related.isEmpty { facts.append([.text("Related: \(rule.related.joined(separator: ", "))")]) }
    blocks.append(.list(facts))
    if !rule.examples.isEmpty {
      blocks.append(.list(rule.examples.map { [.example($0), .text(" — \($0.title)")] }))
    }
    if !rule.misses.isEmpty {
      blocks.append(
        .list(rule.misses.map { [.strong("Known miss: "), .example($0), .text(" — \($0.todo ?? "")")] }))
    }
    return blocks
  }

  private static func blocks(of entry: Evidence) -> [PageBlock] {
    func share(_ value: Double?) -> String { value.map { fixed($0 * 100, 1) + "%" } ?? "–" }
    return [
      .heading(2, "Figures", code: false),
      .paragraph([
        .text(
          "On \(entry.articles) articles with \(entry.items) labelled places, \(entry.yes) of them yes; corpus "
        ),
        .code(entry.corpus),
        .text(entry.isCurrent ? "." : ". "),
        .strong(entry.isCurrent ? "" : "The rules have been changed since."),
      ]),
      .table(
        ["rule", "votes", "precision", "recall", "S/O"],
        entry.rows.map {
          [
            $0.rule, "\($0.votes)", share($0.precision), share($0.recall),
            $0.share.map { fixed($0, 2) } ?? "–",
          ]
        }),
    ]
  }
}

/// `2` for 2.0.
func pageNumber(_ value: Double) -> String {
  value == value.rounded() && abs(value) < 1e15 ? "\(Int(value))" : "\(value)"
}

// MARK: - Markdown

extension PackDescription {
  /// The page as Markdown (CommonMark with tables).
  public var markdown: String {
    blocks.map { block in
      switch block {
      case .heading(let level, let text, let code):
        String(repeating: "#", count: level) + " " + (code ? Self.code(text) : Self.escaped(text))
      case .paragraph(let texts): Self.line(texts)
      case .list(let items): items.map { "- " + Self.line($0) }.joined(separator: "\n")
      case .table(let header, let rows):
        ([
          "| " + header.joined(separator: " | ") + " |", "|" + String(repeating: "---|", count: header.count),
        ]
          + rows.map { "| " + $0.map(Self.escaped).joined(separator: " | ") + " |" }).joined(separator: "\n")
      // Indented, so that nothing in it is markup; a fence could be closed from inside.
      case .plain(let text):
        text.safeLinesForTerminal.split(separator: "\n", omittingEmptySubsequences: false).map { "    " + $0 }
          .joined(separator: "\n")
      }
    }.joined(separator: "\n\n") + "\n"
  }

  private static func line(_ texts: [PageText]) -> String {
    texts.map { text in
      switch text {
      case .text(let text): escaped(text)
      case .strong(let text): text.isEmpty ? "" : "<b>\(escaped(text))</b>"
      case .code(let text): code(text)
      case .example(let example):
        example.pieces.map { piece in
          piece.roles.reduce(escaped(piece.text)) { text, role in
            let tag = ["source": "i", "cue": "u", "content": "b"][role] ?? "b"
            return "<\(tag)>\(text)</\(tag)>"
          }
        }.joined()
      }
    }.joined()
  }

  private static func code(_ text: String) -> String {
    "`" + text.safeForTerminal.split(separator: "`", omittingEmptySubsequences: false).joined(separator: "'")
      + "`"
  }

  /// Every sign that may mean something is escaped; line feeds become spaces.
  static func escaped(_ text: String) -> String {
    var escaped = ""
    for character in text.safeForTerminal {
      switch character {
      case "<": escaped += "&lt;"
      case ">": escaped += "&gt;"
      case "&": escaped += "&amp;"
      case "\\", "`", "*", "_", "[", "]", "#", "|", "~", "!": escaped += "\\\(character)"
      default: escaped.append(character)
      }
    }
    return escaped
  }
}

// MARK: - HTML

extension PackDescription {
  /// The page as HTML that stands alone: no script, nothing from elsewhere.
  public var html: String {
    var html = """
      <!doctype html>
      <html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
      <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
      <title>\(title.htmlEscaped)</title>
      <style>
      body{font:16px/1.55 system-ui,sans-serif;max-width:52rem;margin:2rem auto;padding:0 1rem;color:#1b1b1b;background:#fff}
      h3{margin-top:2rem} table{border-collapse:collapse} td,th{border:1px solid #ccc;padding:.2rem .6rem;text-align:left}
      code{font-size:.9em;overflow-wrap:anywhere} pre{white-space:pre-wrap}
      mark{color:inherit;background:none;padding:0 .1em} mark.content{background:#fff1c9}
      mark.cue{border-bottom:2px solid #0b5394} mark.source{background:#dceaf7}
      </style></head><body>

      """
    for block in blocks {
      switch block {
      case .heading(let level, let text, let code):
        let inner = code ? "<code>\(text.htmlEscaped)</code>" : text.htmlEscaped
        html += "<h\(level)>\(inner)</h\(level)>\n"
      case .paragraph(let texts): html += "<p>\(Self.htmlLine(texts))</p>\n"
      case .list(let items):
        html += "<ul>\n" + items.map { "<li>\(Self.htmlLine($0))</li>\n" }.joined() + "</ul>\n"
      case .table(let header, let rows):
        html += "<table><tr>" + header.map { "<th scope=\"col\">\($0.htmlEscaped)</th>" }.joined() + "</tr>\n"
        for row in rows { html += "<tr>" + row.map { "<td>\($0.htmlEscaped)</td>" }.joined() + "</tr>\n" }
        html += "</table>\n"
      case .plain(let text): html += "<pre>\(text.safeLinesForTerminal.htmlEscaped)</pre>\n"
      }
    }
    return html + "</body></html>\n"
  }

  private static func htmlLine(_ texts: [PageText]) -> String {
    texts.map { text in
      switch text {
      case .text(let text): text.safeForTerminal.htmlEscaped
      case .strong(let text): text.isEmpty ? "" : "<b>\(text.safeForTerminal.htmlEscaped)</b>"
      case .code(let text): "<code>\(text.safeForTerminal.htmlEscaped)</code>"
      case .example(let example):
        example.pieces.map { piece in
          piece.roles.reduce(piece.text.safeForTerminal.htmlEscaped) {
            "<mark class=\"\($1)\" title=\"\($1)\">\($0)</mark>"
          }
        }.joined()
      }
    }.joined()
  }
}
