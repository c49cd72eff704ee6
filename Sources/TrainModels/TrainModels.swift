// Trains and measures the tagger, lemmatiser and parser. Development only: nothing here is in `assay`.

import Articles
import TextAnalysis

@main
enum TrainModels {
  static func main() {
    let arguments = Arguments(CommandLine.arguments.dropFirst())
    switch arguments.command {
    case "vectors":
      File.write(
        VectorsConversion.convert(arguments.required("from"), limit: arguments.number("words", 60_000)),
        arguments.required("to"))
    case "tagger": tagger(arguments)
    case "parser": parser(arguments)
    case "evaluate": evaluate(arguments)
    case "hedges":
      for path in arguments.list("files") { print(HedgeEvaluation(path)) }
    case "show": show(arguments.required("text"))
    default: File.fail("commands: vectors, tagger, parser, evaluate, hedges, show")
    }
  }

  private static func tagger(_ arguments: Arguments) {
    let sentences = arguments.list("train").flatMap(Treebank.read)
    let tags = FineTags(sentences)
    let lemmas = LemmaTraining(sentences, tags: tags)
    var settings = TaggerTraining.Settings()
    settings.epochs = arguments.number("epochs", settings.epochs)
    settings.shape = EncoderShape(
      window: arguments.number("window", settings.shape.window),
      average: arguments.number("average", settings.shape.average), hidden: 0)
    settings.inputDropout = Float(arguments.number("input-dropout", Int(settings.inputDropout * 100))) / 100
    settings.contextDropout = Float(arguments.number("dropout", Int(settings.contextDropout * 100))) / 100
    settings.learnedColumns = arguments.number("columns", settings.learnedColumns)
    let vectors = arguments.vectors()
    let training = TaggerTraining(
      known: KnownWords(sentences), tags: tags, vectors: vectors, settings: settings)
    let dev = arguments.list("dev").map { ($0, Treebank.read($0)) }
    training.train(sentences) { _, training in
      for (path, sentences) in dev {
        guard let file = ModelWriter.open(training.write(lemmas)),
          let tagger = try? Tagger(file, vectors: vectors)
        else {
          File.fail("the model just made cannot be read")
        }
        let score = GoldEvaluation.tagging(sentences, tagger)
        File.note("  \(path.split(separator: "/").last ?? ""): \(score)")
      }
    }
    File.write(training.write(lemmas), arguments.required("to"))
  }
}

extension TrainModels {
  /// Prints what the models in this program make of a text, a token a line.
  fileprivate static func show(_ text: String) {
    let analysis = Analysis(Article(id: "text", text: Array(text.utf8)))
    for sentence in 0..<analysis.sentences.count {
      analysis.parse(sentence)
      let range = analysis.sentences.tokens(sentence)
      for token in range {
        let tokens = analysis.tokens, head = Int(tokens.head[token])
        var phrases = ""
        for layer in [SpanLayer.np, .clause] {
          analysis.forEachEnd(of: layer, at: token) { end in
            let span = TextSpan(tokens.start[token], tokens.end[Int(end) - 1])
            phrases += "  <\(layer.name)> \(analysis.article.string(span))"
          }
        }
        print(
          analysis.article.string(tokens.span(token)), PartOfSpeech(rawValue: tokens.pos[token])?.name ?? "",
          analysis.words.string(tokens.lemma[token]), Dependency(rawValue: tokens.dep[token])?.name ?? "",
          head < 0 ? "-" : analysis.article.string(tokens.span(head)), phrases, separator: "\t")
      }
      print("")
    }
  }

  /// Prints, for each treebank file, the scores of the models in this program: with the treebank's own tokens
  /// and from raw text. The second of `--rounds` finds the words in memory, as in the middle of a long run.
  fileprivate static func evaluate(_ arguments: Arguments) {
    let vectors = arguments.vectors()
    let embedded = ModelFile.tagger()
    let taggerFile = arguments.list("tagger").last.flatMap { ModelWriter.open(File.read($0)) } ?? embedded
    guard let taggerFile, let tagger = try? Tagger(taggerFile, vectors: vectors) else {
      File.fail("no tagger that fits this program")
    }
    let parserFile =
      arguments.list("parser").last.flatMap { ModelWriter.open(File.read($0)) } ?? ModelFile.parser()
    let parser = parserFile.flatMap { try? Parser($0, beside: tagger) }
    let models = LanguageModels()
    for path in arguments.list("files") {
      let sentences = Treebank.read(path)
      print(path.split(separator: "/").last.map(String.init) ?? "")
      if arguments.has("confusions") {
        for line in GoldEvaluation.confusions(sentences, tagger) { print("  \(line)") }
      }
      for _ in 0..<arguments.number("rounds", 2) {
        print("  gold tokens: \(GoldEvaluation.tagging(sentences, tagger))")
        if let parser { print("  gold tokens: \(GoldEvaluation.parsing(sentences, tagger, parser))") }
        print("  raw text: \(RawEvaluation(sentences, models))")
      }
    }
  }

  fileprivate static func parser(_ arguments: Arguments) {
    let sentences = arguments.list("train").flatMap(Treebank.read)
    let vectors = arguments.vectors()
    guard let taggerFile = ModelWriter.open(File.read(arguments.required("tagger"))),
      let tagger = try? Tagger(taggerFile, vectors: vectors)
    else { File.fail("the tagger's model cannot be read") }
    var settings = ParserTraining.Settings()
    settings.epochs = arguments.number("epochs", settings.epochs)
    settings.learnedColumns = arguments.number("columns", settings.learnedColumns)
    settings.shape = EncoderShape(
      window: arguments.number("window", settings.shape.window),
      average: arguments.number("average", settings.shape.average),
      hidden: arguments.number("hidden", settings.shape.hidden))
    settings.inputDropout = Float(arguments.number("input-dropout", Int(settings.inputDropout * 100))) / 100
    settings.contextDropout = Float(arguments.number("dropout", Int(settings.contextDropout * 100))) / 100
    settings.hiddenDropout =
      Float(arguments.number("hidden-dropout", Int(settings.hiddenDropout * 100))) / 100
    let tags = Jackknife.tags(
      sentences, FineTags(sentences), vectors: vectors, folds: arguments.number("folds", 4),
      cache: arguments.list("tags").last)
    let training = ParserTraining(
      known: KnownWords(sentences), tagCount: tagger.tagCount, vectors: vectors, settings: settings)
    let dev = arguments.list("dev").map { ($0, Treebank.read($0)) }
    training.train(sentences, tags: tags) { _, training in
      for (path, sentences) in dev {
        guard let file = ModelWriter.open(training.write()),
          let parser = try? Parser(file, beside: tagger)
        else { File.fail("the model just made cannot be read") }
        File.note(
          "  \(path.split(separator: "/").last ?? ""): \(GoldEvaluation.parsing(sentences, tagger, parser))")
      }
    }
    File.write(training.write(), arguments.required("to"))
  }
}

/// `command --key value…`; a key may have several values.
struct Arguments {
  let command: String
  private var values: [String: [String]] = [:]

  init(_ arguments: ArraySlice<String>) {
    command = arguments.first ?? ""
    var key = ""
    for argument in arguments.dropFirst() {
      if argument.hasPrefix("--") {
        key = String(argument.dropFirst(2))
        values[key] = values[key] ?? []
      } else {
        values[key, default: []].append(argument)
      }
    }
  }

  func list(_ key: String) -> [String] { values[key] ?? [] }
  func has(_ key: String) -> Bool { values[key] != nil }
  func number(_ key: String, _ standard: Int) -> Int { list(key).last.flatMap { Int($0) } ?? standard }

  func required(_ key: String) -> String {
    guard let value = list(key).last else { File.fail("\(command): --\(key) is missing") }
    return value
  }

  /// The word vectors of `--vectors FILE`, otherwise those in the program.
  func vectors() -> WordVectors? {
    let file = list("vectors").last.map { ModelWriter.open(File.read($0)) } ?? ModelFile.vectors()
    return file.flatMap { try? WordVectors($0) }
  }
}
