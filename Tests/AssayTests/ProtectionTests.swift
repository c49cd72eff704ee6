// What `assay worker` gives up, what `assay doctor` says of it, and that nothing which strangers wrote reaches a terminal
// or a log as anything but text.
import Confinement
import Foundation
import HostileProcess
import JSON
import Testing

@Suite struct ProtectionTests {
  @Test func doctorSaysWhatIsThere() async throws {
    let run = try await assay("doctor", in: try Folder())
    for part in [
      "Lua 5.4", "header and library agree", "Landlock", "filter of system calls", "std/attribution", "Keys",
    ] {
      #expect(run.stdout.contains(part), "\(run.stdout)")
    }
    #expect(run.exitCode == (run.stdout.contains("  failed ") ? 1 : 0))
    #expect(run.stderr == "")
  }

  /// The kernel's own word, read while the worker waits for its second article.
  @Test(.enabled(if: FileManager.default.fileExists(atPath: "/proc/self/status"), "needs Linux"))
  func aWorkerIsConfinedOnceItsPacksAreLoaded() async throws {
    let folder = try Folder(["one.jsonl": #"{"id":"a","text":"“It is late,” a warden said."}"# + "\n"])
    let run = try await shell(
      """
      mkfifo in out; assay worker <in >out 2>err & exec 3>in 4<out; cat one.jsonl >&3; read -r record <&4
      grep -E '^(NoNewPrivs|Seccomp):' /proc/$(pgrep -P $!)/status 2>/dev/null || grep -E '^(NoNewPrivs|Seccomp):' /proc/$!/status
      cut -d' ' -f1-6 /proc/$!/limits >/dev/null; exec 3>&-; wait $!; echo "status $?"; printf '%s\\n' "$record" | head -c 40
      """, in: folder)
    #expect(run.stdout.contains("NoNewPrivs:\t1"), "\(run)")
    #expect(run.stdout.contains("Seccomp:\t2"), "\(run)")
    #expect(run.stdout.contains("status 0"), "\(run)")
    #expect(run.stdout.contains(#"{"schema":"assay.record/1""#), "\(run)")
  }

  @Test func confinementChangesNoRecord() async throws {
    let article =
      #"{"id":"a","text":"“It is late,” a warden said. Officials denied 40 reports on Monday."}"# + "\n"
    let folder = try Folder()
    let confined = try await assay("worker", in: folder, stdin: article)
    let free = try await assay("worker", "--unprotected", in: folder, stdin: article)
    #expect(confined.exitCode == 0 && confined.stderr == "")
    #expect(confined.stdout == free.stdout)
    #expect(try confined.records().count == 1)
  }

  /// Older kernels lack a part of the confinement; then the others hold, it is said once, and the records are the same.
  @Test(
    .enabled(if: Confinement.available.notice == nil, "this kernel lacks a part itself"),
    arguments: [
      (LX_LACKS_LANDLOCK, "Landlock"), (LX_LACKS_SECCOMP, "system calls"),
      (LX_LACKS_LANDLOCK | LX_LACKS_SECCOMP, "Landlock"),
    ], ["worker", "score - --workers 2 --format jsonl"])
  func aKernelWithoutAPartIsToldOfOnce(_ missing: (part: Int, name: String), _ command: String) async throws {
    let articles = (0..<6).map { #"{"id":"a\#($0)","text":"“It is late,” a warden said."}"# + "\n" }.joined()
    let folder = try Folder(["in": articles])
    let whole = try await assay("worker", in: folder, stdin: articles)
    let status = unsafe lx_run_without(
      Int32(missing.part), "cd '\(folder.path)' && '\(program)' \(command) <in >out 2>err")
    #expect(status == 0)
    #expect(folder.read("out") == whole.stdout)
    let notices = (folder.read("err") ?? "").split(separator: "\n").filter {
      $0.contains("not fully confined")
    }
    #expect(notices.count == 1, "\(folder.read("err") ?? "")")
    #expect(notices.first?.contains(missing.name) == true, "\(notices)")
  }

  /// A comma in numbers, a dotless i, another order of letters: none of it may show. Where the machine has the sources of
  /// locales, two are made for the test; elsewhere their names alone are set.
  @Test func aForeignLocaleChangesNoByte() async throws {
    let article = #"""
      {"id":"a","title":"INDIGO","text":"“It is 1.5 per cent late,” Iris INCE said. Zoë and Ähre denied 40,000.25 reports on 3 May 2024."}
      """#
    let folder = try Folder(["in.jsonl": article + "\n"])
    let run = try await shell(
      """
      mkdir locales; for name in tr_TR de_DE; do localedef -i $name -f UTF-8 locales/$name.UTF-8 2>/dev/null; done
      export LOCPATH=$PWD/locales
      for name in C tr_TR.UTF-8 de_DE.UTF-8; do
        LC_ALL=$name LANG=$name assay score in.jsonl --output $name.jsonl --output $name.csv --quiet || exit
        LC_ALL=$name LANG=$name assay explain in.jsonl >$name.txt || exit
      done
      cat *.jsonl | sort -u | wc -l; for kind in csv txt; do cat *.UTF-8.$kind | cksum; cat C.$kind C.$kind | cksum; done
      """, in: folder)
    let lines = run.stdout.split(separator: "\n")
    #expect(run.exitCode == 0 && lines.count == 5, "\(run)")
    guard lines.count == 5 else { return }
    // The input and one record.
    #expect(lines[0] == "2")
    #expect(lines[1] == lines[2] && lines[3] == lines[4], "\(run)")
    #expect(folder.read("C.jsonl")?.contains("40000.25") == true, "\(folder.read("C.jsonl") ?? "")")
  }

  // MARK: - Slices of what runs for hours elsewhere

  @Test func mutatedArticlesHaveTheirRecords() async throws {
    let run = try await script("hostile-articles", "mutations", "60")
    #expect(run.exitCode == 0, "\(run)")
    #expect(run.stdout.contains("60 mutated articles"), "\(run)")
  }

  @Test func aPoolOfWorkersOutlivesItsRules() async throws {
    let run = try await script("soak-rules", "800")
    #expect(run.exitCode == 0, "\(run)")
    #expect(run.stdout.contains("800 evaluations, 20 records"), "\(run)")
  }

  private func script(_ name: String, _ arguments: String...) async throws -> Run {
    try await run(
      ["/usr/bin/env", "python3", package + "/scripts/" + name] + arguments, in: try Folder(),
      environment: ["ASSAY": program])
  }

  // MARK: - Text of strangers

  /// What would move a cursor, clear a screen, set a title, turn a line round, or begin a line of its own.
  static let strange =
    "\u{1B}[2J\u{1B}]0;owned\u{7}\u{9B}31m\u{202E}desrever\u{2066}\u{8}\u{8}\r\u{85}\u{2028}assay: all is well"

  static func isHarmless(_ text: String) -> Bool {
    text.unicodeScalars.allSatisfy { scalar in
      scalar == "\n"
        || !(scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value)
          || (0x2028...0x202E).contains(scalar.value)
          || (0x2066...0x2069).contains(scalar.value))
    }
  }

  @Test func noTextOfARuleCommandsATerminalOrForgesALine() async throws {
    let quoted = Self.strange.unicodeScalars.map { "\\u{\(String($0.value, radix: 16))}" }.joined()
    let folder = try Folder([
      "print.lua": "print(\"\(quoted)\")", "error.lua": "error(\"\(quoted)\")",
      "rule.lua": "extract \"\(quoted)\" { doc = \"\(quoted)\", mtch = \"\(quoted)\" }",
      "fails.lua":
        "score \"fails\" { doc = \"x\", on = \"article\", scale = \"x\", weigh = function() error(\"\(quoted)\") end }",
      "a.txt": "“\(Self.strange)” said \(Self.strange).",
    ])
    for line in [
      "assay lua print.lua", "assay lua error.lua", "assay check --rules rule.lua",
      "assay test --rules rule.lua",
      "assay score a.txt --format page --rules fails.lua", "assay explain a.txt",
      "assay score 'no\u{1B}[2Jsuch'",
      "assay lua 'no\u{1B}[2Jsuch'", "assay score a.txt --pack 'no\u{1B}[2Jsuch'",
      "assay lua 'x\nassay: all is well'",
    ] {
      let run = try await shell(line, in: folder)
      #expect(Self.isHarmless(run.stdout), "\(line): \(run.stdout.debugDescription)")
      #expect(Self.isHarmless(run.stderr), "\(line): \(run.stderr.debugDescription)")
      #expect(!run.stderr.split(separator: "\n").contains("assay: all is well"), "\(line)")
    }
  }

  @Test func recordsHoldNoControlCharacterAsItIs() async throws {
    let folder = try Folder(["a.txt": "“\(Self.strange)” said \(Self.strange)."])
    let run = try await assay("score", "a.txt", "--format", "jsonl", in: folder)
    #expect(run.exitCode == 0)
    #expect(run.stdout.unicodeScalars.allSatisfy { $0.value >= 0x20 || $0 == "\n" })
    #expect(run.stdout.split(separator: "\n", omittingEmptySubsequences: true).count == 1)
  }
}
