import Articles
import Testing

@testable import WebPages

@Suite struct EncodingTests {
  private func read(_ bytes: [UInt8], charset: String? = nil) -> (String, String) {
    let page = DecodedPage(bytes, claimed: charset)
    return (
      String(decoding: page.text, as: UTF8.self),
      "\(page.encoding.name) by \(page.encoding.evidence.rawValue)"
    )
  }

  /// `caf` and an accented letter, as `encoding` has it.
  private func page(_ head: String, _ letter: [UInt8]) -> [UInt8] { Array("\(head)<p>caf".utf8) + letter }

  @Test func aByteOrderMarkIsBelievedBeforeAllElse() {
    #expect(
      read([0xEF, 0xBB, 0xBF] + page("<meta charset=koi8-r>", [0xC3, 0xA9])).1 == "utf-8 by byte-order mark")
    let utf16 = "<p>café".utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    #expect(read([0xFF, 0xFE] + utf16) == ("<p>café", "utf-16le by byte-order mark"))
    #expect(read(utf16) == ("<p>café", "utf-16le by its bytes"))
    let swapped = "<p>café".utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
    #expect(read([0xFE, 0xFF] + swapped) == ("<p>café", "utf-16be by byte-order mark"))
    #expect(read(swapped) == ("<p>café", "utf-16be by its bytes"))
  }

  @Test func theHeaderGoesBeforeTheMetaTag() {
    let bytes = page("<meta charset=iso-8859-2>", [0xE9])
    #expect(read(bytes, charset: "windows-1251").1 == "windows-1251 by the response's header")
    #expect(read(bytes).1 == "iso-8859-2 by its meta tag")
  }

  @Test(
    arguments: [
      ("<meta charset=\"ISO-8859-1\">", [0xE9], "é"), ("<meta charset='latin1'>", [0x93], "“"),
      ("<META HTTP-EQUIV=Content-Type CONTENT=\"text/html; charset=windows-1251\">", [0xE9], "й"),
      ("<?xml version=\"1.0\" encoding=\"koi8-r\"?><html>", [0xC9], "и"),
      ("<meta charset=shift_jis>", [0x83, 0x65], "テ"),
      ("<meta charset=gb2312>", [0xD6, 0xD0], "中"), ("<meta charset=big5>", [0xA4, 0xA4], "中"),
      ("<meta charset=euc-kr>", [0xC7, 0xD1], "한"), ("<meta charset=windows-1254>", [0xFE], "ş"),
    ] as [(String, [UInt8], String)])
  func aClaimOfTheMetaTagIsFollowed(_ head: String, _ bytes: [UInt8], _ letter: String) {
    #expect(read(page(head, bytes)).0.hasSuffix("caf\(letter)"))
  }

  @Test func validUTF8IsUTF8WhateverIsClaimedOfIt() {
    #expect(read(page("<meta charset=iso-8859-1>", [0xC3, 0xA9])).1 == "utf-8 by its bytes")
  }

  @Test func withoutAClaimAByteThatIsNoUTF8IsWindows1252() {
    #expect(read(page("", [0xE9])).0 == "<p>café")
    #expect(read(page("", [0x97])).0 == "<p>caf—")
  }

  @Test func aCutCharacterDoesNotMakeAPageAnotherEncoding() {
    let (text, encoding) = read(page("<meta charset=utf-8>é ü ö ", [0xC3, 0x28]))
    #expect(text.contains("é ü ö") && text.contains("\u{FFFD}") && encoding == "utf-8 by its meta tag")
  }

  @Test func anUnknownEncodingIsReadAsUTF8WithANotice() {
    let page = DecodedPage(page("<meta charset=klingon-7>", [0xE9]))
    #expect(page.notices.map(\.slug) == ["unknown-encoding", "invalid-utf8"])
  }

  @Test func aZeroByteDoesNotEndThePage() { #expect(read(Array("<p>a\0b".utf8)).0 == "<p>a b") }
}
