// The parts of a page in their order. It holds its style and its script, and forbids the browser to fetch anything.

internal import Articles

/// The frame of a page about a run: what stands before, between and behind the lists that are written piece by piece.
struct PageLayout {
  let run: RunDescription
  let counts: RunCounts
  /// How many claims the list holds.
  let shown: Int
  let sourceCount: Int
  let sources: [(name: String, claims: Int, best: Double)]

  /// How many sources are ranked.
  static let sourceLimit = 40
  private static let title = "Claims and who makes them"

  /// Up to the first claim.
  var head: [UInt8] {
    var html = """
      <!DOCTYPE html>
      <html lang="en"><head><meta charset="utf-8">
      <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'">
      <meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark">
      <title>\(counts.claims) claims in \(counts.records) articles</title>
      <style>

      """
    html += String(decoding: PackageResources.page_css, as: UTF8.self)
    html += """
      </style></head><body>
      <a class="skip" href="#claims">to the claims</a>
      <header><h1>\(Self.title)</h1><p class="inputs">\(inputs)</p></header>
      <main>
      <section aria-label="Totals"><dl class="tiles">\(tiles)</dl></section>
      <section aria-labelledby="spread"><h2 id="spread">How the totals are spread</h2><div class="figures">\(figures)</div></section>
      <div class="columns"><section aria-labelledby="sources"><h2 id="sources">Sources</h2>\(sourceTable)</section>
      <section aria-labelledby="kinds"><h2 id="kinds">Kinds</h2>\(kinds)</section></div>
      <section aria-labelledby="claims"><h2 id="claims" tabindex="-1">Claims</h2>
      <p class="note">\(leftOut)</p>
      <form class="filters" role="search">
      <label>Text <input type="search" name="text" placeholder="any word"></label>
      <label>Source <input name="source" list="names" placeholder="any source" autocomplete="off"></label>
      <label>Stance <select name="stance"><option value="">any</option></select></label>
      <label>Rule <select name="rule"><option value="">any</option></select></label>
      <button type="reset">Clear</button><output name="count" aria-live="polite"></output></form>
      <datalist id="names"></datalist><noscript><p class="note">Filters and articles need JavaScript, which is part of this page.</p></noscript>
      <ol class="claims">

      """
    return Array(html.utf8)
  }

  /// Between the claims and the texts.
  var middle: [UInt8] {
    Array(
      """
      </ol><p class="none" hidden>No claim passes these filters.</p></section></main>
      <dialog aria-labelledby="article-title"><div class="bar"><h2 id="article-title" tabindex="-1"></h2>
      <button type="button" class="close" aria-label="Close the article">Close</button></div>
      <p class="about"></p><div class="text" tabindex="0"></div></dialog>
      <footer><p>assay \(run.engine.htmlEscaped), offsets in \(run.offsets.rawValue). Packs:</p><ul>\(packs)</ul></footer>

      """.utf8)
  }

  var end: [UInt8] {
    Array("<script>\n".utf8) + PackageResources.page_js + Array("</script></body></html>\n".utf8)
  }

  // MARK: parts

  private var inputs: String {
    let names = run.inputs.prefix(12).map(\.htmlEscaped).joined(separator: ", ")
    return names + (run.inputs.count > 12 ? " and \(run.inputs.count - 12) more" : "")
  }

  private var packs: String { run.packs.map { "<li><code>\($0.htmlEscaped)</code></li>" }.joined() }

  private var tiles: String {
    let diagnostics = counts.diagnostics.values.reduce(0, +)
    return [
      ("articles", counts.records), ("claims", counts.claims), ("sources", sourceCount),
      ("diagnostics", diagnostics),
    ].map { "<div><dt>\($0.0)</dt><dd>\(grouped($0.1))</dd></div>" }.joined()
  }

  private var figures: String {
    let scales = counts.totals.sorted { $0.key < $1.key }
    guard !scales.isEmpty else { return "<p class=\"note\">No claim has a total.</p>" }
    return scales.map { scale, values in
      let count = values.values.reduce(0, +)
      let sum = values.reduce(0) { $0 + $1.key * $1.value }
      let mean = numberText((Double(sum) / Double(max(1, count))).rounded() / 100)
      return """
        <figure>\(Histogram(values).picture(named: "how the totals of \(scale) are spread"))<figcaption><b>\(scale.htmlEscaped)</b> \
        of \(grouped(count)) claims, \(mean) on average</figcaption></figure>
        """
    }.joined()
  }

  private var sourceTable: String {
    guard let most = sources.first?.claims else { return "<p class=\"note\">No claim has a source.</p>" }
    let rows = sources.map { source in
      """
      <tr><td><button type="button" class="pick" data-source="\(source.name.htmlEscaped)">\(source.name.htmlEscaped)</button>\
      <span class="bar" style="width:\(max(1, source.claims * 100 / max(1, most)))%"></span></td>\
      <td>\(grouped(source.claims))</td><td>\(numberText(source.best))</td></tr>
      """
    }.joined()
    let rest = sourceCount - sources.count
    let note = rest > 0 ? "<p class=\"note\">and \(grouped(rest)) with fewer claims</p>" : ""
    return """
      <div class="long" tabindex="0" role="group" aria-label="sources by their claims"><table><thead><tr><th scope="col">source</th><th scope="col">claims</th><th scope="col">highest total</th></tr></thead>\
      <tbody>\(rows)</tbody></table></div>\(note)
      """
  }

  private var kinds: String {
    let tables = [
      ("stance", counts.stances), ("type", counts.types), ("evidence", counts.evidence),
      ("diagnostic", counts.diagnostics),
      ("rule", counts.rules),
    ].filter { !$0.1.isEmpty }
    return tables.map { name, tally in
      // By count, and by name where they are equal.
      let rows = tally.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map {
        "<tr><td>\($0.key.htmlEscaped)</td><td>\(grouped($0.value))</td></tr>"
      }.joined()
      let table =
        "<table><thead><tr><th scope=\"col\">\(name)</th><th scope=\"col\">\(name == "diagnostic" ? "times" : "claims")</th></tr></thead><tbody>\(rows)</tbody></table>"
      return tally.count > 12
        ? "<details><summary>\(grouped(tally.count)) \(name)s</summary>\(table)</details>" : table
    }.joined()
  }

  private var leftOut: String {
    let which =
      "by their total of \(PageOutput.decisiveScale), or by the highest of their totals where they have none of that"
    guard counts.claims > shown else { return "All \(grouped(shown)) claims, \(which)." }
    return
      "The \(grouped(shown)) claims with the highest totals, \(which). \(grouped(counts.claims - shown)) others are left out here; a .csv, .jsonl or .sqlite output holds all."
  }
}
