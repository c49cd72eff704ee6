import Testing

/// `assay watch`: what a save changes.
@Suite struct WatchTests {
  private let tests = #"test "a quotation" { "{source|The mayor} {cue|said} {content|“no”}." }"#
  private func folder() throws -> Folder {
    try Folder(["a.txt": deskArticle, "desk.lua": deskRules, "desk_test.lua": tests])
  }

  private func watch(_ folder: Folder) throws -> PseudoTerminal {
    let terminal = try PseudoTerminal("watch", "desk.lua", "a.txt", "--no-std", in: folder, columns: 100)
    try terminal.expect("check  0 errors, 0 warnings\n")
    try terminal.expect("test   1 passed, 0 failed\n")
    try terminal.expect("finds  2 findings in 1 article\n")
    try terminal.expect("assay: waiting for a change of desk.lua a.txt\n")
    return terminal
  }

  private func end(_ terminal: PseudoTerminal) throws {
    terminal.type("\u{3}")
    #expect(try terminal.end() == 0)
  }

  @Test func aSaveSaysWhatCameWentMovedAndIsScoredOtherwise() throws {
    let folder = try folder()
    let terminal = try watch(folder)

    // Another word: what was found is gone.
    try folder.write("desk.lua", deskRules.replacing("cue:said", with: "cue:whispered"))
    try terminal.expect("FAIL")
    try terminal.expect("test   0 passed, 1 failed\n")
    try terminal.expect("went   “some 40 trucks crossed” (local/desk/said, a)\n")
    try terminal.expect("went   “it is quiet” (local/desk/said, a)\n")
    try terminal.expect("same   0 of 0 findings in 1 article\n")
    try terminal.expect("waiting for a change")

    // Back again.
    try folder.write("desk.lua", deskRules)
    try terminal.expect("test   1 passed, 0 failed\n")
    try terminal.expect("came   “some 40 trucks crossed” (local/desk/said, a)\n")
    try terminal.expect("came   “it is quiet” (local/desk/said, a)\n")
    try terminal.expect("waiting for a change")

    // Another content: the claims keep their first words alone.
    try folder.write("desk.lua", deskRules.replacing("content:<quotation>", with: "\"“\" content:[]"))
    try terminal.expect("moved  “some 40 trucks crossed” → “some” (local/desk/said, a)\n")
    try terminal.expect("moved  “it is quiet” → “it” (local/desk/said, a)\n")
    try terminal.expect("waiting for a change")

    // Other points.
    try folder.write("desk.lua", deskRules)
    try terminal.expect("moved  ")
    try terminal.expect("waiting for a change")
    try folder.write("desk.lua", deskRules.replacing("1.5", with: "2"))
    try terminal.expect("scores “some 40 trucks crossed” points 1.5 → 2 (local/desk/has-figure, a)\n")
    try terminal.expect("same   1 of 2 findings in 1 article\n")
    try terminal.expect("waiting for a change")
    try end(terminal)
  }

  @Test func localSettingsCountAsTheyDoForScore() throws {
    let folder = try folder()
    let terminal = try watch(folder)
    try folder.write("local.json", #"{"schema":"assay.local/1","weights":{"local/desk/has-figure":4}}"#)
    try terminal.expect("scores “some 40 trucks crossed” points 1.5 → 4 (local/desk/has-figure, a)\n")
    try terminal.expect("waiting for a change")
    // A rule that is not there is a mistake of the settings.
    try folder.write("local.json", #"{"schema":"assay.local/1","weights":{"local/desk/has-fgure":4}}"#)
    try terminal.expect("local.json")
    try terminal.expect("check  1 error, 0 warnings\n")
    try terminal.expect("waiting for a change")
    try end(terminal)
  }

  @Test func aMistakeIsShownAndComparedAcross() throws {
    let folder = try folder()
    let terminal = try watch(folder)
    try folder.write("desk.lua", deskRules.replacing("match = [[", with: "mtch = [["))
    try terminal.expect("error[unknown-field]: rule 'said' has no field 'mtch'")
    try terminal.expect("check  1 error, ")
    let between = try terminal.expect("waiting for a change")
    #expect(!between.contains("test ") && !between.contains("went"))
    // What is mended is compared with what was there before the mistake.
    try folder.write("desk.lua", deskRules.replacing("points  = 1.5", with: "points  = 3"))
    try terminal.expect("scores “some 40 trucks crossed” points 1.5 → 3 (local/desk/has-figure, a)\n")
    try end(terminal)
  }

  @Test func anArticleThatIsEditedIsTakenAnew() throws {
    let folder = try folder()
    let terminal = try watch(folder)
    try folder.write("a.txt", "A warden said “it is loud here”.\n")
    try terminal.expect("new    1 article with a new text\n")
    try terminal.expect("same   0 of 1 finding in 1 article\n")
    try terminal.expect("waiting for a change")
    try end(terminal)
  }

  @Test func aTestFileIsWatchedToo() throws {
    let folder = try folder()
    let terminal = try watch(folder)
    try folder.write("desk_test.lua", #"test "nothing" { "The mayor said “no”." }"#)
    try terminal.expect("FAIL   nothing  desk_test.lua:1\n")
    try terminal.expect("test   0 passed, 1 failed\n")
    try end(terminal)
  }

  @Test func aLongListOfChangesIsCutOff() throws {
    let folder = try folder()
    let terminal = try PseudoTerminal(
      "watch", "desk.lua", "a.txt", "--no-std", "--most", "1", in: folder, columns: 100)
    try terminal.expect("waiting for a change")
    try folder.write("desk.lua", deskRules.replacing("cue:said", with: "cue:whispered"))
    try terminal.expect("went   “some 40 trucks crossed” (local/desk/said, a)\nwent   … and 1 more\n")
    try end(terminal)
  }

  @Test func noWordOfARuleOrArticleIsObeyedByTheTerminal() throws {
    let folder = try Folder([
      "a.txt": "The mayor said “\u{1B}]0;evil\u{7} took 40 houses”.\n", "desk.lua": deskRules,
      "desk_test.lua": "test \"\\27[2Jevil\" { \"The mayor said “\\27[2Jno”.\" }",
    ])
    let terminal = try PseudoTerminal("watch", "desk.lua", "a.txt", "--no-std", in: folder)
    try terminal.expect("FAIL   ␛[2Jevil")
    try terminal.expect("waiting for a change")
    try folder.write("desk.lua", deskRules.replacing("cue:said", with: "cue:whispered"))
    try terminal.expect("went   “␛]0;evil␇ took 40 houses”")
    try end(terminal)
    let screen = String(decoding: terminal.screen, as: UTF8.self)
    #expect(!screen.contains("\u{1B}]0;evil") && !screen.contains("\u{1B}[2J"))
  }

  @Test func aPackThatIsNotThereIsSaid() async throws {
    let folder = try folder()
    for (arguments, message) in [
      (["gone", "a.txt"], "assay: gone: no such file or folder\n"),
      (["desk.lua", "gone.txt"], "assay: gone.txt: no such file or folder\n"),
      (
        ["std", "a.txt"],
        "assay: watch: a folder or a script expected\n  help: the packs of std are part of this program\n"
      ),
    ] {
      let run = try await run([program, "watch"] + arguments, in: folder)
      #expect(run.stderr == message)
      #expect(run.exitCode == 2)
    }
    let run = try await assay("watch", "desk.lua", "-", in: folder)
    #expect(
      run.stderr.hasPrefix(
        "assay: watch: articles of files expected, for standard input cannot be read again\n"))
    #expect(run.exitCode == 2)
  }
}
