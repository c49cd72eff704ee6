// Dialogues are tested as a person has them: at a terminal, waiting for what appears and never for time.

import Foundation
import Glibc
import TerminalProcess
import Testing

/// `assay` on a pseudo-terminal of its own. Ends with the value.
final class PseudoTerminal {
  /// Why a dialogue went wrong, with what was on the screen.
  struct Mismatch: Error, CustomStringConvertible {
    var description: String
  }

  private let controller: Int32
  private let process: pid_t
  private var isReaped = false
  /// What was printed and has not been waited for yet, without escape sequences.
  private var unread = ""
  /// All that was printed, as it came.
  private(set) var screen: [UInt8] = []
  /// Seconds until a dialogue counts as stuck. Never waited for when all goes well.
  private static let patience = 120.0

  /// Runs `assay` with `arguments` in `folder`.
  init(
    _ arguments: String..., in folder: Folder, columns: UInt16 = 80, environment: [String: String] = [:]
  ) throws {
    let own = [
      "PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin", "LC_ALL": "C.UTF-8",
      "TERM": "xterm", "XDG_STATE_HOME": folder.path + "/state", "HOME": folder.path,
    ]
    let variables = own.merging(environment) { _, new in new }.map { "\($0)=\($1)" }.sorted()
    var words = unsafe ([program] + arguments).map { unsafe strdup($0) } + [nil]
    var settings = unsafe variables.map { unsafe strdup($0) } + [nil]
    defer { unsafe (words + settings).forEach { unsafe free($0) } }
    var controller: Int32 = -1
    process = unsafe lx_spawn_on_terminal(program, &words, &settings, folder.path, columns, &controller)
    self.controller = controller
    if process < 0 {
      isReaped = true
      throw Mismatch(description: "\(program) does not start on a terminal: \(errno)")
    }
  }

  deinit {
    if !isReaped {
      kill(process, SIGKILL)
      _ = waitpid(process, nil, 0)
    }
    if controller >= 0 { close(controller) }
  }

  /// Types `text`; a line feed is the Enter key, `\u{3}` is Ctrl-C.
  func type(_ text: String) {
    var bytes = Array(text.replacing("\n", with: "\r").utf8)[...]
    while !bytes.isEmpty {
      let count = unsafe bytes.withUnsafeBytes { unsafe write(controller, $0.baseAddress, $0.count) }
      if count > 0 { bytes = bytes.dropFirst(count) } else if errno != EAGAIN && errno != EINTR { return }
      if count <= 0 { takeOutput(milliseconds: 50) }
    }
  }

  /// Waits until `text` is printed, and gives what was printed before it since the last time.
  @discardableResult
  func expect(_ text: String, sourceLocation: SourceLocation = #_sourceLocation) throws -> String {
    let end = ProcessInfo.processInfo.systemUptime + Self.patience
    while true {
      if let found = unread.range(of: text) {
        let before = String(unread[..<found.lowerBound])
        unread = String(unread[found.upperBound...])
        return before
      }
      guard takeOutput(milliseconds: 1000), ProcessInfo.processInfo.systemUptime < end else {
        let shown = unread.debugDescription
        Issue.record("expected \(text.debugDescription), got \(shown)", sourceLocation: sourceLocation)
        throw Mismatch(description: "expected \(text.debugDescription), got \(shown)")
      }
    }
  }

  /// Waits for the end of the program and gives its status, or minus the signal that ended it.
  func end() throws -> Int32 {
    // A program that ends closes its side, after which nothing more comes.
    let end = ProcessInfo.processInfo.systemUptime + Self.patience
    while takeOutput(milliseconds: 1000) {
      if ProcessInfo.processInfo.systemUptime > end {
        throw Mismatch(description: "the program does not end; on the screen: \(unread.debugDescription)")
      }
    }
    var status: Int32 = 0
    _ = unsafe waitpid(process, &status, 0)
    isReaped = true
    return status & 0x7F == 0 ? (status >> 8) & 0xFF : -(status & 0x7F)
  }

  /// Reads what is there, or waits for it; false once there will be nothing more.
  @discardableResult private func takeOutput(milliseconds: Int32) -> Bool {
    var ready = pollfd(fd: controller, events: Int16(POLLIN), revents: 0)
    guard unsafe poll(&ready, 1, milliseconds) > 0 else { return true }
    var part = [UInt8](repeating: 0, count: 1 << 14)
    let count = unsafe part.withUnsafeMutableBytes { unsafe read(controller, $0.baseAddress, $0.count) }
    if count < 0 { return errno == EAGAIN || errno == EINTR }
    if count == 0 { return false }
    screen += part[..<count]
    unread += Self.plain(part[..<count])
    return true
  }

  /// What a screen shows of some bytes: no escape sequences, no carriage returns. Bytes of one letter may come in
  /// two parts, which no test waits for.
  private static func plain(_ bytes: ArraySlice<UInt8>) -> String {
    var kept: [UInt8] = []
    var rest = bytes
    while let byte = rest.popFirst() {
      if byte == 0x1B, rest.first == UInt8(ascii: "[") {
        rest = rest.dropFirst()
        while let next = rest.popFirst(), !(0x40...0x7E).contains(next) {}
      } else if byte != 0x0D, byte != 0x07 {
        kept.append(byte)
      }
    }
    return String(decoding: kept, as: UTF8.self)
  }
}
