// For those who want to see what was found: one page that needs nothing but a browser, and shows each of the claims
// most worth a look in its article.

internal import Articles
internal import JSON

/// Writes a page about a whole run.
///
/// It shows at most 2,000 claims, those with the highest totals of `check-worthiness`; a claim without such a total
/// stands by the highest of its others.
final class PageOutput: RecordOutput {
  private let run: RunDescription
  private let path: String
  private let file: PartFile
  private let spool: PageSpool
  private var counts = RunCounts()

  /// How many claims a page shows at most.
  static let limit = 2000
  /// The scale that decides which.
  static let decisiveScale = "check-worthiness"
  private static let countsName = "run"

  var cursor: OutputCursor { OutputCursor(records: counts.records) }

  init(
    _ path: String, of run: RunDescription, resumes: Bool, limit: Int = PageOutput.limit
  ) throws(OutputFailure) {
    try PartFile.checkReplaceable(path, inputs: run.inputs)
    guard PartFile.isReplaceable(path) else {
      throw OutputFailure(path: path, reason: "a page needs a file", help: "name a new file")
    }
    self.run = run
    self.path = path
    file = try PartFile(path, inputs: run.inputs)
    spool = try PageSpool(file.unfinishedPath + "-claims", for: path, limit: limit, resumes: resumes)
    if resumes, let json = try spool.counts(Self.countsName), let known = RunCounts(json) { counts = known }
  }

  func append(_ record: FinishedRecord) throws(OutputFailure) {
    let contents = try record.contents(for: path)
    counts.add(contents)
    // Only what came from the web leads back there.
    let offsets = record.article.url == nil ? nil : record.article.offsetMap(run.offsets)
    for (row, claim) in contents.claims.enumerated() {
      let total = Self.decisiveTotal(claim)
      if let source = claim.source { try spool.count(source: source.shownName, total: total) }
      let place = PageSpool.Place(total: total, article: record.ordinal, claim: row + 1)
      guard spool.admits(place) else { continue }
      let text = PageText(record.article, contents, unit: run.offsets, for: row)
      try spool.keepText(text.number, of: record.ordinal, json: text.json)
      let html = ClaimMarkup.item(
        claim, number: row + 1, of: record.article, article: record.ordinal, text.number,
        address: offsets.flatMap { Self.address(of: claim, in: record.article, $0) })
      try spool.keep(place, text: text.number, html: html)
    }
  }

  /// Where on the article's own page a browser finds the claim.
  private static func address(of claim: ClaimContents, in article: Article, _ offsets: OffsetMap) -> String? {
    guard let span = claim.content.first ?? claim.cue.first else { return nil }
    return article.address(
      of: offsets.utf8(of: TextSpan(Int32(clamping: span.start), Int32(clamping: span.end))))
  }

  func commit() throws(OutputFailure) -> OutputCursor {
    try spool.commit(Self.countsName, counts.json)
    return cursor
  }

  func finish() throws(OutputFailure) {
    let page = PageLayout(
      run: run, counts: counts, shown: spool.ranking.count, sourceCount: try spool.sourceCount(),
      sources: try spool.rankedSources(PageLayout.sourceLimit))
    try file.write(page.head)
    try spool.forEachClaim { html throws(OutputFailure) in try file.write(html) }
    try file.write(page.middle)
    try spool.forEachText { article, text, json throws(OutputFailure) in
      try file.write(PageText.element(json, id: PageText.id(article: article, text: text)))
    }
    try file.write(page.end)
    try file.finish()
    spool.remove()
  }

  func discard() {
    spool.remove()
    file.discard()
  }

  private static func decisiveTotal(_ claim: ClaimContents) -> Double {
    claim.total(decisiveScale) ?? claim.totals.map(\.value).max() ?? 0
  }
}

extension SourceContents {
  /// The name, or the words where there is none.
  var shownName: String { name ?? spans.text }
}
