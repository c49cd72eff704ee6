// A mailbox is one file of messages, each begun by a line that says `From ` and nothing else that could be trusted.

internal import Articles
internal import JSON

/// Takes an article from each message of a mailbox, or from the one message that a file is.
struct MailLoader: ArticleLoader {
  private let source: Source
  private let options: LoadOptions
  private var message = 0
  private(set) var isDone = false

  init(source: Source, options: LoadOptions) {
    self.source = source
    self.options = options
  }

  var resumableState: LoaderState { LoaderState(line: 0, state: message) }
  mutating func resume(_ state: LoaderState, from stream: inout ByteStream) { message = state.state }

  mutating func next(from stream: inout ByteStream) throws(ReadError) -> LoadedItem? {
    guard !isDone else { return nil }
    try stream.fill(toAtLeast: Self.separator.count)
    if message > 0 || Self.isSeparator(stream.buffer, at: stream.start) {
      // The line itself says nothing that the message does not.
      guard let line = try stream.nextLine(limit: options.sizeLimit) else {
        isDone = true
        return nil
      }
      if case .overLimit = line {}
    }
    try stream.fill(toAtLeast: 1)
    guard stream.available > 0 else {
      isDone = true
      return nil
    }
    message += 1
    let offset = stream.offset
    guard let size = try sizeOfMessage(in: &stream) else {
      return failure(offset, overLimit(stream.offset - offset, options.sizeLimit))
    }
    let bytes = Self.unescaped(stream.buffer[stream.start..<stream.start + size])
    stream.consume(size)
    var origin = Origin(
      input: source.input, path: source.shownPath, line: nil, bytes: offset..<offset + size)
    let id = message == 1 && stream.available == 0 ? source.id : "\(source.id):\(message)"
    guard let article = MailMessage(bytes[...]).article(id: id, &origin, options) else {
      return failure(offset, "no text to be shown")
    }
    return .article(article, origin)
  }

  private static let separator = Array("From ".utf8)

  private static func isSeparator(_ bytes: [UInt8], at place: Int) -> Bool {
    bytes.count - place >= separator.count && bytes[place..<place + separator.count].elementsEqual(separator)
  }

  /// The bytes up to the next separator; nil for a message over the limit, which is passed.
  private func sizeOfMessage(in stream: inout ByteStream) throws(ReadError) -> Int? {
    var searched = 0
    var passed = 0
    while true {
      while let feed = firstIndex(of: 0x0A, in: stream.buffer.span, from: stream.start + searched) {
        guard feed + Self.separator.count < stream.buffer.count || stream.isAtEnd else { break }
        searched = feed + 1 - stream.start
        guard Self.isSeparator(stream.buffer, at: feed + 1) else { continue }
        guard passed + searched <= options.sizeLimit else {
          stream.consume(searched)
          return nil
        }
        return searched
      }
      if passed + stream.available > options.sizeLimit, searched > 0 {
        stream.consume(searched)
        passed += searched
        searched = 0
      }
      if stream.available > 2 * options.sizeLimit {
        // A line without an end.
        passed += stream.available
        stream.consume(stream.available)
        searched = 0
      }
      guard try stream.fill() else {
        guard passed + stream.available <= options.sizeLimit else {
          stream.consume(stream.available)
          return nil
        }
        return stream.available
      }
    }
  }

  /// Without the sign that mailboxes put before a line that begins like a separator.
  private static func unescaped(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    var isLineStart = true
    for index in bytes.indices {
      let byte = bytes[index]
      if isLineStart, byte == 0x3E, bytes[(index + 1)...].drop(while: { $0 == 0x3E }).starts(with: separator)
      {
        isLineStart = false
        continue
      }
      result.append(byte)
      isLineStart = byte == 0x0A
    }
    return result
  }

  private func failure(_ offset: Int, _ reason: String) -> LoadedItem {
    .failure(
      LoadFailure(
        path: source.shownPath, offset: offset, reason: "message at byte \(offset): \(reason)"))
  }
}
