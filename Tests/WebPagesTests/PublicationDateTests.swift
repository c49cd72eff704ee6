import Testing

@testable import WebPages

@Suite struct PublicationDateTests {
  @Test(arguments: [
    ("2025-11-04", "2025-11-04"), ("2025-11-04T18:20:00Z", "2025-11-04T18:20:00Z"),
    ("2025-11-04T18:20:00.123+0100", "2025-11-04T18:20:00+01:00"),
    ("2025-11-04 18:20", "2025-11-04T18:20:00"),
    ("2025/11/4 8:05", "2025-11-04T08:05:00"), ("20251104T182000Z", "2025-11-04T18:20:00Z"),
    ("Tue, 04 Nov 2025 18:20:00 GMT", "2025-11-04T18:20:00Z"),
    ("4 Nov 25 18:20 EST", "2025-11-04T18:20:00-05:00"),
    ("November 4, 2025", "2025-11-04"), ("Updated 4th November 2025 at 6:20 p.m.", "2025-11-04T18:20:00"),
    ("Nov. 4th, 2025, 12:05 AM", "2025-11-04T00:05:00"), ("1762280400", "2025-11-04T18:20:00Z"),
    ("1762280400000", "2025-11-04T18:20:00Z"),
  ])
  func aDateIsRewrittenAsISO8601(_ text: String, _ expected: String) {
    #expect(PublicationDate.iso8601(text) == expected)
  }

  @Test(arguments: [
    "", "yesterday", "2025-13-01", "2025-02-29", "May", "31 November 2025", "12:30", "2025", "{{date}}",
  ])
  func whatIsNoDateIsNone(_ text: String) { #expect(PublicationDate.iso8601(text) == nil) }
}
