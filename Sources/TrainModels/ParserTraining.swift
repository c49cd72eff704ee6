// Trains the parser: it walks through each sentence mostly by its own steps, and in every state learns to
// prefer those that the oracle allows.

import Articles
import TextAnalysis
import TrainingKernels

@safe final class ParserTraining {
  struct Settings {
    var shape = EncoderShape(window: 96, average: 56, hidden: 144)
    var learnedColumns = 78
    var epochs = 10
    var rate: Float = 0.002
    var batch = 8
    var inputDropout: Float = 0.15
    var contextDropout: Float = 0.25
    var hiddenDropout: Float = 0.25
    /// How often it follows its own step and not a correct one, from the second epoch on.
    var exploration: Float = 0.9
    var seed: UInt64 = 1
  }

  private let settings: Settings
  private let tagCount: Int
  private let encoder: EncoderTraining
  /// Context × (positions × hidden).
  private let matrices: Weights
  private let special: Weights
  private let facts: Weights
  private let hiddenBias: Weights
  private let output: Weights
  private let outputBias: Weights
  private var chance: Chance
  private var state = Transitions()
  private let products = Buffer(), dProducts = Buffer(), scratch = Buffer()
  private let positions: UnsafeMutablePointer<Int32> = .allocate(capacity: ParserFeatures.positions)
  private let factRows: UnsafeMutablePointer<Int32> = .allocate(capacity: ParserFeatures.facts)

  init(known: KnownWords, tagCount: Int, vectors: WordVectors?, settings: Settings) {
    self.settings = settings
    self.tagCount = tagCount
    chance = Chance(seed: settings.seed)
    let shape = settings.shape
    let input = InputTraining(
      known: known, vectors: vectors, learnedColumns: settings.learnedColumns, chance: &chance)
    encoder = EncoderTraining(
      shape: shape, input: input, tagCount: tagCount, usesTags: true, inputDropout: settings.inputDropout,
      contextDropout: settings.contextDropout, chance: &chance)
    matrices = Weights(
      rows: shape.context, columns: ParserFeatures.positions * shape.hidden, limit: 0.06, chance: &chance)
    special = Weights(rows: ParserFeatures.positions * 2, columns: shape.hidden, limit: 0.06, chance: &chance)
    facts = Weights(
      rows: ParserFeatures.rows(tags: tagCount), columns: shape.hidden, limit: 0.06, isSparse: true,
      chance: &chance)
    hiddenBias = Weights(rows: 1, columns: shape.hidden, limit: 0.01, chance: &chance)
    output = Weights(rows: Transitions.steps, columns: shape.hidden, limit: 0.1, chance: &chance)
    outputBias = Weights(rows: 1, columns: Transitions.steps, limit: 0, chance: &chance)
  }

  deinit {
    unsafe positions.deallocate()
    unsafe factRows.deallocate()
  }

  /// Runs all epochs. `tags` are the tagger's for each sentence, so that its mistakes are known here.
  func train(
    _ sentences: [GoldSentence], tags: [[UInt8]], report: (Int, ParserTraining) -> Void = { _, _ in }
  ) {
    let columns = GoldColumns(sentences)
    let oracles = sentences.map { Oracle($0.words) }
    var order = sentences.indices.filter { sentences[$0].words.count <= Parser.longest }
    var optimiser = Optimiser(
      rate: settings.rate, steps: settings.epochs * ((order.count + settings.batch - 1) / settings.batch))
    var types = TypeTable(columns: columns, input: encoder.input)
    for epoch in 0..<settings.epochs {
      order.shuffle(using: &chance)
      var loss: Float = 0, total = 0
      var start = 0
      while start < order.count {
        let end = min(order.count, start + settings.batch)
        for index in order[start..<end] {
          loss += learn(
            types.sentence(columns.ranges[index], style: Capitals.style(&chance)), tags[index],
            oracles[index],
            exploration: epoch == 0 ? 0 : settings.exploration)
          total += 2 * tags[index].count
        }
        optimiser.advance()
        for weights in encoder.weights + [matrices, special, facts, hiddenBias, output, outputBias] {
          weights.step(optimiser)
        }
        start = end
      }
      File.note("parser epoch \(epoch + 1): loss \(loss / Float(max(1, total)))")
      report(epoch, self)
    }
  }

  private func learn(_ sentence: [WordType], _ tags: [UInt8], _ oracle: Oracle, exploration: Float) -> Float {
    let count = sentence.count, hidden = settings.shape.hidden, context = settings.shape.context
    let positionCount = ParserFeatures.positions, wide = positionCount * hidden, steps = Transitions.steps
    encoder.forward(sentence, tags: tags.map { Int($0) }, chance: &chance)
    for word in 0..<count { encoder.cut(word) }
    let products = unsafe self.products.zeroed(count * wide),
      dProducts = unsafe self.dProducts.zeroed(count * wide)
    unsafe tk_forward(encoder.context(0), matrices.value, products, Int32(count), Int32(context), Int32(wide))

    let layer = unsafe scratch.zeroed(3 * hidden + 2 * steps)
    let keep = unsafe layer + hidden, back = unsafe keep + hidden
    let scores = unsafe back + hidden, allowed = unsafe scores + steps
    let scale = 1 / (1 - settings.hiddenDropout)
    var wanted: [Int] = []
    var loss: Float = 0
    state.begin(count)
    while !state.isFinished {
      unsafe ParserFeatures.positions(of: state, positions)
      unsafe tags.withUnsafeBufferPointer { tags in
        guard let base = tags.baseAddress else { return }
        unsafe ParserFeatures.facts(of: state, tags: base, tagCount: tagCount, words: positions, factRows)
      }
      unsafe layer.update(from: hiddenBias.value, count: hidden)
      for position in 0..<positionCount {
        let word = unsafe Int(positions[position])
        let row =
          unsafe word < 0 || word == count
          ? special.row(position * 2 + (word < 0 ? 0 : 1)) : products + word * wide + position * hidden
        unsafe tk_add(row, 1, layer, Int32(hidden))
      }
      for index in 0..<ParserFeatures.facts {
        unsafe tk_add(facts.row(Int(factRows[index])), 1, layer, Int32(hidden))
      }
      for index in 0..<hidden {
        unsafe keep[index] = layer[index] > 0 && chance.unit() >= settings.hiddenDropout ? scale : 0
        unsafe layer[index] *= keep[index]
      }
      unsafe scores.update(from: outputBias.value, count: steps)
      unsafe tk_backward(layer, output.value, scores, 1, Int32(steps), Int32(hidden))

      // Probabilities among the allowed steps, and the gradient towards the wanted ones together.
      unsafe allow(allowed)
      oracle.best(state, into: &wanted)
      var best = -1
      for step in 0..<steps where unsafe allowed[step] > 0 && (best < 0 || scores[step] > scores[best]) {
        best = step
      }
      let largest = unsafe scores[best]
      var total: Float = 0
      for step in 0..<steps {
        unsafe scores[step] = allowed[step] > 0 ? exponential(scores[step] - largest) : 0
        unsafe total += scores[step]
      }
      for step in 0..<steps { unsafe scores[step] /= total }
      var right: Float = 0
      for step in wanted { unsafe right += scores[step] }
      loss -= logarithm(max(right, 1e-9))
      var bestWanted = wanted[0]
      for step in wanted where unsafe scores[step] > scores[bestWanted] { bestWanted = step }
      if right > 1e-9 {
        let share = 1 / right
        for step in wanted { unsafe scores[step] -= scores[step] * share }
      } else {
        unsafe scores[bestWanted] -= 1
      }

      unsafe back.update(repeating: 0, count: hidden)
      unsafe tk_forward(scores, output.value, back, 1, Int32(steps), Int32(hidden))
      unsafe tk_gradient(scores, layer, output.gradient, 1, Int32(steps), Int32(hidden))
      unsafe tk_add(scores, 1, outputBias.gradient, Int32(steps))
      for index in 0..<hidden { unsafe back[index] *= keep[index] }
      unsafe tk_add(back, 1, hiddenBias.gradient, Int32(hidden))
      for position in 0..<positionCount {
        let word = unsafe Int(positions[position])
        let row =
          unsafe word < 0 || word == count
          ? special.touch(position * 2 + (word < 0 ? 0 : 1)) : dProducts + word * wide + position * hidden
        unsafe tk_add(back, 1, row, Int32(hidden))
      }
      for index in 0..<ParserFeatures.facts {
        unsafe tk_add(back, 1, facts.touch(Int(factRows[index])), Int32(hidden))
      }
      state.take(chance.unit() < exploration ? best : bestWanted)
    }
    unsafe tk_gradient(
      encoder.context(0), dProducts, matrices.gradient, Int32(count), Int32(context), Int32(wide))
    unsafe tk_backward(
      dProducts, matrices.value, encoder.contextGradient(0), Int32(count), Int32(context), Int32(wide))
    encoder.backward()
    return loss
  }

  /// 1 for each step allowed now.
  private func allow(_ allowed: UnsafeMutablePointer<Float>) {
    unsafe allowed.update(repeating: 0, count: Transitions.steps)
    if state.canPush { unsafe allowed[Transitions.push] = 1 }
    let root = Dependency.root.rawValue
    let atRoot = Int(state.front) == state.count
    for label in 1...UInt8(Transitions.labels) {
      if state.canGoLeft, (label == root) == atRoot { unsafe allowed[Transitions.left(label)] = 1 }
      if state.canGoRight, label != root { unsafe allowed[Transitions.right(label)] = 1 }
    }
  }

  func write() -> [UInt8] {
    let shape = settings.shape, step = EncoderTraining.step, positionCount = ParserFeatures.positions
    var writer = ModelWriter()
    encoder.write(into: &writer)
    var turned: [Float] = []
    turned.reserveCapacity(matrices.count)
    for column in 0..<positionCount * shape.hidden {
      for row in 0..<shape.context { turned.append(unsafe matrices.value[row * matrices.columns + column]) }
    }
    let shift = Quantise.shift(turned, limit: 12)
    let matrix = Quantise.words(turned, scale: Float(1 << shift))
    let size = shape.hidden * shape.context
    writer.add(
      "posm",
      (0..<positionCount).flatMap {
        Quantise.paired(
          Array(matrix[$0 * size..<($0 + 1) * size]), rows: shape.hidden, columns: shape.context)
      })
    writer.add("poss", [Int32(shift)])
    writer.add("spec", Quantise.words(special.values(), scale: 1 / step))
    writer.add("fact", Quantise.words(facts.values(), scale: 1 / step))
    writer.add("hidb", Quantise.words(hiddenBias.values(), scale: 1 / step))
    let outputShift = Quantise.shift(output.values(), limit: 10)
    writer.add(
      "outw",
      Quantise.paired(
        Quantise.words(output.values(), scale: Float(1 << outputShift)), rows: output.rows,
        columns: output.columns))
    writer.add("outb", outputBias.values().map { Int32($0 * Float(1 << outputShift) / step) })
    return writer.bytes()
  }
}
