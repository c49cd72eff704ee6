import FlyingFox

/// Who may talk to the workbench: whoever has the token and came to the address that was printed.
struct RequestGuard: Sendable {
  /// The secret in the printed address.
  let token: String
  /// `127.0.0.1:PORT`, the only value of `Host` that is answered.
  let host: String
}
