import Testing

@testable import Workbench

@Suite struct RequestGuardTests {
  let guarded = RequestGuard(token: "secret", port: 4711)

  @Test func whoHasTheTokenAndTheAddressIsLetIn() {
    #expect(guarded.refusal(host: "127.0.0.1:4711", origin: nil, token: "secret") == nil)
    #expect(guarded.refusal(host: "localhost:4711", origin: "http://localhost:4711", token: "secret") == nil)
  }

  @Test(arguments: [nil, "", "secre", "secret ", "SECRET", "secrets"])
  func withoutTheTokenNobodyIsLetIn(_ token: String?) {
    #expect(guarded.refusal(host: "127.0.0.1:4711", origin: nil, token: token) != nil)
  }

  @Test(arguments: [
    nil, "", "127.0.0.1", "127.0.0.1:80", "evil.example:4711", "127.0.0.1:4711.evil.example",
    "localhost.:4711",
    "evil.example", "0.0.0.0:4711", "[::1]:4711",
  ])
  func anotherNameForThisMachineIsRefused(_ host: String?) {
    #expect(guarded.refusal(host: host, origin: nil, token: "secret") != nil)
  }

  @Test(arguments: [
    "null", "http://evil.example", "https://127.0.0.1:4711", "http://127.0.0.1", "http://127.0.0.1:4712",
    "http://localhost:4711", "http://127.0.0.1:4711.evil.example", "",
  ])
  func aRequestFromAnotherPageIsRefused(_ origin: String) {
    #expect(guarded.refusal(host: "127.0.0.1:4711", origin: origin, token: "secret") != nil)
  }

  @Test func tokensAreLongAndNeverTheSame() {
    let tokens = (0..<100).map { _ in RequestGuard.makeToken() }
    #expect(Set(tokens).count == 100)
    #expect(tokens.allSatisfy { $0.utf8.count == 48 && $0.allSatisfy(\.isHexDigit) })
  }
}
