// Models are trained and stored in 16 bits and run in eight: trees and tags are as good, half the memory passes the
// processor, and one instruction multiplies twice as many numbers. What is stored is rounded here, once, when a model is opened.

internal import TextModels

/// Rows of 8-bit numbers that count 1/16.
@safe final class OctetRows {
  let base: UnsafePointer<Int8>
  let count: Int

  /// Rounds numbers that count 1/512. O(numbers).
  init(_ words: ModelRows<Int16>) {
    count = words.count
    let octets = UnsafeMutablePointer<Int8>.allocate(capacity: max(1, count))
    for index in 0..<count {
      unsafe octets[index] = Int8(max(-127, min(127, (Int(words[index]) + 16) >> 5)))
    }
    unsafe base = UnsafePointer(octets)
  }

  deinit { unsafe base.deallocate() }

  /// The address of `length` numbers from `index` on.
  func row(_ index: Int, _ length: Int) -> UnsafePointer<Int8> {
    precondition(index >= 0 && index + length <= count, "a model's row is out of range")
    return unsafe base + index
  }
}

/// A matrix of 8-bit numbers, each row with a scale of its own.
@safe final class OctetMatrix {
  /// How a vector's numbers become activations.
  struct Column {
    /// What one step of the activation is worth in steps of the number that the 16-bit matrix was made for.
    var worth: Float
    /// The activation that stands for nothing.
    var centre: Int32
  }

  private let cells: UnsafeMutablePointer<Int8>
  private let start: UnsafeMutablePointer<Int32>
  private let scale: UnsafeMutablePointer<Float>
  /// For the kernels; valid as long as the matrix.
  let matrix: tm_matrix

  /// Rounds a matrix that lies in pairs of columns: cell (r, c) is `words[from + (c / 2 * rows + r) * 2 + c % 2]`. A unit of
  /// the products of `rows` is worth 1 / `units`. O(cells).
  init(_ words: ModelRows<Int16>, from: Int = 0, rows: Int, columns: [Column], units: Float) {
    let width = columns.count
    unsafe cells = .allocate(capacity: max(1, rows * width))
    unsafe start = .allocate(capacity: max(1, rows))
    unsafe scale = .allocate(capacity: max(1, rows))
    let stored = unsafe words.row(from, rows * width)
    var values = [Float](repeating: 0, count: width)
    for row in 0..<rows {
      var largest: Float = 0
      for column in 0..<width {
        let word = unsafe stored[(column / 2 * rows + row) * 2 + column % 2]
        values[column] = Float(word) * columns[column].worth
        largest = max(largest, abs(values[column]))
      }
      let step = largest > 0 ? largest / 127 : 1
      var sum: Int32 = 0
      for column in 0..<width {
        let steps = values[column] / step
        let octet = Int8(truncatingIfNeeded: Int32(steps < 0 ? steps - 0.5 : steps + 0.5))
        unsafe cells[(column / 4 * rows + row) * 4 + column % 4] = octet
        sum -= Int32(octet) * columns[column].centre
      }
      unsafe start[row] = sum
      unsafe scale[row] = step / units
    }
    unsafe matrix = tm_matrix(
      cells: cells, start: start, scale: scale, rows: Int32(rows), columns: Int32(width))
  }

  deinit {
    unsafe cells.deallocate()
    unsafe start.deallocate()
    unsafe scale.deallocate()
  }
}

extension OctetMatrix.Column {
  /// An activation that is never negative and counts 1/16 where the number counted 1/512.
  static let positive = Self(worth: 32, centre: 0)
  /// One between -1 and 1 that counts 1/64.
  static let centred = Self(worth: 8, centre: TM_CENTRE)
}

extension ModelRows<Int32> {
  /// The numbers in memory of their own, `count` of them, with zeros behind. The caller gives it back.
  func copy(filledTo filled: Int) -> UnsafeMutablePointer<Int32> {
    let copy = UnsafeMutablePointer<Int32>.allocate(capacity: max(1, filled))
    for index in 0..<filled { unsafe copy[index] = index < count ? self[index] : 0 }
    return unsafe copy
  }
}
