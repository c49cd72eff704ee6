// Numbers that learn: values, gradients and the two moments of Adam.

import TrainingKernels

/// A generator whose sequence depends on nothing but its seed (SplitMix64).
struct Chance: RandomNumberGenerator {
  private var state: UInt64
  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var value = state
    value = (value ^ (value >> 30)) &* 0xbf58_476d_1ce4_e5b9
    value = (value ^ (value >> 27)) &* 0x94d0_49bb_1331_11eb
    return value ^ (value >> 31)
  }

  /// Uniform in 0..<1.
  mutating func unit() -> Float { Float(next() >> 40) * 0x1p-24 }
  mutating func uniform(_ limit: Float) -> Float { (unit() * 2 - 1) * limit }
}

/// Rows of weights. With `isSparse`, a step touches only the rows that got a gradient.
@safe final class Weights {
  let rows: Int, columns: Int
  let value: UnsafeMutablePointer<Float>
  let gradient: UnsafeMutablePointer<Float>
  private let first: UnsafeMutablePointer<Float>
  private let second: UnsafeMutablePointer<Float>
  private let isSparse: Bool
  private var touched: [Int32] = []
  private var isTouched: [Bool]

  var count: Int { rows * columns }

  init(rows: Int, columns: Int, limit: Float, isSparse: Bool = false, chance: inout Chance) {
    self.rows = rows
    self.columns = columns
    self.isSparse = isSparse
    isTouched = [Bool](repeating: false, count: isSparse ? rows : 0)
    func zeros() -> UnsafeMutablePointer<Float> {
      let memory = UnsafeMutablePointer<Float>.allocate(capacity: rows * columns)
      unsafe memory.initialize(repeating: 0, count: rows * columns)
      return unsafe memory
    }
    unsafe (value, gradient, first, second) = (zeros(), zeros(), zeros(), zeros())
    for index in 0..<rows * columns { unsafe value[index] = chance.uniform(limit) }
  }

  deinit {
    unsafe value.deallocate()
    unsafe gradient.deallocate()
    unsafe first.deallocate()
    unsafe second.deallocate()
  }

  func row(_ index: Int) -> UnsafeMutablePointer<Float> { unsafe value + index * columns }

  /// The gradient of a row, which the next step will use.
  func touch(_ index: Int) -> UnsafeMutablePointer<Float> {
    if isSparse, !isTouched[index] {
      isTouched[index] = true
      touched.append(Int32(index))
    }
    return unsafe gradient + index * columns
  }

  func step(_ optimiser: Optimiser) {
    if isSparse {
      for row in touched {
        isTouched[Int(row)] = false
        step(optimiser, from: Int(row) * columns, count: columns)
      }
      touched.removeAll(keepingCapacity: true)
    } else {
      step(optimiser, from: 0, count: count)
    }
  }

  private func step(_ optimiser: Optimiser, from: Int, count: Int) {
    unsafe tk_adam(
      value + from, gradient + from, first + from, second + from, Int32(count), optimiser.correctedRate,
      optimiser.decay1, optimiser.decay2, 1e-8)
  }

  func values() -> [Float] { (0..<count).map { unsafe value[$0] } }
}

/// The rate of Adam, falling in a straight line to nothing.
struct Optimiser {
  let rate: Float
  let steps: Int
  let decay1: Float = 0.9
  let decay2: Float = 0.98
  private(set) var step = 0
  private var power1: Float = 1, power2: Float = 1

  init(rate: Float, steps: Int) {
    self.rate = rate
    self.steps = max(1, steps)
  }

  mutating func advance() {
    step += 1
    power1 *= decay1
    power2 *= decay2
  }

  var correctedRate: Float {
    let left = max(0, 1 - Float(step) / Float(steps + 1))
    let warm = min(1, Float(step) / 200)
    return rate * left * warm * (1 - power2).squareRoot() / (1 - power1)
  }
}

/// A buffer that grows and is zeroed on demand.
@safe final class Buffer {
  private(set) var base: UnsafeMutablePointer<Float> = .allocate(capacity: 1)
  private var capacity = 1
  deinit { unsafe base.deallocate() }

  func zeroed(_ count: Int) -> UnsafeMutablePointer<Float> {
    if count > capacity {
      unsafe base.deallocate()
      unsafe base = .allocate(capacity: count)
      capacity = count
    }
    unsafe base.initialize(repeating: 0, count: count)
    return unsafe base
  }
}
