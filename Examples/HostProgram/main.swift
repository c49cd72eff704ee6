// A host program: reads articles, and prints who claims what in them.
//
//     swift run host-program Examples/articles/border-claims.txt

import Assay
import Glibc

guard CommandLine.arguments.count > 1 else {
  print("usage: host-program ARTICLE…")
  exit(2)
}

do {
  let engine = try ClaimEngine()
  var evaluator = try engine.makeEvaluator()
  var reader = ArticleReader(Array(CommandLine.arguments.dropFirst()))
  while let item = reader.next() {
    switch item {
    case .failure(let failure):
      print("cannot read \(failure)")
    case .article(let article, _):
      for claim in evaluator.evaluate(article).claims {
        let cue = claim.cue?.spans.map(article.string).joined(separator: " … ")
        print("\(claim.source?.name ?? "nobody named") · \(cue ?? "no cue")")
        for content in claim.content { print("    \(article.string(content))") }
      }
    }
  }
} catch {
  print(error)
  exit(2)
}
