// The parts of a network's first half and where they lie in its rows.

/// Sizes of a network.
///
/// Each word gets a context: a window over its neighbours, and two running averages, one from the left
/// and one from the right, that decide by themselves what to keep. The context costs a few additions,
/// since all that depends on a single word comes out of `RowCache`.
package struct EncoderShape: BitwiseCopyable {
  /// Columns of the window, of each running average, and of the hidden layer.
  package let window: Int, average: Int, hidden: Int

  package init(window: Int, average: Int, hidden: Int) {
    self.window = window
    self.average = average
    self.hidden = hidden
  }

  /// Neighbours that the window sees on either side.
  package static let reach = 2
  package static let offsets = 2 * reach + 1

  /// Columns of a context.
  package var context: Int { window + 2 * average }
  /// Columns of the sums a context is made from: window, then value and gate from the left, then from the right.
  package var sums: Int { window + 4 * average }
  /// Columns of a word's row: one stretch of `window` an offset, then two stretches from the left
  /// (for the word before, for the word itself), then two from the right (itself, the word after).
  package var row: Int { Self.offsets * window + 8 * average }

  /// Where in a neighbour's row lies what it adds to the window at `offset` (-reach … reach).
  package func windowStart(_ offset: Int) -> Int { (offset + Self.reach) * window }
  /// … to the average from the left: `isNeighbour` for the word before.
  package func leftStart(isNeighbour: Bool) -> Int { Self.offsets * window + (isNeighbour ? 0 : 2 * average) }
  /// … to the average from the right: `isNeighbour` for the word after.
  package func rightStart(isNeighbour: Bool) -> Int {
    Self.offsets * window + 4 * average + (isNeighbour ? 2 * average : 0)
  }
}
