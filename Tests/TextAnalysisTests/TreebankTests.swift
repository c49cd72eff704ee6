// How well raw text is cut compared with people: token and sentence F1 on the development parts of
// two treebanks, which are not part of this project. Run with ../shared beside the repository.

import Articles
import Foundation
import Testing
import TextAnalysis

private let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
  .appendingPathComponent("../../../shared/corpora/ud").standardized

/// A document's text as it was before annotators cut it, and where they did.
private struct Document {
  var text: [UInt8] = []
  var tokens: Set<TextSpan> = []
  var sentences: Set<TextSpan> = []
}

private func documents(_ file: String) throws -> [Document] {
  let content = try String(contentsOf: folder.appendingPathComponent(file), encoding: .utf8)
  var all: [Document] = []
  for sentence in content.components(separatedBy: "\n\n") {
    let lines = sentence.split(separator: "\n")
    let rows = lines.filter { !$0.hasPrefix("#") }.map {
      $0.split(separator: "\t", omittingEmptySubsequences: false)
    }
    guard !rows.isEmpty else { continue }
    if all.isEmpty || lines.contains(where: { $0.hasPrefix("# newdoc") }) {
      all.append(Document())
    } else if lines.contains(where: { $0.hasPrefix("# newpar") }) {
      all[all.count - 1].text.append(contentsOf: Array("\n\n".utf8))
    }
    add(rows, to: &all[all.count - 1])
  }
  return all
}

private func add(_ rows: [[Substring]], to document: inout Document) {
  let first = Int32(document.text.count)
  var last = first
  var index = 0
  while index < rows.count {
    let row = rows[index]
    index += 1
    guard !row[0].contains(".") else { continue }
    var end = last
    if row[0].contains("-") {
      // A surface word of several tokens; where their spellings do not add up, it counts as one.
      let bounds = row[0].split(separator: "-").compactMap { Int($0) }
      let count = bounds[1] - bounds[0] + 1
      let forms = rows[index..<index + count].map { $0[1] }
      index += count
      var start = Int32(document.text.count)
      for form in forms.joined() == row[1] ? forms : [row[1]] {
        end = start + Int32(form.utf8.count)
        document.tokens.insert(TextSpan(start, end))
        start = end
      }
    } else {
      end = Int32(document.text.count + row[1].utf8.count)
      document.tokens.insert(TextSpan(Int32(document.text.count), end))
    }
    document.text.append(contentsOf: row[1].utf8)
    last = end
    if !row[9].contains("SpaceAfter=No") { document.text.append(0x20) }
  }
  document.sentences.insert(TextSpan(first, last))
}

@Test(
  .enabled(
    if: FileManager.default.fileExists(atPath: folder.path), "the treebanks are not beside the repository"),
  arguments: [("en_ewt-dev.conllu", 99.0, 85.0), ("en_gum_news-dev.conllu", 99.7, 94.0)])
func rawTextIsCutAsInTheTreebanks(_ file: String, _ tokenBar: Double, _ sentenceBar: Double) throws {
  var tokens = (right: 0, wanted: 0, given: 0), sentences = (right: 0, wanted: 0, given: 0)
  for document in try documents(file) {
    let analysis = Analysis(Article(id: "x", text: document.text))
    let cut = (0..<analysis.tokens.count).map { analysis.tokens.span($0) }
    let ends = (0..<analysis.sentences.count).map { row in
      let range = analysis.sentences.tokens(row)
      return TextSpan(cut[range.lowerBound].start, cut[range.upperBound - 1].end)
    }
    tokens.right += document.tokens.intersection(cut).count
    tokens.wanted += document.tokens.count
    tokens.given += cut.count
    sentences.right += document.sentences.intersection(ends).count
    sentences.wanted += document.sentences.count
    sentences.given += ends.count
  }
  let tokenF1 = 200 * Double(tokens.right) / Double(tokens.wanted + tokens.given)
  let sentenceF1 = 200 * Double(sentences.right) / Double(sentences.wanted + sentences.given)
  print("\(file): tokens F1 \(tokenF1), sentences F1 \(sentenceF1)")
  #expect(tokenF1 >= tokenBar)
  #expect(sentenceF1 >= sentenceBar)
}
