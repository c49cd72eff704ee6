// Which lines of a rule file run while its tests do. Lua's own line hook would slow every rule down and is spoken for
// by the budget; so a copy of the file that says before each statement which one it is runs instead, in tests alone.

import LuaSyntax
import Synchronization

/// Notes which statements of rule files run. One for a run of tests; may be shared by tasks.
public final class LineCoverage: Sendable {
  /// What ran of one file.
  public struct File: Hashable, Sendable {
    /// How messages call it.
    public var name: String
    /// The lines on which statements begin.
    public var lines: [Int]
    /// Those of them that never ran.
    public var missed: [Int]
  }

  /// The global that the copies call; no rule can know it.
  static let word = "covered__"

  private struct State {
    var statements: [(file: String, line: Int)] = []
    var ran: [Bool] = []
    /// The copies, by file.
    var copies: [String: [UInt8]] = [:]
  }
  private let state = Mutex(State())

  public init() {}

  /// `file` with a note before each statement. A file that is not Lua stays as it is.
  func noting(_ file: PackSource.File) -> [UInt8] {
    // Tests are not what is covered.
    if file.isTest { return file.bytes }
    return state.withLock { state in
      if let known = state.copies[file.displayPath] { return known }
      let lua = LuaFile(LuaSource(name: file.displayPath, bytes: file.bytes))
      guard lua.diagnostics.isEmpty else { return file.bytes }
      var starts: [Int] = []
      for node in lua.tree.nodes.indices where lua.tree.nodes[node].kind == .block {
        for statement in lua.tree.children(of: NodeID(node)) {
          switch lua.tree[statement].kind {
          // What stands behind a label could no longer be jumped to.
          case .empty, .label: continue
          default: starts.append(lua.tree[statement].range.lowerBound)
          }
        }
      }
      var copy: [UInt8] = []
      var last = 0
      for start in starts.sorted() {
        copy += file.bytes[last..<start]
        copy += Array("\(Self.word)(\(state.statements.count));".utf8)
        state.statements.append((file.displayPath, lua.source.line(of: start)))
        state.ran.append(false)
        last = start
      }
      copy += file.bytes[last...]
      state.copies[file.displayPath] = copy
      return copy
    }
  }

  func note(_ statement: Int) {
    state.withLock { state in
      if state.ran.indices.contains(statement) { state.ran[statement] = true }
    }
  }

  /// What ran so far, by file.
  public var files: [File] {
    state.withLock { state in
      var lines: [String: [Int: Bool]] = [:]
      for (statement, ran) in zip(state.statements, state.ran) {
        // A line counts when all that begins on it ran.
        lines[statement.file, default: [:]][statement.line] =
          ran && lines[statement.file]?[statement.line] ?? true
      }
      return lines.keys.sorted().map { name in
        let lines = lines[name] ?? [:]
        return File(
          name: name, lines: lines.keys.sorted(),
          missed: lines.filter { !$0.value }.keys.sorted())
      }
    }
  }
}
