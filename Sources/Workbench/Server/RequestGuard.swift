// Every web page that an analyst has open may send requests to this machine, and a name that its owner lets point here
// makes them look like our own. So three things are asked of a request, of which a stranger's page has none: our
// address in `Host`, our page in `Origin`, and a secret that only the printed address holds.

/// Who may talk to the workbench: whoever has the token and came to the address that was printed.
struct RequestGuard: Sendable {
  /// The secret in the printed address.
  let token: String
  /// The port that is listened on.
  let port: UInt16

  /// A secret of 192 bits from the system's random source, in hexadecimal.
  static func makeToken() -> String {
    var system = SystemRandomNumberGenerator()
    return (0..<3).map { _ in
      let digits = String(system.next() as UInt64, radix: 16)
      return String(repeating: "0", count: 16 - digits.count) + digits
    }.joined()
  }

  /// Why a request is refused, in one line; nil when it is welcome.
  ///
  /// - Parameters:
  ///   - host, origin: the headers of these names; nil for one that is not there.
  ///   - token: what the request says is the token.
  func refusal(host: String?, origin: String?, token: String?) -> String? {
    guard let host, hosts.contains(host.lowercased()) else {
      return "host '\(hosts[0])' expected, got " + (host.map { "'\($0)'" } ?? "none")
    }
    if let origin, origin.lowercased() != "http://" + host.lowercased() {
      return "a request from the workbench's own page expected, got one from '\(origin)'"
    }
    guard let token, isToken(token) else { return "the token of the printed address expected" }
    return nil
  }

  private var hosts: [String] { ["127.0.0.1:\(port)", "localhost:\(port)"] }

  /// Compares without telling by the time it takes how much is right.
  private func isToken(_ candidate: String) -> Bool {
    let expected = Array(token.utf8), given = Array(candidate.utf8)
    guard given.count == expected.count else { return false }
    var difference: UInt8 = 0
    for (one, other) in zip(expected, given) { difference |= one ^ other }
    return difference == 0
  }
}
