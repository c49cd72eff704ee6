import Testing
import TextAnalysis
import TextModels

// Each machine runs the widest version of the loops that it can; all must say what plain arithmetic says.
@Suite struct ModelsKernelTests {
  @Test func productsAreThoseOfPlainArithmetic() {
    var dice = Dice(3)
    for round in 0..<200 {
      let rows = 16 * (1 + dice.roll(18)), columns = 4 * (1 + dice.roll(60))
      // The largest numbers there are in every ninth round: their products must not saturate on the way.
      func cell() -> Int8 { round % 9 == 0 ? -127 : Int8(dice.roll(255) - 127) }
      func activation() -> UInt8 { round % 9 == 0 ? 128 : dice.roll(3) == 0 ? 0 : UInt8(dice.roll(129)) }
      let cells = (0..<rows * columns).map { _ in cell() }
      let start = (0..<rows).map { _ in Int32(dice.roll(4_000) - 2_000) }
      let scale = (0..<rows).map { _ in Float(dice.roll(1_000)) / 4_096 }
      let bias = (0..<rows).map { _ in Int32(dice.roll(1 << 20)) }
      let vector = (0..<columns).map { _ in activation() }
      // The same vector among others, of a number that no group of them divides.
      let others = (0..<round % 7).map { _ in (0..<columns).map { _ in activation() } }
      let place = dice.roll(others.count + 1), count = others.count + 1
      let vectors = (others[..<place] + [vector] + others[place...]).flatMap { $0 }
      var product = [Int16](repeating: 0, count: rows), scores = [Int32](repeating: 0, count: rows)
      var products = [Int16](repeating: 0, count: rows * count)
      var octets = [Int8](repeating: 0, count: rows * count)
      unsafe cells.withUnsafeBufferPointer { cells in
        unsafe start.withUnsafeBufferPointer { start in
          unsafe scale.withUnsafeBufferPointer { scale in
            var matrix = unsafe tm_matrix(
              cells: cells.baseAddress, start: start.baseAddress, scale: scale.baseAddress, rows: Int32(rows),
              columns: Int32(columns))
            unsafe tm_product(&matrix, vector, &product)
            unsafe tm_products(&matrix, vectors, Int32(count), &products)
            unsafe tm_byte_products(&matrix, vectors, Int32(count), &octets)
            unsafe tm_scores(&matrix, vector, bias, &scores)
          }
        }
      }
      for row in 0..<rows {
        var sum = start[row]
        for column in 0..<columns {
          sum += Int32(cells[(column / 4 * rows + row) * 4 + column % 4]) * Int32(vector[column])
        }
        let worth = Float(sum) * scale[row]
        #expect(scores[row] == Int32(worth) + bias[row])
        #expect(product[row] == Int16(clamping: Int32(worth)))
        #expect(products[place * rows + row] == product[row])
        #expect(octets[place * rows + row] == Int8(max(-127, min(127, (worth + 0.5).rounded(.down)))))
      }
    }
  }

  @Test(arguments: [
    ([5], 0), ([1, 3, 2], 1), ([-7, -3, -3], 1), ([.min, .min], 0),
    ([Int32](repeating: 4, count: 40) + [9] + [Int32](repeating: 9, count: 40), 40),
  ])
  func theFirstOfTheHighestWins(_ scores: [Int32], _ place: Int) {
    #expect(unsafe tm_highest(scores, Int32(scores.count)) == Int32(place))
  }

  @Test func sumsOfWordsWrapAndAreCut() {
    var dice = Dice(5)
    for columns in [1, 7, 32, 64, 100, 144] {
      let first = (0..<columns).map { _ in Int16(truncatingIfNeeded: dice.roll(1 << 16)) }
      let second = (0..<columns).map { _ in Int16(truncatingIfNeeded: dice.roll(1 << 16)) }
      var cut = [UInt8](repeating: 0, count: columns)
      unsafe first.withUnsafeBufferPointer { first in
        unsafe second.withUnsafeBufferPointer { second in
          unsafe tm_sum_and_cut([first.baseAddress, second.baseAddress], 2, Int32(columns), &cut)
        }
      }
      for column in 0..<columns {
        let sum = Int32(first[column] &+ second[column])
        #expect(cut[column] == UInt8(max(0, min(127, (sum + 16) >> 5))))
      }
    }
  }

  @Test func sumsOfBytesAreCut() {
    var dice = Dice(7)
    for columns in [1, 7, 32, 64, 100, 144] {
      let rows = (0..<11).map { _ in (0..<columns).map { _ in Int8(dice.roll(255) - 127) } }
      var sum = [Int16](repeating: 0, count: columns), cut = [UInt8](repeating: 0, count: columns)
      var addedAndCut = cut
      let flat = rows.flatMap { $0 }
      unsafe flat.withUnsafeBufferPointer { flat in
        let pointers = unsafe rows.indices.map { row in
          unsafe flat.baseAddress.map { unsafe $0 + row * columns }
        }
        unsafe tm_sum_bytes(pointers, 11, Int32(columns), &sum)
        unsafe tm_sum_bytes_and_cut(pointers, 11, Int32(columns), &cut)
      }
      unsafe tm_add_and_cut(sum, rows[0], rows[1], Int32(columns), &addedAndCut)
      for column in 0..<columns {
        let expected = rows.reduce(0) { $0 + Int($1[column]) }
        let more = expected + Int(rows[0][column]) + Int(rows[1][column])
        #expect(Int(sum[column]) == expected)
        #expect(Int(cut[column]) == max(0, min(127, expected)))
        #expect(Int(addedAndCut[column]) == max(0, min(127, more)))
      }
    }
  }

  @Test func anAverageGoesTowardsItsValueAsFarAsItsGateIsOpen() {
    var state: [Int32] = [0, 0, 0, 32_768]
    var out: [UInt8] = [9, 9, 9, 9]
    // Open, half open, shut, and open towards less than it holds; values beyond one count as one.
    unsafe tm_average([16, 16, 16, -500], [-60, 0, 60, -32], 4, &state, &out)
    #expect(out == [128, 96, 64, 0])
    #expect(state == [32_768, 16_384, 0, -32_768])
  }
}

@Suite struct ModelsFileTests {
  /// What reading a file of these words as a model fails with.
  private func failure(_ words: [UInt32]) -> ModelFile.Failure? {
    let memory = UnsafeMutableRawBufferPointer.allocate(
      byteCount: words.count * 4, alignment: ModelFile.alignment)
    defer { unsafe memory.deallocate() }
    unsafe words.withUnsafeBytes { bytes in unsafe memory.copyMemory(from: bytes) }
    do {
      let file = try unsafe ModelFile(UnsafeRawBufferPointer(memory))
      _ = try file.section("rows", of: UInt32.self, count: 2)
      return nil
    } catch {
      return error
    }
  }

  @Test func aBrokenModelIsRefused() {
    let rows = ModelFile.name("rows"), filler = [UInt32](repeating: 0, count: 11)
    #expect(failure([1, 2, 3]) == .notAModel)
    #expect(failure([ModelFile.magic, 50]) == .notAModel)
    #expect(failure([ModelFile.magic, 0]) == .missing(section: rows))
    #expect(failure([ModelFile.magic, 1, rows, 64, 8] + filler + [7, 8]) == nil)
    #expect(failure([ModelFile.magic, 1, rows, 64, 12] + filler + [7, 8]) == .wrongSize(section: rows))
    #expect(failure([ModelFile.magic, 1, rows, 20, 8] + filler + [7, 8]) == .wrongSize(section: rows))
    #expect(failure([ModelFile.magic, 1, rows, 64, 4] + filler + [7, 8]) == .wrongSize(section: rows))
  }
}
