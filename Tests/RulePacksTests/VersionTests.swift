import Testing

@testable import RulePacks

@Suite struct VersionTests {
  @Test(arguments: [
    "0.0.0", "1.2.3", "1.0.0-alpha", "1.0.0-alpha.1", "1.0.0-0a", "1.0.0+build.01", "1.0.0-rc.1+5",
    "999999999.0.0",
  ])
  func aVersionIsWrittenAsItWasRead(_ text: String) throws {
    #expect(try #require(Version(text)).description == text)
  }

  @Test(arguments: [
    "", "1", "1.0", "1.0.0.0", "v1.0.0", "1..0", "-", "1.0.x", "01.0.0", "1.0.0-", "1.0.0-01", "1.0.0-a..b",
    "1.0.0+", "1.0.0-ä", "1.0.0 ", " 1.0.0", "1.0.0\n", "1000000000.0.0", "+1.0.0", "１.0.0",
  ])
  func whatIsNoVersionIsRefused(_ text: String) { #expect(Version(text) == nil) }

  /// The order of semver.org 2.0.0, paragraph 11, with a build's name added.
  @Test func versionsHaveTheOrderOfTheSpecification() {
    let sorted = [
      "0.9.9", "1.0.0-alpha", "1.0.0-alpha.1", "1.0.0-alpha.beta", "1.0.0-beta", "1.0.0-beta.2",
      "1.0.0-beta.11",
      "1.0.0-rc.1", "1.0.0", "1.0.0+a", "1.0.1", "1.2.0", "1.10.0", "2.0.0",
    ].compactMap(Version.init)
    for (row, version) in sorted.enumerated() {
      for (other, against) in sorted.enumerated() {
        #expect((version < against) == (row < other), "\(version) < \(against)")
      }
    }
  }

  @Test(arguments: [
    ("*", ["0.0.1", "9.0.0"], ["1.0.0-beta"]),
    ("1.2.3", ["1.2.3"], ["1.2.4", "1.2.3-rc.1"]),
    ("^1.2.3", ["1.2.3", "1.9.0"], ["1.2.2", "2.0.0", "2.0.0-beta", "1.3.0-beta"]),
    ("^0.2.3", ["0.2.3", "0.2.9"], ["0.3.0", "0.2.2"]),
    ("^0.0.3", ["0.0.3"], ["0.0.4"]),
    ("^1", ["1.0.0", "1.9.9"], ["2.0.0", "0.9.0"]),
    ("^0", ["0.0.0", "0.9.9"], ["1.0.0"]),
    ("^0.0", ["0.0.0", "0.0.9"], ["0.1.0"]),
    ("~1.4", ["1.4.0", "1.4.9"], ["1.5.0", "1.3.9"]),
    ("~1.4.2", ["1.4.2"], ["1.4.1", "1.5.0"]),
    ("~1", ["1.0.0", "1.9.0"], ["2.0.0"]),
    (">=1.0.0 <3.0.0", ["1.0.0", "2.9.9"], ["3.0.0", "0.9.9"]),
    (">1 <=2", ["1.0.1", "2.0.0"], ["1.0.0", "2.0.1"]),
    ("~1.4 || 2.0.0", ["1.4.1", "2.0.0"], ["1.5.0", "2.0.1"]),
    ("^1.2.3-beta.2", ["1.2.3-beta.2", "1.2.3-rc.1", "1.2.3", "1.3.0"], ["1.2.3-beta.1", "1.3.0-beta"]),
    ("=1.0.0", ["1.0.0"], ["1.0.1"]),
  ])
  func aRangeHoldsTheseVersionsAndNotThose(_ text: String, _ inside: [String], _ outside: [String]) throws {
    let range = try #require(VersionRange(text))
    for version in inside { #expect(range.contains(try #require(Version(version))), "\(version) in \(text)") }
    for version in outside {
      #expect(!range.contains(try #require(Version(version))), "\(version) not in \(text)")
    }
    #expect(range.description == text)
  }

  @Test(arguments: [
    "", " ", "1", "1.2", "1.x", ">= 1.0.0", "^", "1.0.0 ||", "|| 1.0.0", "* 1.0.0", "1.0.0-01", "^1.2.3.4",
    "latest", "<01.0.0", "1.0.0,2.0.0",
  ])
  func whatIsNoRangeIsRefused(_ text: String) { #expect(VersionRange(text) == nil) }
}
