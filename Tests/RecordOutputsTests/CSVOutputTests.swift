import Testing

@testable import RecordOutputs

/// A row a claim, for a spreadsheet.
@Suite struct CSVOutputTests {
  private func rows(_ records: [FinishedRecord]) throws -> [String] {
    let folder = try Folder()
    try write(records, to: folder.at("r.csv"))
    return folder.text("r.csv").components("\r\n")
  }

  @Test func aClaimIsARowWithWhatItTakesToJudgeIt() throws {
    let record = record(
      0, id: "dam", title: "The “dam”, again", outlet: "Desk", url: "https://example.org/dam",
      text: "It rained. The mayor said no “house, or two” is\nempty. She left.",
      claims: [
        SampleClaim(
          content: "no “house, or two” is\nempty", totals: [("check-worthiness", 0.25), ("sourcing", -1)])
      ])
    #expect(
      try rows([record]) == [
        "\u{FEFF}article,title,outlet,published,url,claim,parent,source,source_text,cue,stance,content,context,type,evidence,hedges,start,end,cue_start,cue_end,rule,duplicate_of,check-worthiness,sourcing,why",
        "dam,\"The “dam”, again\",Desk,,https://example.org/dam,c1,,The mayor,The mayor,said,asserts,\"no “house, or two” is\nempty\",\"The mayor said no “house, or two” is empty.\",direct,unstated,,26,53,21,25,desk/city/said,,0.25,-1,gives a figure (+2)",
        "",
      ])
  }

  @Test(arguments: [
    "=cmd|'/c calc'!A1", "+1", "-1", "@SUM(A1)", "\tx", "\rx", "\n=1", "＝1", "＋1", "－1", "＠x", "=1,\"2\"",
  ]) func whatASpreadsheetWouldRunIsAText(_ text: String) throws {
    let row = try rows([
      record(0, id: text, text: text + " said x.", claims: [SampleClaim(source: text, content: "x")])
    ])
    .joined(separator: "\r\n")
    for cell in cells(row).dropFirst(25) {
      #expect(!"=+-@\t\r\n＝＋－＠".unicodeScalars.contains(cell.unicodeScalars.first ?? "a"), "\(cell)")
    }
    #expect(cells(row).contains("'" + text))
  }

  @Test func anArticleWithoutClaimsHasNoRow() throws {
    #expect(try rows([record(0, text: "It rained.", claims: [])]).count == 2)
  }

  @Test func aReprintNamesItsOriginalInEveryRow() throws {
    let reprint = record(
      0, text: "The mayor said no. The mayor said yes.",
      claims: [SampleClaim(content: "no"), SampleClaim(content: "yes")], duplicateOf: "=agency")
    let column = try #require(
      cells(try rows([reprint])[0]).firstIndex(of: "duplicate_of"))
    for row in try rows([reprint]).dropFirst().dropLast() { #expect(cells(row)[column] == "'=agency") }
  }

  @Test func aRecordThatIsNoneIsNamed() throws {
    let folder = try Folder()
    let (output, _) = try openOutput(folder.at("r.csv"), of: sampleRun)
    let article = sampleRecords(1)[0].article
    let failure = #expect(throws: OutputFailure.self) {
      try output.append(FinishedRecord(ordinal: 0, line: Array("{\"article\":1}".utf8), article: article))
    }
    #expect(failure?.reason == "record of 'a0': expected '{', got '1' at byte 11")
  }

  /// The cells of a text without a mark, as a spreadsheet reads them.
  private func cells(_ text: String) -> [String] {
    var cells = [""]
    var isQuoted = false
    let characters = Array(text.unicodeScalars)
    var index = 0
    while index < characters.count {
      let character = characters[index]
      if character == "\"" {
        if isQuoted, index + 1 < characters.count, characters[index + 1] == "\"" {
          cells[cells.count - 1].unicodeScalars.append(character)
          index += 1
        } else {
          isQuoted.toggle()
        }
      } else if !isQuoted, character == "," {
        cells.append("")
      } else if !isQuoted, character == "\r", index + 1 < characters.count, characters[index + 1] == "\n" {
        cells.append("")
        index += 1
      } else {
        cells[cells.count - 1].unicodeScalars.append(character)
      }
      index += 1
    }
    return cells
  }
}

extension String {
  /// The parts between `separator`, by bytes: `\r\n` is one character to a string.
  func components(_ separator: String) -> [String] {
    var parts: [[UInt8]] = [[]]
    let (bytes, mark) = (Array(utf8), Array(separator.utf8))
    var index = 0
    while index < bytes.count {
      if bytes[index...].starts(with: mark) {
        parts.append([])
        index += mark.count
      } else {
        parts[parts.count - 1].append(bytes[index])
        index += 1
      }
    }
    return parts.map { String(decoding: $0, as: UTF8.self) }
  }
}
