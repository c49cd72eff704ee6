import Testing
import TextAnalysis
import TextModels

// Each machine runs the widest version of the loops that it can; all must say what plain arithmetic says.
@Suite struct ModelsKernelTests {
  @Test func productsAreThoseOfPlainArithmetic() {
    var dice = Dice(3)
    for round in 0..<200 {
      let rows = 16 * (1 + dice.roll(18)), columns = 2 * (1 + dice.roll(40)), shift = Int32(dice.roll(16))
      func value() -> Int16 { round % 9 == 0 ? .min : Int16(truncatingIfNeeded: dice.roll(1 << 16)) }
      let matrix = (0..<rows * columns).map { _ in value() }
      let vector = (0..<columns).map { _ in dice.roll(3) == 0 ? 0 : value() }
      var scores = [Int32](repeating: 0, count: rows)
      var product = [Int16](repeating: 0, count: rows)
      // The same vector among others, of a number that no group of them divides.
      let others = (0..<round % 7).map { _ in (0..<columns).map { _ in value() } }
      let place = dice.roll(others.count + 1)
      let vectors = (others[..<place] + [vector] + others[place...]).flatMap { $0 }
      var products = [Int16](repeating: 0, count: rows * (others.count + 1))
      unsafe tm_products(
        matrix, Int32(rows), Int32(columns), vectors, Int32(others.count + 1), shift, &products)
      let bias = (0..<rows - dice.roll(16)).map { _ in Int32(truncatingIfNeeded: dice.roll(1 << 20)) }
      unsafe tm_scores(
        matrix, Int32(rows), Int32(columns), vector, bias, Int32(bias.count), &scores)
      unsafe tm_product(matrix, Int32(rows), Int32(columns), vector, shift, &product)
      for row in 0..<rows {
        var sum: Int32 = 0
        for column in 0..<columns {
          let cell = matrix[(column / 2 * rows + row) * 2 + column % 2]
          sum &+= Int32(cell) &* Int32(vector[column])
        }
        #expect(scores[row] == sum &+ (row < bias.count ? bias[row] : 0))
        #expect(product[row] == Int16(clamping: sum >> shift))
        #expect(products[place * rows + row] == product[row])
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

  @Test func sumsWrapAndAreCut() {
    var dice = Dice(5)
    for columns in [1, 7, 64, 100, 144] {
      let first = (0..<columns).map { _ in Int16(truncatingIfNeeded: dice.roll(1 << 16)) }
      let second = (0..<columns).map { _ in Int16(truncatingIfNeeded: dice.roll(1 << 16)) }
      var sum = [Int16](repeating: 0, count: columns), cut = sum
      unsafe first.withUnsafeBufferPointer { first in
        unsafe second.withUnsafeBufferPointer { second in
          let rows = unsafe [first.baseAddress, second.baseAddress]
          unsafe tm_sum(rows, 2, Int32(columns), &sum)
          unsafe tm_sum_and_cut(rows, 2, Int32(columns), 8191, &cut)
        }
      }
      for column in 0..<columns {
        let expected = first[column] &+ second[column]
        #expect(sum[column] == expected)
        #expect(cut[column] == max(0, min(8191, expected)))
      }
    }
  }

  @Test func anAverageGoesTowardsItsValueAsFarAsItsGateIsOpen() {
    var state: [Int32] = [0, 0, 0, 32_768]
    var out: [Int16] = [9, 9, 9, 9]
    // Open, half open, shut, and open towards less than it holds; values beyond one count as one.
    unsafe tm_average([512, 512, 512, -5_000], [-2_000, 0, 2_000, -1_024], 4, &state, &out)
    #expect(out == [512, 256, 0, -512])
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
