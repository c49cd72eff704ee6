// Where the lines of a dialogue come from: an editor with history and completion for a person at a terminal, plain reading for a
// pipe, a file, and a machine without libedit.

import CLineEditing
import Glibc

/// Reads lines from standard input.
protocol LineReader: AnyObject {
  /// The next line without its line feed.
  func next(prompt: String) -> LineOutcome
  /// Lets the arrow keys find an entry again.
  func remember(_ entry: String)
}

enum LineOutcome: Equatable {
  case line(String)
  /// There will be no more.
  case end
  /// Ctrl-C: what was typed so far is to be forgotten.
  case interrupted
}

/// Lines as they come, for a pipe; with prompts on standard error where a person types them.
final class PlainLineReader: LineReader {
  private var pending: [UInt8] = []
  private var isAtEnd = false
  private let prompts: Bool
  /// A line that is longer is cut: nobody wrote it.
  private static let longest = 1 << 20

  init(prompts: Bool) { self.prompts = prompts }

  func next(prompt: String) -> LineOutcome {
    if prompts { Terminal.error(prompt) }
    var searched = 0
    while true {
      if let end = pending[searched...].firstIndex(of: 0x0A) {
        let line = String(decoding: pending[..<end], as: UTF8.self)
        pending.removeSubrange(...end)
        return .line(line.hasSuffix("\r") ? String(line.dropLast()) : line)
      }
      searched = pending.count
      if isAtEnd || pending.count > Self.longest {
        guard !pending.isEmpty else { return .end }
        let line = String(decoding: pending, as: UTF8.self)
        pending = []
        return .line(line)
      }
      fill()
    }
  }

  private func fill() {
    var part = [UInt8](repeating: 0, count: 1 << 14)
    let count = unsafe part.withUnsafeMutableBytes { unsafe read(STDIN_FILENO, $0.baseAddress, $0.count) }
    if count < 0, errno == EINTR { return }
    if count <= 0 { isAtEnd = true } else { pending += part[..<count] }
  }

  func remember(_ entry: String) {}
}

/// Lines that a person edits.
@safe final class EditedLineReader: LineReader {
  /// What half-typed text may become: what is put in at the cursor, and what is shown below the line.
  typealias Completion = (_ before: String) -> (insertion: String, listing: String)

  private let editor: OpaquePointer
  private let completion: Box

  private final class Box {
    let complete: Completion
    init(_ complete: @escaping Completion) { self.complete = complete }
  }

  /// - Returns: nil where libedit is not installed.
  init?(_ complete: @escaping Completion) {
    let box = Box(complete)
    let opened = unsafe lx_open_line_editor(
      { context, before, insertion, listing in
        guard let context = unsafe context, let before = unsafe before else { return }
        let box = unsafe Unmanaged<Box>.fromOpaque(context).takeUnretainedValue()
        let answer = box.complete(unsafe String(cString: before))
        unsafe insertion?.pointee = strdup(answer.insertion)
        unsafe listing?.pointee = strdup(answer.listing)
      }, Unmanaged.passUnretained(box).toOpaque())
    guard let opened = unsafe opened else { return nil }
    completion = box
    unsafe editor = opened
  }

  deinit { unsafe lx_close_line_editor(editor) }

  func next(prompt: String) -> LineOutcome {
    var line: UnsafeMutablePointer<CChar>?
    let outcome = unsafe prompt.withCString { unsafe lx_read_line(editor, $0, &line) }
    defer { unsafe free(line) }
    switch Int(outcome) {
    case LX_LINE_INTERRUPTED: return .interrupted
    case LX_LINE_READ:
      guard let line = unsafe line else { return .end }
      return .line(unsafe String(cString: line))
    default: return .end
    }
  }

  func remember(_ entry: String) { unsafe lx_remember_line(editor, entry) }
}
