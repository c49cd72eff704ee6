// Trains the tagger: cross-entropy, Adam, dropout, and from the second epoch on its own guesses as the
// tags before.

import Articles
import TextAnalysis
import TrainingKernels

@safe final class TaggerTraining {
  struct Settings {
    var shape = EncoderShape(window: 128, average: 48, hidden: 0)
    var learnedColumns = 62
    var epochs = 12
    var rate: Float = 0.002
    var batch = 12
    var inputDropout: Float = 0.2
    var contextDropout: Float = 0.35
    var seed: UInt64 = 1

    /// Smaller and shorter, for taggers that only make the parser's training data.
    static var quick: Settings {
      var settings = Settings()
      settings.shape = EncoderShape(window: 128, average: 32, hidden: 0)
      settings.epochs = 5
      settings.inputDropout = 0.15
      settings.contextDropout = 0.3
      return settings
    }
  }

  private let settings: Settings
  private let tags: FineTags
  private let encoder: EncoderTraining
  private let previous: Weights
  private let output: Weights
  private let outputBias: Weights
  private var chance: Chance
  private let scratch = Buffer()

  init(known: KnownWords, tags: FineTags, vectors: WordVectors?, settings: Settings) {
    self.settings = settings
    self.tags = tags
    chance = Chance(seed: settings.seed)
    let input = InputTraining(
      known: known, vectors: vectors, learnedColumns: settings.learnedColumns, chance: &chance)
    let count = tags.names.count
    encoder = EncoderTraining(
      shape: settings.shape, input: input, tagCount: count, usesTags: false,
      inputDropout: settings.inputDropout,
      contextDropout: settings.contextDropout, chance: &chance)
    previous = Weights(rows: 2 * (count + 1), columns: settings.shape.window, limit: 0.08, chance: &chance)
    output = Weights(rows: count, columns: settings.shape.context, limit: 0.1, chance: &chance)
    outputBias = Weights(rows: 1, columns: count, limit: 0, chance: &chance)
  }

  /// Runs all epochs over the sentences.
  func train(_ sentences: [GoldSentence], report: (Int, TaggerTraining) -> Void = { _, _ in }) {
    let columns = GoldColumns(sentences)
    let answers = sentences.map { $0.words.map(tags.number) }
    var order = Array(sentences.indices)
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
            types.sentence(columns.ranges[index], style: Capitals.style(&chance)), answers[index],
            guesses: epoch > 0)
          total += answers[index].count
        }
        optimiser.advance()
        for weights in encoder.weights + [previous, output, outputBias] { weights.step(optimiser) }
        start = end
      }
      File.note("tagger epoch \(epoch + 1): loss \(loss / Float(max(1, total)))")
      report(epoch, self)
    }
  }

  /// Forward and backward through one sentence; gives back its loss.
  private func learn(_ sentence: [WordType], _ answers: [Int], guesses: Bool) -> Float {
    let count = tags.names.count, window = settings.shape.window, width = Int32(settings.shape.context)
    encoder.forward(sentence, tags: sentence.map { _ in 0 }, chance: &chance)
    let scores = unsafe scratch.zeroed(count + window), gradient = unsafe scores + count
    var loss: Float = 0
    var before = count, beforeThat = count
    for token in sentence.indices {
      let sum = unsafe encoder.windowSums(token)
      unsafe tk_add(previous.row(before), 1, sum, Int32(window))
      unsafe tk_add(previous.row(count + 1 + beforeThat), 1, sum, Int32(window))
      encoder.cut(token)
      let context = unsafe encoder.context(token), back = unsafe encoder.contextGradient(token)
      unsafe scores.update(from: outputBias.value, count: count)
      unsafe tk_backward(context, output.value, scores, 1, Int32(count), width)

      let answer = answers[token]
      var best = 0
      for tag in 1..<count where unsafe scores[tag] > scores[best] { best = tag }
      let largest = unsafe scores[best]
      var total: Float = 0
      for tag in 0..<count {
        unsafe scores[tag] = exponential(scores[tag] - largest)
        unsafe total += scores[tag]
      }
      for tag in 0..<count { unsafe scores[tag] /= total }
      unsafe loss -= logarithm(max(scores[answer], 1e-9))
      unsafe scores[answer] -= 1

      unsafe tk_forward(scores, output.value, back, 1, Int32(count), width)
      unsafe tk_gradient(scores, context, output.gradient, 1, Int32(count), width)
      unsafe tk_add(scores, 1, outputBias.gradient, Int32(count))
      unsafe encoder.cutBack(token, gradient)
      unsafe tk_add(gradient, 1, previous.touch(before), Int32(window))
      unsafe tk_add(gradient, 1, previous.touch(count + 1 + beforeThat), Int32(window))
      beforeThat = before
      before = guesses ? best : answer
    }
    encoder.backward()
    return loss
  }

  /// The model file's bytes, with the lemmatiser's sections.
  func write(_ lemmas: LemmaTraining) -> [UInt8] {
    var writer = ModelWriter()
    writer.add("part", tags.parts)
    writer.add("name", Array(tags.names.joined(separator: "\n").utf8))
    encoder.write(into: &writer)
    writer.add("prev", Quantise.words(previous.values(), scale: 1 / EncoderTraining.step))
    let shift = Quantise.shift(output.values(), limit: 10)
    writer.add(
      "outw",
      Quantise.paired(
        Quantise.words(output.values(), scale: Float(1 << shift)), rows: output.rows, columns: output.columns)
    )
    writer.add("outb", outputBias.values().map { Int32($0 * Float(1 << shift) / EncoderTraining.step) })
    lemmas.write(into: &writer)
    return writer.bytes()
  }
}
