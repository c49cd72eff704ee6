import Testing

@testable import RulePacks

@Suite struct PackReaderTests {
  @Test func aNameOfAPackHasAnOwner() { #expect(isPackName("desk/grain") && !isPackName("grain")) }
}
