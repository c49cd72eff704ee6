// Breaks runs of dressed text into lines. Words may be made of several runs (a bracket, a bold name, a
// comma), so lines break at spaces only, wherever the looks change.

import Diagnostics

/// Lays out text for a terminal.
public struct TextFlow {
  let style: TerminalStyle

  public init(style: TerminalStyle) { self.style = style }

  /// `runs` in lines of at most `style.width` columns, each behind `indent` spaces; one word that is wider
  /// than a line is cut. Runs of white space become one space.
  ///
  /// - Parameter label: stands in front of the first line, inside the indent.
  public func lines(_ runs: [TextRun], indent: Int = 0, label: [TextRun] = []) -> [String] {
    var lines = Lines(style: style, indent: indent, label: label)
    for run in runs {
      guard run.breaks else {
        lines.glue(run.text[...], run.looks)
        continue
      }
      var rest = run.text[...]
      while let space = rest.unicodeScalars.firstIndex(of: " ") {
        lines.glue(rest[..<space], run.looks)
        lines.space(run.looks)
        rest = rest[rest.unicodeScalars.index(after: space)...]
      }
      lines.glue(rest, run.looks)
    }
    return lines.finished()
  }

  /// `runs` on one line, however long.
  func line(_ runs: [TextRun]) -> String {
    var text = ""
    var next = 0
    while next < runs.count {
      let looks = runs[next].looks
      var same = ""
      while next < runs.count, runs[next].looks == looks {
        same += runs[next].text
        next += 1
      }
      text += style.dress(same, looks)
    }
    return text
  }
}

/// Lines while they are being filled.
private struct Lines {
  let style: TerminalStyle
  let indent: Int
  private var done: [[TextRun]] = []
  private var line: [TextRun]
  private var column: Int
  private var isEmpty = true
  private var word: [TextRun] = []
  private var wordWidth = 0
  /// The looks of the space before the word, if there is one.
  private var spaceLooks: [TerminalStyle.Look]?

  init(style: TerminalStyle, indent: Int, label: [TextRun]) {
    self.style = style
    self.indent = indent
    self.line = label.padded(to: indent)
    self.column = max(indent, label.terminalWidth)
  }

  mutating func glue(_ text: Substring, _ looks: [TerminalStyle.Look]) {
    guard !text.isEmpty else { return }
    let run = TextRun(String(text), looks: looks)
    word.append(run)
    wordWidth += run.text.terminalWidth
  }

  mutating func space(_ looks: [TerminalStyle.Look]) {
    place()
    spaceLooks = looks
  }

  mutating func finished() -> [String] {
    place()
    if !isEmpty { done.append(line) }
    let flow = TextFlow(style: style)
    return done.map(flow.line)
  }

  private mutating func place() {
    guard !word.isEmpty else { return }
    if !isEmpty, column + (spaceLooks == nil ? 0 : 1) + wordWidth > style.width { breakLine() }
    if !isEmpty, let looks = spaceLooks {
      line.append(TextRun(" ", looks: looks))
      column += 1
    }
    if column + wordWidth > style.width { cutWord() } else { line += word }
    column += wordWidth
    isEmpty = false
    word = []
    wordWidth = 0
    spaceLooks = nil
  }

  private mutating func breakLine() {
    done.append(line)
    line = indent > 0 ? [TextRun(String(repeating: " ", count: indent))] : []
    column = indent
    isEmpty = true
  }

  /// Places a word that no line can hold; what is left of it becomes the width of the word.
  private mutating func cutWord() {
    for run in word {
      var part = ""
      for character in run.text {
        let width = String(character).terminalWidth
        if column + width > style.width, column > indent {
          line.append(TextRun(part, looks: run.looks))
          part = ""
          breakLine()
        }
        part.append(character)
        column += width
      }
      line.append(TextRun(part, looks: run.looks))
    }
    wordWidth = 0
  }
}
