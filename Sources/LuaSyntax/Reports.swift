// Lexer and parser both report syntax errors, and a file may be nothing but errors: one list, with a ceiling,
// that also remembers which stretches are already known to be wrong, so that no mistake is told twice.

import Diagnostics

/// The syntax errors of one file, in the order they were found.
struct Reports {
  /// So many are enough to act on; what follows is most likely the same mistake again.
  static let ceiling = 50

  let source: LuaSource
  private var list: [Diagnostic] = []
  /// How many there were, shown or not.
  private(set) var count = 0
  /// The reported stretches, by their start.
  private(set) var stretches: [Range<Int>] = []

  init(_ source: LuaSource) { self.source = source }

  /// - Parameter reach: how far the damage goes when it is farther than the stretch that is pointed at.
  mutating func add(
    _ message: String, _ range: Range<Int>, slug: String = "syntax", label: String? = nil,
    help: [String] = [], reach: Int? = nil
  ) {
    count += 1
    stretches.append(range.lowerBound..<max(range.upperBound, reach ?? 0))
    guard list.count < Self.ceiling else { return }
    list.append(Diagnostic(.error, slug, message, at: source.place(of: range), label: label, help: help))
  }

  /// Forgets the reports from number `first` on.
  mutating func forget(from first: Int) {
    guard first < count else { return }
    count = first
    if first < list.count { list.removeSubrange(first...) }
  }

  /// In the order of the source, whoever found them.
  var sorted: [Diagnostic] {
    list.enumerated().sorted { left, right in
      let first = (left.element.place?.line ?? 0, left.element.place?.column ?? 0, left.offset)
      let second = (right.element.place?.line ?? 0, right.element.place?.column ?? 0, right.offset)
      return first < second
    }.map(\.element)
  }
}
