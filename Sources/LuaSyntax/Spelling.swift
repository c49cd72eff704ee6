// A message that says which word was meant saves the reader a search. The answer must be the same every time, so
// ties are broken by the spelling.

/// The candidate nearest to a misspelled word, or nil when none is near.
///
/// Near is at most 2 slips (a letter too many, missing, wrong, or two swapped), at most 1 for words of up to 4 letters,
/// compared without regard to case. Ties go to the candidate that is first by its bytes. Words longer than 64 bytes
/// have no neighbours. O(candidates × letters²).
public func nearest(to word: String, among candidates: some Sequence<String>) -> String? {
  let letters = Array(word.utf8.prefix(65))
  guard letters.count <= 64, letters.count > 1 else { return nil }
  let limit = letters.count <= 4 ? 1 : 2
  var best: (distance: Int, word: String)?
  for candidate in candidates where candidate != word {
    guard abs(candidate.utf8.count - letters.count) <= limit else { continue }
    let distance = slips(letters, Array(candidate.utf8))
    guard distance <= limit, distance < candidate.utf8.count else { continue }
    if let current = best, (current.distance, current.word) <= (distance, candidate) { continue }
    best = (distance, candidate)
  }
  return best?.word
}

/// The Damerau-Levenshtein distance (optimal string alignment), upper and lower case being the same.
func slips(_ left: [UInt8], _ right: [UInt8]) -> Int {
  func same(_ first: UInt8, _ second: UInt8) -> Bool {
    first == second || (isLetter(first) && isLetter(second) && first | 0x20 == second | 0x20)
  }
  var beforeLast: [Int] = []
  var last = Array(0...right.count)
  for (row, letter) in left.enumerated() {
    var now = [row + 1]
    for (column, other) in right.enumerated() {
      var cost = min(last[column] + (same(letter, other) ? 0 : 1), last[column + 1] + 1, now[column] + 1)
      if row > 0, column > 0, same(letter, right[column - 1]), same(left[row - 1], other) {
        cost = min(cost, beforeLast[column - 1] + 1)
      }
      now.append(cost)
    }
    beforeLast = last
    last = now
  }
  return last[right.count]
}
