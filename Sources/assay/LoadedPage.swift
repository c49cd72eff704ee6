// An article as it was read, for a person who wants to know whether it was read well: region by region, and between them
// what was left out.

import ArticleLoaders
import Articles
import Diagnostics
import Scoring

struct LoadedPage {
  private let article: Article
  private let origin: Origin
  private let style: TerminalStyle
  /// The widest name of a region, and two spaces.
  private static let margin = 12

  init(_ article: Article, _ origin: Origin, style: TerminalStyle) {
    self.article = article
    self.origin = origin
    self.style = style
  }

  func rendered() -> String {
    var lines = wrapped(article.title ?? article.id, indent: 0).map { style($0, .bold) }
    let place = origin.path + (origin.line.map { ":\($0)" } ?? "")
    lines += wrapped(
      "id \(article.id) · \(place) · bytes \(origin.bytes.lowerBound)–\(origin.bytes.upperBound)", indent: 0
    )
    .map { style($0, .dim) }
    for (name, value) in [
      ("byline", article.byline), ("outlet", article.outlet), ("published", article.published),
      ("language", article.language),
      ("section", article.section), ("url", article.url),
    ] { if let value { lines += labelled(name, value + source(of: name)) } }
    if let encoding = origin.evidence.first(where: { $0.field == "encoding" }) {
      lines += labelled("encoding", encoding.source)
    }
    for notice in article.notices { lines += labelled("notice", notice.message) }
    var left = origin.leftOut[...]
    for (row, block) in article.blocks.enumerated() {
      lines += leftOut(&left, before: row)
      lines.append("")
      lines += labelled(block.region.rawValue, article.string(block.span))
    }
    lines += leftOut(&left, before: article.blocks.count)
    return lines.joined(separator: "\n") + "\n"
  }

  private func source(of field: String) -> String {
    origin.evidence.first { $0.field == field }.map { " (\($0.source))" } ?? ""
  }

  /// Parts up to the block `row`, one line each.
  private func leftOut(_ parts: inout ArraySlice<LeftOut>, before row: Int) -> [String] {
    var lines: [String] = []
    while let part = parts.first, part.before <= row {
      parts.removeFirst()
      if lines.isEmpty { lines.append("") }
      let text = "- \(part.reason): \(part.text)".safeForTerminal
      let room = style.width - 1
      lines.append(style(text.count > room ? text.prefix(room) + "…" : text, .dim))
    }
    return lines
  }

  private func labelled(_ name: String, _ text: String) -> [String] {
    let paragraphs = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    var lines = paragraphs.flatMap { $0.isEmpty ? [""] : wrapped($0, indent: Self.margin) }
    if let first = lines.first {
      let label = name + String(repeating: " ", count: max(0, Self.margin - name.count))
      lines[0] = style(label, .cyan) + first.dropFirst(min(Self.margin, first.count))
    }
    return lines
  }

  private func wrapped(_ text: String, indent: Int) -> [String] {
    let space = String(repeating: " ", count: indent)
    var lines: [String] = []
    var line = space
    var width = indent
    for word in text.safeForTerminal.split(separator: " ") {
      let wordWidth = String(word).terminalWidth
      if width > indent, width + 1 + wordWidth > style.width {
        lines.append(line)
        line = space
        width = indent
      }
      if width > indent {
        line += " "
        width += 1
      }
      line += word
      width += wordWidth
    }
    return lines + [line]
  }
}
