// The first half of both networks while it learns: word rows, window and running averages, forward and back.

import TextAnalysis
import TrainingKernels

@safe final class EncoderTraining {
  let shape: EncoderShape
  let input: InputTraining
  private let matrix: Weights
  private let bias: Weights
  /// Rows that tags add, when there are tags.
  private let tagRows: Weights?
  private let tagCount: Int
  private let inputDropout: Float
  private let contextDropout: Float

  private let x = Buffer(), dx = Buffer(), z = Buffer(), dz = Buffer(), sums = Buffer(), dSums = Buffer()
  private let states = Buffer(), keeps = Buffer(), inputKeeps = Buffer(), contexts = Buffer(),
    dContexts = Buffer()
  private var types: [WordType] = []
  private var tags: [Int] = []
  private var count = 0

  init(
    shape: EncoderShape, input: InputTraining, tagCount: Int, usesTags: Bool, inputDropout: Float,
    contextDropout: Float, chance: inout Chance
  ) {
    self.shape = shape
    self.input = input
    self.tagCount = tagCount
    self.inputDropout = inputDropout
    self.contextDropout = contextDropout
    matrix = Weights(rows: input.columns, columns: shape.row, limit: 0.08, chance: &chance)
    bias = Weights(rows: 1, columns: shape.sums, limit: 0.01, chance: &chance)
    tagRows =
      usesTags
      ? Weights(rows: tagCount + 1, columns: shape.row, limit: 0.08, isSparse: true, chance: &chance) : nil
  }

  var weights: [Weights] { [matrix, bias, input.learned] + (tagRows.map { [$0] } ?? []) }

  /// Contexts of the sentence of the last `forward`, and their gradients to be filled by the caller.
  func context(_ word: Int) -> UnsafeMutablePointer<Float> { unsafe contexts.base + word * shape.context }
  func contextGradient(_ word: Int) -> UnsafeMutablePointer<Float> {
    unsafe dContexts.base + word * shape.context
  }
  /// The window's part before it is cut, and what was dropped of the context.
  func windowSums(_ word: Int) -> UnsafeMutablePointer<Float> { unsafe sums.base + word * shape.sums }
  func keep(_ word: Int) -> UnsafeMutablePointer<Float> { unsafe keeps.base + word * shape.context }

  /// Computes the contexts of a sentence. The window's part waits for `cut`, word by word.
  func forward(_ sentence: [WordType], tags sentenceTags: [Int], chance: inout Chance) {
    let reach = EncoderShape.reach, length = sentence.count + 2 * reach, columns = input.columns
    count = sentence.count
    types =
      [WordType](repeating: InputTraining.boundary, count: reach)
      + sentence.map { input.thinned($0, chance: &chance) }
      + [WordType](repeating: InputTraining.boundary, count: reach)
    let pad = [Int](repeating: tagCount, count: reach)
    tags = pad + sentenceTags + pad
    let x = unsafe self.x.zeroed(length * columns), keep = unsafe inputKeeps.zeroed(length * columns)
    let scale = 1 / (1 - inputDropout)
    for (index, type) in types.enumerated() { unsafe input.forward(type, x + index * columns) }
    for index in 0..<length * columns {
      unsafe keep[index] = chance.unit() < inputDropout ? 0 : scale
      unsafe x[index] *= keep[index]
    }
    let z = unsafe self.z.zeroed(length * shape.row)
    unsafe tk_forward(x, matrix.value, z, Int32(length), Int32(columns), Int32(shape.row))
    if let tagRows {
      for (index, tag) in tags.enumerated() {
        unsafe tk_add(tagRows.row(tag), 1, z + index * shape.row, Int32(shape.row))
      }
    }

    _ = unsafe sums.zeroed(count * shape.sums)
    _ = unsafe states.zeroed(count * 2 * shape.average)
    _ = unsafe contexts.zeroed(count * shape.context)
    _ = unsafe dContexts.zeroed(count * shape.context)
    _ = unsafe keeps.zeroed(count * shape.context)
    for word in 0..<count {
      let sum = unsafe windowSums(word)
      unsafe sum.update(from: bias.value, count: shape.sums)
      eachStretch { neighbour, source, target, width in
        unsafe tk_add(z + (word + reach + neighbour) * shape.row + source, 1, sum + target, Int32(width))
      }
    }
    let contextScale = 1 / (1 - contextDropout)
    for index in 0..<count * shape.context {
      unsafe keeps.base[index] = chance.unit() < contextDropout ? 0 : contextScale
    }
    average(backwards: false)
    average(backwards: true)
  }

  /// Finishes the window's part of a word's context.
  func cut(_ word: Int) {
    let sum = unsafe windowSums(word), context = unsafe context(word), keep = unsafe keep(word)
    for column in 0..<shape.window { unsafe context[column] = max(0, sum[column]) * keep[column] }
  }

  /// The gradient of a word's window before it was cut, from that of its context.
  func cutBack(_ word: Int, _ gradient: UnsafeMutablePointer<Float>) {
    let sum = unsafe windowSums(word), back = unsafe contextGradient(word), keep = unsafe keep(word)
    for column in 0..<shape.window {
      unsafe gradient[column] = sum[column] > 0 ? back[column] * keep[column] : 0
    }
  }

  private func eachStretch(_ body: (_ neighbour: Int, _ source: Int, _ target: Int, _ width: Int) -> Void) {
    let window = shape.window, average = shape.average
    for offset in -EncoderShape.reach...EncoderShape.reach {
      body(offset, shape.windowStart(offset), 0, window)
    }
    body(-1, shape.leftStart(isNeighbour: true), window, 2 * average)
    body(0, shape.leftStart(isNeighbour: false), window, 2 * average)
    body(0, shape.rightStart(isNeighbour: false), window + 2 * average, 2 * average)
    body(1, shape.rightStart(isNeighbour: true), window + 2 * average, 2 * average)
  }

  private func average(backwards: Bool) {
    let average = shape.average, side = backwards ? 1 : 0
    for step in 0..<count {
      let word = backwards ? count - 1 - step : step
      let value = unsafe windowSums(word) + shape.window + side * 2 * average
      let state = unsafe states.base + (word * 2 + side) * average
      let before =
        unsafe step == 0 ? nil : states.base + ((backwards ? word + 1 : word - 1) * 2 + side) * average
      let context = unsafe context(word) + shape.window + side * average
      let keep = unsafe keep(word) + shape.window + side * average
      for column in 0..<average {
        let gate = unsafe max(0, min(1, value[average + column] * 0.25 + 0.5))
        let old = unsafe before?[column] ?? 0
        unsafe state[column] = old + (1 - gate) * (max(-1, min(1, value[column])) - old)
        unsafe context[column] = state[column] * keep[column]
      }
    }
  }

  private func averageBack(backwards: Bool) {
    let average = shape.average, side = backwards ? 1 : 0
    var carried = [Float](repeating: 0, count: average)
    for step in (0..<count).reversed() {
      let word = backwards ? count - 1 - step : step
      let offset = shape.window + side * 2 * average
      let value = unsafe windowSums(word) + offset
      let gradient = unsafe dSums.base + word * shape.sums + offset
      let before =
        unsafe step == 0 ? nil : states.base + ((backwards ? word + 1 : word - 1) * 2 + side) * average
      let context = unsafe contextGradient(word) + shape.window + side * average
      let keep = unsafe keep(word) + shape.window + side * average
      for column in 0..<average {
        let open = unsafe value[average + column] * 0.25 + 0.5
        let gate = max(0, min(1, open))
        let raw = unsafe value[column], goal = max(-1, min(1, raw))
        let old = unsafe before?[column] ?? 0
        let back = unsafe carried[column] + context[column] * keep[column]
        // A little leaks through where the curves are flat, so that nothing is stuck there for good.
        unsafe gradient[column] += back * (1 - gate) * (raw > -1 && raw < 1 ? 1 : 0.05)
        unsafe gradient[average + column] += back * (old - goal) * (open > 0 && open < 1 ? 0.25 : 0.0125)
        carried[column] = back * gate
      }
    }
  }

  /// Sends the gradients of all contexts back into the weights.
  func backward() {
    let reach = EncoderShape.reach, length = count + 2 * reach, columns = input.columns
    let dSums = unsafe self.dSums.zeroed(count * shape.sums)
    for word in 0..<count { unsafe cutBack(word, dSums + word * shape.sums) }
    averageBack(backwards: false)
    averageBack(backwards: true)
    let dz = unsafe self.dz.zeroed(length * shape.row), dx = unsafe self.dx.zeroed(length * columns)
    for word in 0..<count {
      let sum = unsafe dSums + word * shape.sums
      unsafe tk_add(sum, 1, bias.gradient, Int32(shape.sums))
      eachStretch { neighbour, source, target, width in
        unsafe tk_add(sum + target, 1, dz + (word + reach + neighbour) * shape.row + source, Int32(width))
      }
    }
    if let tagRows {
      for (index, tag) in tags.enumerated() {
        unsafe tk_add(dz + index * shape.row, 1, tagRows.touch(tag), Int32(shape.row))
      }
    }
    unsafe tk_gradient(x.base, dz, matrix.gradient, Int32(length), Int32(columns), Int32(shape.row))
    unsafe tk_backward(dz, matrix.value, dx, Int32(length), Int32(columns), Int32(shape.row))
    for (index, type) in types.enumerated() {
      for column in 0..<columns {
        unsafe dx[index * columns + column] *= inputKeeps.base[index * columns + column]
      }
      unsafe input.backward(type, dx + index * columns)
    }
  }

  /// What one step of the stored 16-bit numbers is worth.
  static let step: Float = 1.0 / 512

  /// Writes the sections that `Encoder` reads.
  func write(into writer: inout ModelWriter) {
    writer.add("size", [Int32(shape.window), Int32(shape.average), Int32(shape.hidden)])
    input.write(matrix, step: Self.step, into: &writer)
    writer.add("bias", Quantise.words(bias.values(), scale: 1 / Self.step))
    if let tagRows { writer.add("tagr", Quantise.words(tagRows.values(), scale: 1 / Self.step)) }
  }
}
