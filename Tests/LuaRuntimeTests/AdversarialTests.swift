// Hostile scripts, judged as ../shared/tools/run_adversarial.py judges them: in every case the
// process survives, and the outcome is one that the script's header accepts.
import Foundation
import LuaRuntime
import Testing

/// A hostile script and what its header accepts.
struct HostileScript: Sendable, CustomTestStringConvertible {
  let name: String
  let source: [UInt8]
  let accepted: [String]
  let before: String?

  var testDescription: String { name }

  static let shared = folder(
    URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../../shared/adversarial"))
  static let own = folder(URL(filePath: #filePath).deletingLastPathComponent().appending(path: "adversarial"))

  static func folder(_ folder: URL) -> [HostileScript] {
    let files =
      (try? FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)) ?? []
    return files.filter { $0.pathExtension == "lua" }
      .sorted { $0.lastPathComponent < $1.lastPathComponent }
      .compactMap { file in
        guard let data = try? Data(contentsOf: file) else { return nil }
        let lines = String(decoding: data, as: UTF8.self).split(separator: "\n")
        func header(_ name: String) -> String? {
          lines.first { $0.hasPrefix("-- \(name): ") }.map { String($0.dropFirst(name.count + 5)) }
        }
        return HostileScript(
          name: file.lastPathComponent, source: Array(data),
          accepted: (header("expect") ?? "").split(separator: "|").map {
            $0.trimmingCharacters(in: .whitespaces)
          }, before: header("after"))
      }
  }
}

enum Outcome: Equatable {
  case ok(String), error(LuaError)

  var name: String {
    switch self {
    case .ok: "ok"
    case .error(let error):
      switch error.kind {
      case .memory: "memory"
      case .steps, .output, .clock, .cancelled: "timeout"
      case .syntax, .runtime, .invalid, .busy: "error"
      }
    }
  }
}

/// Runs a script in a fresh state, as `assay lua` does.
///
/// A third of the steps that `scripts/hostile` gives is enough for every verdict; that script gives them all.
func outcome(of script: HostileScript) -> Outcome {
  do throws(LuaError) {
    var lua = try LuaState(
      limits: LuaLimits(memory: 64 << 20, steps: 30_000_000, deadline: 3, sourceBytes: 256 << 10))
    let environment = try lua.makeEnvironment(.open)
    let main = try lua.load(script.source, chunk: "@\(script.name)", in: environment)
    let show = try lua.load("return tostring((...))", chunk: "=show", in: environment)
    let value = try lua.call(main).first ?? .nil
    switch value {
    case .string(let text): return .ok(text)
    case .list, .record, .table, .function: return .ok(value.typeName)
    default: return .ok(try lua.call(show, value).first?.text ?? "")
    }
  } catch {
    return .error(error)
  }
}

func isAccepted(_ outcome: Outcome, _ script: HostileScript) -> Bool {
  for wanted in script.accepted {
    switch outcome {
    case .ok(let value):
      if wanted == "ok:*" || wanted == "ok:\(value)" { return true }
      if wanted == "ok:stable", (0..<3).allSatisfy({ _ in LuaRuntimeTests.outcome(of: script) == outcome }) {
        return true
      }
    case .error:
      if wanted == outcome.name || (wanted == "denied" && outcome.name == "error") { return true }
    }
  }
  return false
}

@Suite(.serialized) struct AdversarialTests {
  @Test(
    .enabled(if: !HostileScript.shared.isEmpty, "needs ../shared/adversarial"),
    arguments: HostileScript.shared)
  func aHostileScriptEndsAsItMust(_ script: HostileScript) {
    if let before = script.before, let first = HostileScript.shared.first(where: { $0.name == before }) {
      _ = outcome(of: first)
    }
    let start = ContinuousClock.now
    let outcome = outcome(of: script)
    let seconds = ContinuousClock.now - start
    #expect(isAccepted(outcome, script), "\(outcome.name) \(outcome)")
    #expect(seconds < .seconds(5), "took \(seconds)")
  }

  @Test(arguments: HostileScript.own) func aScriptOfOurOwnEndsAsItMust(_ script: HostileScript) {
    if let before = script.before, let first = HostileScript.own.first(where: { $0.name == before }) {
      _ = outcome(of: first)
    }
    let start = ContinuousClock.now
    let outcome = outcome(of: script)
    let seconds = ContinuousClock.now - start
    #expect(isAccepted(outcome, script), "\(outcome.name) \(outcome)")
    #expect(seconds < .seconds(5), "took \(seconds)")
  }

  #if OPTIMISED || !DEBUG
  // What recurses in C must fit the stack of a task's thread. Debug builds use several times as much.
  @Test func theDeepestRecursionFitsTheStackOfATask() {
    let deep = (HostileScript.shared + HostileScript.own).filter { script in
      ["parser", "recursion", "nest", "deep", "handler", "chain", "sort_in_sort", "wrap"].contains {
        script.name.contains($0)
      }
    }
    for script in deep {
      let outcome = LuaThread.run(stackBytes: 512 << 10) { LuaRuntimeTests.outcome(of: script) }
      #expect(isAccepted(outcome, script), "\(script.name): \(outcome)")
    }
  }
  #endif
}
