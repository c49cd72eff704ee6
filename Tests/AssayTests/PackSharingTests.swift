import Foundation
import JSON
import Testing

/// `assay pack`, `key` and `trust`: from a folder to a colleague's record.
@Suite struct PackSharingTests {
  /// A folder with a pack, a key, and a registry with the signed pack in it.
  private func published() async throws -> Folder {
    let folder = try Folder([
      "quay.txt": "The grain deal was signed on the quay.\n", "phrase.txt": "a heron on the quay\n",
    ])
    let run = try await shell(
      """
      assay new pack desk/grain-deals >/dev/null && assay key new ada.key 2>/dev/null >ada.pub &&
      assay pack build grain-deals >/dev/null 2>&1 && assay pack sign desk-grain-deals-0.1.0.zip --key ada.key >/dev/null &&
      assay pack publish desk-grain-deals-0.1.0.zip --registry registry >/dev/null
      """, in: folder)
    #expect(run.exitCode == 0 && run.stderr == "")
    return folder
  }

  private func settings(_ folder: Folder) -> [String: String] { ["ASSAY_CONFIG": folder.path + "/settings"] }

  private func key(_ folder: Folder) -> String { (folder.read("ada.pub") ?? "").replacing("\n", with: "") }

  private func trustAndInstall(_ folder: Folder) async throws {
    let environment = settings(folder)
    #expect(
      try await assay("trust", "add", "desk", key(folder), in: folder, environment: environment).exitCode == 0
    )
    let run = try await assay(
      "pack", "install", "desk/grain-deals", "--registry", "registry", in: folder, environment: environment)
    #expect(
      run.stdout == "install desk/grain-deals 0.1.0\n  asks for nothing beyond reading articles\n"
        && run.stderr == ""
        && run.exitCode == 0)
  }

  @Test func aPackGoesFromItsFolderIntoAColleaguesRecord() async throws {
    let folder = try await published()
    let environment = settings(folder)
    let stranger = try await assay(
      "pack", "install", "desk/grain-deals", "--registry", "registry", in: folder, environment: environment)
    #expect(
      stranger.stderr == """
        assay: pack 'desk/grain-deals' is signed by \(key(folder)), which you do not trust for 'desk'
          help: make sure whose key it is, then: assay trust add desk \(key(folder))

        """)
    #expect(stranger.exitCode == 2 && folder.read("assay.lock") == nil)
    try await trustAndInstall(folder)
    let run = try await assay(
      "score", "quay.txt", "--pack", "desk/grain-deals", "--no-std", in: folder, environment: environment)
    let pack = try #require(try run.records().first?.object?["packs"]?.array?.first?.object)
    #expect(pack["name"]?.string == "desk/grain-deals" && pack["signed"]?.bool == true)
    #expect(run.stderr == "" && run.exitCode == 0)
    // Its folder, named by its path, is the analyst's own work: the same digest, unsigned.
    let own = try await assay("score", "quay.txt", "--pack", "grain-deals", "--no-std", in: folder)
    let unsigned = try #require(try own.records().first?.object?["packs"]?.array?.first?.object)
    #expect(unsigned["digest"] == pack["digest"] && unsigned["signed"]?.bool == false)
  }

  /// One door for all: what was altered runs nowhere, in no process.
  @Test(arguments: [
    ["score", "quay.txt", "--pack", "desk/grain-deals"],
    ["score", "quay.txt", "--pack", "desk/grain-deals", "--workers", "2"],
    ["check", "desk/grain-deals"], ["test", "desk/grain-deals"],
    ["explain", "quay.txt", "--pack", "desk/grain-deals"],
    ["worker", "--pack", "desk/grain-deals"],
    ["score", "quay.txt", "--pack", "desk/grain-deals", "--allow-unsigned"],
  ])
  func noCommandRunsAPackThatWasAltered(_ arguments: [String]) async throws {
    let folder = try await published()
    try await trustAndInstall(folder)
    let file = ".assay/packs/desk/grain-deals/0.1.0/rules/watched-word.lua"
    try folder.write(file, (folder.read(file) ?? "") + "-- quick fix\n")
    let run = try await run([program] + arguments, in: folder, environment: settings(folder))
    #expect(
      run.stderr.hasPrefix(
        "assay: pack 'desk/grain-deals' 0.1.0: file 'rules/watched-word.lua' is not the one that was signed\n"
      ))
    #expect(run.exitCode == 2 && run.stdout == "")
  }

  @Test func anUnsignedPackRunsLoudlyAndItsRecordsSaySo() async throws {
    let folder = try await published()
    let environment = settings(folder)
    _ = try await shell(
      "assay pack build grain-deals >/dev/null 2>&1 && assay pack publish desk-grain-deals-0.1.0.zip --registry bare --allow-unsigned",
      in: folder)
    let install = try await assay(
      "pack", "install", "desk/grain-deals", "--registry", "bare", "--allow-unsigned", in: folder,
      environment: environment)
    #expect(
      install.stderr
        == "assay: WARNING: pack 'desk/grain-deals' 0.1.0 is installed UNSIGNED, as --allow-unsigned says\n")
    let refused = try await assay(
      "score", "quay.txt", "--pack", "desk/grain-deals", in: folder, environment: environment)
    #expect(
      refused.stderr == """
        assay: pack 'desk/grain-deals' 0.1.0 is not signed: .assay/packs/desk/grain-deals/0.1.0/pack.sig is missing or empty
          help: --allow-unsigned runs it all the same, and the records say so

        """)
    let run = try await assay(
      "score", "quay.txt", "--pack", "desk/grain-deals", "--no-std", "--allow-unsigned", "--workers", "1",
      in: folder,
      environment: environment)
    #expect(run.stdout.contains("\"signed\":false}],\"offsets\""))
    #expect(
      run.stderr.contains(
        "assay: WARNING: pack 'desk/grain-deals' 0.1.0 runs UNSIGNED, as --allow-unsigned says; records say \"signed\":false\n"
      ))
  }

  @Test func twoPacksOfOneNameCannotRunTogether() async throws {
    let folder = try await published()
    try await trustAndInstall(folder)
    let run = try await assay(
      "score", "quay.txt", "--pack", "desk/grain-deals", "--pack", "grain-deals", in: folder,
      environment: settings(folder))
    #expect(
      run.stderr.contains("error[duplicate-pack]: pack 'desk/grain-deals' is given twice\n")
        && run.exitCode == 2)
  }

  @Test func aFolderInThePlaceOfANameIsAskedAbout() async throws {
    let folder = try await published()
    try await trustAndInstall(folder)
    try folder.write("desk/grain-deals/pack.json", "{}")
    let run = try await assay("check", "desk/grain-deals", in: folder, environment: settings(folder))
    #expect(
      run.stderr == """
        assay: 'desk/grain-deals' is an installed pack and a path here
          help: write ./desk/grain-deals for what lies at the path

        """)
  }

  /// Two shells that publish at once, again and again: every version is there in the end, and the index was never half a one.
  @Test func processesThatPublishAtOnceLoseNothing() async throws {
    let folder = try await published()
    let run = try await shell(
      """
      for version in 1 2 3 4 5 6 7 8; do
        cp -r grain-deals pack$version && sed -i "s/0.1.0/0.2.$version/" pack$version/pack.json &&
        assay pack build pack$version --output $version.zip >/dev/null 2>&1 && assay pack sign $version.zip --key ada.key >/dev/null
      done
      for version in 1 2 3 4 5 6 7 8; do assay pack publish $version.zip --registry registry >/dev/null & done
      for look in 1 2 3 4; do assay pack search --registry registry >/dev/null || echo broken; done
      wait
      grep -c '"version"' registry/index.json; ls registry/packs/desk/grain-deals | wc -l
      """, in: folder)
    #expect(run.stdout == "9\n9\n" && run.stderr == "")
  }

  @Test func theSameFolderGivesTheSameBytesWhateverItsDatesAndModes() async throws {
    let folder = try await published()
    let run = try await shell(
      """
      cp -r grain-deals copy && touch -d 2001-01-01 copy/rules/* && chmod 700 copy/rules/* && mkdir copy/.git && touch copy/.git/x
      assay pack build grain-deals --output a.zip >/dev/null 2>&1; LC_ALL=C TZ=Asia/Tokyo assay pack build copy --output b.zip >/dev/null 2>&1
      cmp a.zip b.zip && echo same
      """, in: folder)
    #expect(run.stdout == "same\n")
  }

  @Test func verifyAnswersYesOrNo() async throws {
    let folder = try await published()
    let environment = settings(folder)
    let archive = "desk-grain-deals-0.1.0.zip"
    #expect(try await assay("pack", "verify", archive, in: folder, environment: environment).exitCode == 1)
    _ = try await assay("trust", "add", "desk", key(folder), in: folder, environment: environment)
    let yes = try await assay("pack", "verify", archive, in: folder, environment: environment)
    #expect(
      yes.stdout.hasPrefix("desk/grain-deals 0.1.0: every file is as signed, sha256:") && yes.exitCode == 0)
    #expect(yes.stdout.hasSuffix("\n  signed by \(key(folder)), trusted for 'desk'\n"))
    let unsigned = try await assay("pack", "verify", "grain-deals", in: folder, environment: environment)
    #expect(unsigned.stderr.hasPrefix("assay: grain-deals: is not signed\n") && unsigned.exitCode == 1)
    #expect(try await assay("pack", "verify", "nowhere", in: folder, environment: environment).exitCode == 2)
  }

  @Test func aFolderIsSignedInPlaceAndStaysSignedWhenItIsBuilt() async throws {
    let folder = try await published()
    let run = try await shell(
      "assay pack sign grain-deals --key ada.key && assay pack build grain-deals 2>/dev/null | tail -1",
      in: folder)
    #expect(run.stdout == "signed grain-deals: desk/grain-deals 0.1.0, by \(key(folder))\n  1 signature\n")
    try folder.write("grain-deals/README.md", "Changed.")
    let stale = try await assay("pack", "build", "grain-deals", in: folder)
    #expect(
      stale.stderr
        == "assay: pack 'desk/grain-deals' 0.1.0: file 'README.md' is not the one that was signed\n"
        && stale.exitCode == 2)
    let again = try await assay("pack", "sign", "grain-deals", "--key", "ada.key", in: folder)
    #expect(again.exitCode == 0)
  }

  @Test func aKeyWithAPassphraseSignsWithItAlone() async throws {
    let folder = try await published()
    let archive = "desk-grain-deals-0.1.0.zip"
    try folder.write("wrong.txt", "a heron on the pier\n")
    #expect(
      try await assay("key", "new", "ben.key", "--passphrase-file", "phrase.txt", in: folder).exitCode == 0)
    let right = try await assay(
      "pack", "sign", archive, "--key", "ben.key", "--passphrase-file", "phrase.txt", in: folder)
    #expect(right.exitCode == 0 && right.stderr == "")
    let wrong = try await assay(
      "pack", "sign", archive, "--key", "ben.key", "--passphrase-file", "wrong.txt", in: folder)
    #expect(wrong.stderr == "assay: ben.key: the passphrase is another\n" && wrong.exitCode == 2)
    let none = try await assay("pack", "sign", archive, "--key", "ben.key", in: folder)
    #expect(
      none.stderr == """
        assay: a passphrase is needed, and there is no terminal to ask at
          help: --passphrase-file names a file with it

        """)
    #expect(
      try await assay("key", "show", "ben.key", "--passphrase-file", "phrase.txt", in: folder).stdout
        .hasPrefix("ed25519:"))
  }

  @Test func aKeyThatOthersMayReadIsRefusedByTheCommandToo() async throws {
    let folder = try await published()
    let run = try await shell(
      "chmod 644 ada.key; assay pack sign desk-grain-deals-0.1.0.zip --key ada.key", in: folder)
    #expect(
      run.stderr == """
        assay: ada.key: others may read this private key
          help: chmod 600 ada.key, and think about who has

        """)
    #expect(run.exitCode == 2)
  }

  @Test func whatTheListSaysIsWhatIsThere() async throws {
    let folder = try await published()
    let environment = settings(folder)
    #expect(
      try await assay("pack", "list", in: folder, environment: environment).stderr
        == "assay: no packs are installed in this project\n")
    try await trustAndInstall(folder)
    let list = try await assay("pack", "list", in: folder, environment: environment)
    #expect(list.stdout.hasPrefix("desk/grain-deals  0.1.0  sha256:"))
    #expect(try await assay("pack", "list", "--outdated", in: folder, environment: environment).stdout == "")
    _ = try await shell(
      """
      sed -i s/0.1.0/0.1.1/ grain-deals/pack.json && assay pack build grain-deals --output n.zip 2>&1 >/dev/null &&
      assay pack sign n.zip --key ada.key >/dev/null && assay pack publish n.zip --registry registry
      assay pack yank desk/grain-deals 0.1.0 --reason 'counts drills' --registry registry
      """, in: folder)
    let outdated = try await assay("pack", "list", "--outdated", in: folder, environment: environment)
    #expect(outdated.stdout == "desk/grain-deals  0.1.0  update to 0.1.1, newest 0.1.1\n")
    #expect(outdated.stderr == "assay: warning: 'desk/grain-deals' 0.1.0 was yanked: counts drills\n")
    let update = try await assay("pack", "update", in: folder, environment: environment)
    #expect(update.stdout.hasPrefix("update desk/grain-deals 0.1.0 → 0.1.1\n") && update.exitCode == 0)
    let doctor = try await assay("doctor", in: folder, environment: environment)
    #expect(
      doctor.stdout.hasSuffix(
        "\n  desk/grain-deals 0.1.1, installed, signed\n\nKeys\n  desk  \(key(folder))\n"))
    try folder.write(".assay/packs/desk/grain-deals/0.1.1/README.md", "Changed.")
    let ill = try await assay("doctor", in: folder, environment: environment)
    #expect(
      ill.stdout.contains(
        "\n  failed desk/grain-deals 0.1.1: pack 'desk/grain-deals' 0.1.1: file 'README.md' is not the one that was signed\n"
      ))
    #expect(ill.exitCode == 1)
    let remove = try await assay("pack", "remove", "desk/grain-deals", in: folder, environment: environment)
    #expect(remove.stdout == "remove desk/grain-deals 0.1.1\n")
    #expect(folder.read(".assay/packs/desk/grain-deals/0.1.1/pack.json") == nil)
  }

  /// The lock file names the registry as it was typed, seen from the project, whatever folder a later command is given in.
  @Test func aRelativeRegistryIsFoundFromAFolderOfTheProject() async throws {
    let folder = try await published()
    let environment = settings(folder)
    _ = try await assay("trust", "add", "desk", key(folder), in: folder, environment: environment)
    let run = try await shell(
      """
      export ASSAY_CONFIG=$PWD/settings; mkdir -p project/deep/er && cd project
      assay pack install desk/grain-deals --registry ../registry && grep '"registry"' assay.lock
      cd deep/er && rm -r ../../.assay && assay pack install && cp ../../../quay.txt . && assay check desk/grain-deals
      cd ../.. && assay pack remove desk/grain-deals && cd deep && assay pack install desk/grain-deals --registry ../../registry
      cd er && rm -r ../../.assay && assay pack install && ls -d ../../.assay/packs/desk/grain-deals/0.1.0 ../.assay
      """, in: folder)
    #expect(run.stdout.contains("\n      \"registry\": \"../registry\",\n"))
    #expect(run.stdout.hasSuffix("\n../../.assay/packs/desk/grain-deals/0.1.0\n"))
    #expect(
      run.stderr == """
        assay: 1 pack, 1 rule: 0 errors, 1 warning
        ls: cannot access '../.assay': No such file or directory

        """)
  }

  /// What will change is told in lines; nothing that a stranger wrote makes one of its own.
  @Test func aLicenceCannotSpeakForTheInstaller() async throws {
    let folder = try await published()
    let run = try await shell(
      #"""
      sed -i 's/"license": ""/"license": "MIT\\nremove desk\/other"/; s/0.1.0/0.2.0/' grain-deals/pack.json
      assay pack build grain-deals --output n.zip >/dev/null && assay pack sign n.zip --key ada.key >/dev/null
      assay pack publish n.zip --registry registry >/dev/null
      ASSAY_CONFIG=settings assay pack install desk/grain-deals --registry registry --dry-run
      """#, in: folder)
    #expect(run.stdout.hasPrefix("install desk/grain-deals 0.2.0, MIT remove desk/other\n  asks for nothing"))
  }

  @Test func aDryRunChangesNothing() async throws {
    let folder = try await published()
    let before = folder.names
    let run = try await assay(
      "pack", "install", "desk/grain-deals", "--registry", "registry", "--dry-run", in: folder,
      environment: settings(folder))
    #expect(
      run.stdout.hasPrefix("install desk/grain-deals 0.1.0\n") && run.exitCode == 0 && folder.names == before)
  }

  @Test func aScriptThatPrintsBecomesAPackThatMay() async throws {
    let folder = try Folder([
      "noisy.lua": """
      score "noisy" { doc = "x", on = "article", scale = "watch", weigh = function(article) print "seen" return 1, "why" end }
      """
    ])
    #expect(try await assay("new", "pack", "desk/noisy", "--from", "noisy.lua", in: folder).exitCode == 0)
    #expect(folder.read("noisy/pack.json")?.contains("\"capabilities\": [\"log\"]") == true)
    #expect(try await assay("check", "noisy", in: folder).exitCode == 0)
  }
}
