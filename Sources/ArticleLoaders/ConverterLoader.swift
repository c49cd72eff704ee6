// The way in for all that we cannot read: a program of the user's makes articles of a file's bytes.

internal import Articles
internal import JSON

/// Takes the articles that the user's converter makes of a file.
struct ConverterLoader: ArticleLoader {
  private let source: Source
  private let options: LoadOptions
  /// What the converter wrote; nil while it has not run.
  private var output: [UInt8]?
  private var place = 0
  private var line = 0
  private var size = 0
  private(set) var isDone = false

  init(source: Source, options: LoadOptions) {
    self.source = source
    self.options = options
  }

  var resumableState: LoaderState { LoaderState(line: 0, state: line) }

  mutating func resume(_ state: LoaderState, from stream: inout ByteStream) throws(ReadError) {
    // It is asked again, and what was used of its answer is passed.
    _ = try convert(&stream)
    while line < state.state, nextLine() != nil {}
  }

  mutating func next(from stream: inout ByteStream) throws(ReadError) -> LoadedItem? {
    guard !isDone else { return nil }
    if output == nil, let failure = try convert(&stream) {
      isDone = true
      return failure
    }
    guard let output else { return nil }
    while let range = nextLine() {
      if output[range].allSatisfy({ $0 <= 0x20 }) { continue }
      let id = line == 1 && place >= output.count ? source.id : "\(source.id):\(line)"
      do throws(ArticleDecodingError) {
        let article = try ArticleDecoder(headline: options.headline, id: id).decode(
          output, in: range, nameOfEnd: "end of line")
        return .article(
          article, Origin(input: source.input, path: source.shownPath, line: nil, bytes: 0..<size))
      } catch {
        return failure("line \(line) of the converter: \(error.reason)", help: error.help)
      }
    }
    isDone = true
    return line == 0 ? failure("the converter made no article of it") : nil
  }

  private mutating func nextLine() -> Range<Int>? {
    guard let output, place < output.count else { return nil }
    let start = place
    let end = firstIndex(of: 0x0A, in: output.span, from: start) ?? output.count
    place = end + 1
    line += 1
    return start..<end
  }

  private mutating func convert(_ stream: inout ByteStream) throws(ReadError) -> LoadedItem? {
    let bytes: [UInt8]
    switch try stream.takeWhole(limit: options.sizeLimit) {
    case .bytes(let whole): bytes = whole
    case .overLimit(let size): return failure(overLimit(size, options.sizeLimit))
    }
    size = bytes.count
    do throws(ReadError) {
      var limits = ConverterProcess.Limits(outputBytes: 4 * options.sizeLimit)
      limits.seconds = options.converterSeconds
      output = try ConverterProcess.run(
        options.converter ?? "false", input: bytes,
        variables: [("ASSAY_PATH", source.shownPath), ("ASSAY_ID", source.id)], limits: limits)
      return nil
    } catch {
      return failure(error.reason, help: error.help)
    }
  }

  private func failure(_ reason: String, help: String? = nil) -> LoadedItem {
    .failure(LoadFailure(path: source.shownPath, reason: reason, help: help))
  }
}
