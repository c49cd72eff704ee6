// A word in a pattern or a lexicon matches tokens, so it must fall into the same tokens as in an
// article: `won't` is two, `well-known` three.

/// Splits a text into its tokens' spellings, case kept.
///
/// Give `PatternSet.compile` the one that the articles are split with. Without one, `splitLikeUniversalDependencies` is used.
public typealias TokenSplitter = @Sendable (String) -> [String]

/// The conventions of the Universal Dependencies English treebanks, for the short texts that stand in patterns: punctuation at
/// the edges of a word, clitics (`n't`, `'s`) and hyphens are tokens of their own, but for hyphens behind a prefix (`anti-war`).
@Sendable public func splitLikeUniversalDependencies(_ text: String) -> [String] {
  text.split(whereSeparator: \.isWhitespace).flatMap { pieces(of: String($0)) }
}

private let edgePunctuation: Set<Character> = [",", ":", ";", "!", "?", "(", ")", "“", "”", "\"", "…"]
private let clitics = ["n't", "'s", "'re", "'ve", "'ll", "'d", "'m"]
private let prefixes: Set<String> = [
  "anti", "bi", "co", "counter", "de", "ex", "inter", "intra", "mid", "mini", "multi", "neo", "non", "post",
  "pre",
  "pro", "quasi", "re", "self", "semi", "sub", "super", "trans", "ultra", "un", "vice", "e",
]

/// Splits a spelling without white space.
private func pieces(of word: String) -> [String] {
  var rest = Substring(word)
  var before: [String] = []
  var after: [String] = []
  while rest.count > 1, let first = rest.first, edgePunctuation.contains(first) {
    before.append(String(first))
    rest.removeFirst()
  }
  while rest.count > 1, let last = rest.last, edgePunctuation.contains(last) {
    after.insert(String(last), at: 0)
    rest.removeLast()
  }
  let plain = folded(String(rest))
  if let clitic = clitics.first(where: { plain.hasSuffix($0) && plain.count > $0.count }) {
    after.insert(String(rest.suffix(clitic.count)), at: 0)
    rest.removeLast(clitic.count)
  }
  return before + hyphened(String(rest)) + after
}

private func hyphened(_ word: String) -> [String] {
  guard word.count > 1, let hyphen = word.firstIndex(of: "-"), hyphen != word.startIndex else {
    return word.isEmpty ? [] : [word]
  }
  let start = String(word[..<hyphen]), rest = String(word[word.index(after: hyphen)...])
  guard !rest.isEmpty, start.allSatisfy(\.isLetter), !prefixes.contains(start.lowercased()) else {
    return [word]
  }
  return [start, "-"] + hyphened(rest)
}
