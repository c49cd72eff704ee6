// A comparison for the people who decide whether a change of rules goes out: on a terminal, as a page, and as JSON.

import Diagnostics
import JSON
import RecordOutputs
public import Scoring

/// What was compared.
public struct ComparisonTitle: Sendable {
  public var old: String
  public var new: String
  /// `sha256:…` over the articles that were compared.
  public var corpus: String

  public init(old: String, new: String, corpus: String) {
    self.old = old
    self.new = new
    self.corpus = corpus
  }
}

extension RunComparison {
  /// One line: what changed and how much.
  public var sentence: String {
    let parts = FindingChange.Kind.allCases.map { "\(count($0)) \($0.rawValue)" }.joined(separator: ", ")
    return
      "\(counted(articleCount, "article")), \(counted(same, "finding")) the same; \(parts)"
      + (drifted.isEmpty ? "" : "; \(counted(drifted.count, "article")) not compared")
  }

  /// A page for a terminal, each line ended by a line feed.
  ///
  /// - Parameter most: how many changes of one rule and kind are shown.
  public func rendered(_ title: ComparisonTitle, _ style: TerminalStyle, most: Int = 10) -> String {
    var page = "\(title.old.safeForTerminal) → \(title.new.safeForTerminal)\n\(sentence)\n"
    for (rule, changes) in byRule {
      let counts = FindingChange.Kind.allCases.compactMap { kind -> String? in
        let count = changes.count { $0.kind == kind }
        return count > 0 ? "\(count) \(kind.rawValue)" : nil
      }
      page += "\n" + style(rule.safeForTerminal, .bold) + "  \(counts.joined(separator: ", "))\n"
      for kind in FindingChange.Kind.allCases {
        let own = changes.filter { $0.kind == kind }
        for change in own.prefix(most) { page += lines(change, style) }
        if own.count > most { page += "  … and \(own.count - most) more \(kind.rawValue)\n" }
      }
    }
    for article in drifted { page += "not compared: \(article)\n".safeLinesForTerminal }
    return page
  }

  private func lines(_ change: FindingChange, _ style: TerminalStyle) -> String {
    let (sign, look): (String, TerminalStyle.Look) =
      switch change.kind {
      case .removed: ("-", .red)
      case .added: ("+", .green)
      case .changed: ("~", .yellow)
      }
    var text = "  " + style(sign, look) + " \(change.article): \(change.words)".safeForTerminal + "\n"
    for value in change.values {
      text += "      \(value.name): \(value.old ?? "none") → \(value.new ?? "none")".safeForTerminal + "\n"
    }
    return text
  }

  /// The whole comparison as `assay.comparison/1`.
  public func json(_ title: ComparisonTitle) -> [UInt8] {
    var json = JSONWriter()
    json.beginObject()
    for (name, text) in [
      ("schema", "assay.comparison/1"), ("old", title.old), ("new", title.new), ("corpus", title.corpus),
    ] {
      json.name(name)
      json.string(text)
    }
    json.name("articles")
    json.integer(articleCount)
    json.name("same")
    json.integer(same)
    for kind in FindingChange.Kind.allCases {
      json.name(kind.rawValue)
      json.integer(count(kind))
    }
    json.name("notCompared")
    json.beginArray()
    for article in drifted { json.string(article) }
    json.endArray()
    json.name("rules")
    json.beginArray()
    for (rule, changes) in byRule {
      json.beginObject()
      json.name("rule")
      json.string(rule)
      json.name("changes")
      json.beginArray()
      for change in changes.sortedByKind() { write(change, to: &json) }
      json.endArray()
      json.endObject()
    }
    json.endArray()
    json.endObject()
    json.newline()
    return json.bytes
  }

  private func write(_ change: FindingChange, to json: inout JSONWriter) {
    json.beginObject()
    for (name, text) in [
      ("kind", change.kind.rawValue), ("article", change.article), ("finding", change.finding.kind.rawValue),
      ("text", change.finding.text),
    ] {
      json.name(name)
      json.string(text)
    }
    json.name("values")
    json.beginArray()
    for value in change.values {
      json.beginObject()
      json.name("name")
      json.string(value.name)
      json.name("old")
      json.stringOrNull(value.old)
      json.name("new")
      json.stringOrNull(value.new)
      json.endObject()
    }
    json.endArray()
    json.endObject()
  }

  /// A page that stands alone: no script, nothing from elsewhere.
  public func html(_ title: ComparisonTitle) -> String {
    var html = """
      <!doctype html>
      <html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
      <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
      <title>\(title.old.htmlEscaped) → \(title.new.htmlEscaped)</title>
      <style>
      body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#1b1b1b;background:#fff}
      h2{font-size:1.1rem;margin:2rem 0 .5rem} li{margin:.4rem 0} ul{padding-left:1.2rem}
      .added b{color:#0a5c2b}.removed b{color:#9b1c1c}.changed b{color:#7a4b00}
      .where{color:#555} code{font-size:.9em}
      </style></head><body>
      <h1>What changes</h1>
      <p><b>\(title.old.htmlEscaped)</b> → <b>\(title.new.htmlEscaped)</b></p>
      <p>\(sentence.htmlEscaped).</p>
      <p class="where">Corpus <code>\(title.corpus.htmlEscaped)</code></p>

      """
    for (rule, changes) in byRule {
      html += "<section><h2><code>\(rule.htmlEscaped)</code> (\(changes.count))</h2><ul>\n"
      for change in changes.sortedByKind() {
        html +=
          "<li class=\"\(change.kind.rawValue)\"><b>\(change.kind.rawValue)</b> \(change.words.htmlEscaped) "
          + "<span class=\"where\">\(change.article.htmlEscaped)</span>"
        for value in change.values {
          html +=
            "<br><code>\(value.name.htmlEscaped)</code>: \((value.old ?? "none").htmlEscaped) → \((value.new ?? "none").htmlEscaped)"
        }
        html += "</li>\n"
      }
      html += "</ul></section>\n"
    }
    if !drifted.isEmpty {
      html += "<h2>Not compared</h2><ul>" + drifted.map { "<li>\($0.htmlEscaped)</li>" }.joined() + "</ul>\n"
    }
    return html + "</body></html>\n"
  }
}

extension FindingChange {
  /// What it is about, for people.
  var words: String {
    switch finding.kind {
    case .claim: finding.text
    case .sentence: finding.text.isEmpty ? "sentence at \(finding.start)" : "sentence: \(finding.text)"
    case .article: "the article as a whole"
    }
  }
}
