// "Did you mean" is worth more than the message it stands behind, and every layer that knows names
// needs the same one.

/// The name of `names` that `typed` was probably meant to be, or nil when none is near.
///
/// Near is an edit distance (swaps count as one) of at most a third of the length, at least 1. Of
/// equally near names the first in alphabetical order, so the answer does not depend on the order
/// of `names`. O(names × length²), for error paths only.
public func suggestion(for typed: String, among names: some Sequence<String>) -> String? {
  let wanted = Array(typed.lowercased().unicodeScalars)
  guard !wanted.isEmpty, wanted.count <= 64 else { return nil }
  let allowed = max(1, wanted.count / 3)
  var best: (distance: Int, name: String)?
  for name in names where name.utf8.count <= 128 {
    let distance = editDistance(wanted, Array(name.lowercased().unicodeScalars))
    guard distance <= allowed else { continue }
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
