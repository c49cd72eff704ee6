import Testing

@testable import RecordOutputs

/// One page about a run.
@Suite struct PageOutputTests {
  private func page(_ records: [FinishedRecord], limit: Int = PageOutput.limit) throws -> String {
    let folder = try Folder()
    let output = try PageOutput(folder.at("r.html"), of: sampleRun, resumes: false, limit: limit)
    for record in records { try output.append(record) }
    try output.finish()
    #expect(folder.names == ["r.html"])
    return folder.text("r.html")
  }

  private func shown(_ page: String) -> [String] {
    page.components("\n").filter { $0.hasPrefix("<li data-stance") }
  }

  @Test func theClaimsWithTheHighestTotalsAreShownHighestFirst() throws {
    let totals = [0.1, 0.9, 0.4, 0.9, 0.2, 0.7]
    let records = totals.enumerated().map { ordinal, total in
      record(
        ordinal, text: "The mayor said x\(ordinal).",
        claims: [SampleClaim(content: "x\(ordinal)", totals: [("check-worthiness", total), ("a", 9)])])
    }
    let page = try page(records, limit: 3)
    #expect(shown(page).map { $0.components("\">x")[1].prefix(1) } == ["1", "3", "5"])
    #expect(page.contains("The 3 claims with the highest totals"))
    #expect(page.contains("3 others are left out here"))
    // Only the articles of these are in the page.
    #expect(page.components("<script type=\"application/json\"").count == 4)
    #expect(try self.page(records).contains("All 6 claims"))
  }

  @Test func whateverAnArticleHoldsIsText() throws {
    let evil = "</script><script>alert(1)</script><img src=x onerror=\"alert('2')\">&amp;"
    let page = try page([
      record(
        0, id: evil, title: evil, outlet: evil, url: "javascript:alert(3)", text: "\(evil) said \(evil).",
        claims: [SampleClaim(source: evil, content: evil, stance: evil, rule: evil, because: evil)],
        diagnostic: evil)
    ])
    #expect(!page.contains("<script>alert"))
    #expect(!page.contains("<img"))
    #expect(!page.contains("javascript:"))
    #expect(page.components("<script").count == 3)
    #expect(page.components("</script>").count == 3)
  }

  @Test func aClaimOfTheWebLeadsToItsPlaceOnItsPage() throws {
    func page(_ url: String?) throws -> String {
      try self.page([
        record(
          0, url: url, text: "Élise said it \"rained & snowed\".",
          claims: [SampleClaim(source: "Élise", content: "it \"rained & snowed\"")])
      ])
    }
    let address = "https://x.example/a?b=1&amp;c=2#:~:text=it%20%22rained%20%26%20snowed%22"
    #expect(
      try page("https://x.example/a?b=1&c=2").contains("<a href=\"\(address)\" rel=\"noreferrer noopener\""))
    #expect(try !page(nil).contains(":~:text="))
  }

  @Test func nothingIsFetched() throws {
    let page = try page(sampleRecords(8))
    #expect(page.contains("default-src 'none'"))
    for word in ["src=", "@import", "url(", "<link", "fetch(", "XMLHttpRequest"] {
      #expect(!page.contains(word), "\(word)")
    }
  }

  @Test func aLongArticleIsShownAroundItsClaim() throws {
    let filler = String(repeating: "It raíned all day. ", count: 20_000)
    let page = try page([
      record(
        0, text: filler + "The mayor said it 🌧 holds. " + filler, claims: [SampleClaim(content: "it 🌧 holds")]
      )
    ])
    #expect(page.utf8.count < 60_000)
    #expect(page.contains("\"isCut\":true"))
    let json = try #require(page.components("<script type=\"application/json\" id=\"t0-1\">").last)
    let text = try #require(json.components("\"text\":\"").last?.components("\",\"claims\"").first)
    let bounds = try #require(json.components("\"content\":[").last?.components("]").first)
      .split(separator: ",").compactMap { Int($0) }
    let units = Array(text.utf16)[bounds[0]..<bounds[1]]
    #expect(String(decoding: Array(units), as: UTF16.self) == "it 🌧 holds")
  }

  @Test func aRunWithoutClaimsIsAPageToo() throws {
    let page = try page([record(0, text: "It rained.", claims: [])])
    #expect(page.contains("No claim has a total."))
    #expect(page.contains("No claim has a source."))
  }

  @Test func sourcesAreRankedByTheirClaims() throws {
    let names = ["B", "A", "C", "A", "B", "A"]
    let page = try page(
      names.enumerated().map {
        record($0, text: "\($1) said x.", claims: [SampleClaim(source: $1, content: "x")])
      })
    #expect(
      page.components("class=\"pick\" data-source=\"").dropFirst().map { $0.prefix(1) } == ["A", "B", "C"])
  }

  @Test func binsAreRoundAndHoldAll() {
    let cases: [(counts: [Int: Int], start: Int, width: Int, bins: Int)] = [
      ([0: 5], 0, 1, 1), ([0: 1, 100: 2], 0, 5, 20), ([-150: 1, 150: 1], -160, 20, 16),
      ([-1: 1, 1: 1], -1, 1, 2),
      ([-100_000: 1, 100_000: 1], -100_000, 10_000, 20),
    ]
    for (counts, start, width, bins) in cases {
      let histogram = Histogram(counts)
      #expect(histogram.start == start)
      #expect(histogram.width == width)
      #expect(histogram.bins.count == bins)
      let held: Int = histogram.bins.reduce(0, +), given: Int = counts.values.reduce(0, +)
      #expect(held == given)
    }
  }
}
