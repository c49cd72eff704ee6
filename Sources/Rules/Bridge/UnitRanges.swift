import LuaRuntime
import TextAnalysis

/// The words that a value of Lua stands for.
enum UnitRanges {
  /// The token ranges of a row, of rows, or of a list of such.
  ///
  /// - Throws: for a value that is no part of the article.
  static func ranges(of value: LuaValue, in views: ArticleViews) throws(AuthoringError) -> [TokenRange] {
    switch value {
    case .row(let row): return ranges(table: row.table, row: row.row, in: views)
    case .rows(let rows):
      if rows.table == ArticleSchema.token { return [TokenRange(rows.rows)] }
      return rows.rows.flatMap { ranges(table: rows.table, row: $0, in: views) }
    case .list(let items):
      var all: [TokenRange] = []
      for item in items { all += try ranges(of: item, in: views) }
      return all
    default: throw AuthoringError("part of the article expected, got \(value.authorsTypeName)")
    }
  }

  private static func ranges(table: Int, row: Int, in views: ArticleViews) -> [TokenRange] {
    let analysis = views.analysis
    switch table {
    case ArticleSchema.article:
      return (0..<analysis.sentences.count).map { TokenRange(analysis.sentences.tokens($0)) }
    case ArticleSchema.paragraph: return [TokenRange(analysis.paragraphs.tokens(row))]
    case ArticleSchema.sentence: return [TokenRange(analysis.sentences.tokens(row))]
    case ArticleSchema.token: return [TokenRange(row..<(row + 1))]
    case ArticleSchema.quotation: return [TokenRange(analysis.quotations.tokens(row))]
    case ArticleSchema.claim: return views.claims.indices.contains(row) ? views.claims[row].content : []
    case ArticleSchema.source: return views.sources.indices.contains(row) ? views.sources[row] : []
    case ArticleSchema.phrase: return views.phrases.indices.contains(row) ? views.phrases[row] : []
    case ArticleSchema.span: return views.spans.indices.contains(row) ? [views.spans[row]] : []
    case ArticleSchema.figure: return [views.figureRanges[row]]
    case ArticleSchema.date: return [views.dateRanges[row]]
    default: return []
    }
  }
}
