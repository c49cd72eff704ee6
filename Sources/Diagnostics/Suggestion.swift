// "Did you mean" is worth more than the message it stands behind, and every layer that knows names
// needs the same one.

/// The name of `names` that `typed` was probably meant to be, or nil when none is near.
///
/// Near is one slip (a letter too many, missing, wrong, or two swapped) for up to four letters, two for more, a third
/// of the letters for long names; upper and lower case are the same, and some letter must be right. Of equally near
/// names the first in alphabetical order, so the answer does not depend on the order of `names`. Names of more than
/// 64 letters have no neighbours. O(names × length²), for error paths only.
public func suggestion(for typed: String, among names: some Sequence<String>) -> String? {
  let wanted = Array(typed.lowercased().unicodeScalars.prefix(65))
  guard !wanted.isEmpty, wanted.count <= 64 else { return nil }
  let allowed = wanted.count <= 4 ? 1 : max(2, wanted.count / 3)
  var best: (distance: Int, name: String)?
  for name in names where name != typed && name.utf8.count <= 128 {
    let letters = Array(name.lowercased().unicodeScalars)
    guard abs(letters.count - wanted.count) <= allowed else { continue }
    let distance = editDistance(wanted, letters)
    guard distance <= allowed, distance < min(letters.count, wanted.count) else { continue }
    if best.map({ (distance, name) < ($0.distance, $0.name) }) ?? true { best = (distance, name) }
  }
  return best?.name
}

/// Insertions, deletions, replacements and swaps of neighbours that turn `a` into `b`.
func editDistance(_ a: [Unicode.Scalar], _ b: [Unicode.Scalar]) -> Int {
  if a.isEmpty || b.isEmpty { return max(a.count, b.count) }
  var beforeLast = [Int](repeating: 0, count: b.count + 1)
  var last = Array(0...b.count)
  for i in 1...a.count {
    var row = [i] + [Int](repeating: 0, count: b.count)
    for j in 1...b.count {
      let cost = a[i - 1] == b[j - 1] ? 0 : 1
      row[j] = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + cost)
      if i > 1, j > 1, a[i - 1] == b[j - 2], a[i - 2] == b[j - 1] {
        row[j] = min(row[j], beforeLast[j - 2] + 1)
      }
    }
    beforeLast = last
    last = row
  }
  return last[b.count]
}
