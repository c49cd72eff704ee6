import Foundation
import Rules
import Testing

@testable import RulePacks

/// An archive is the same bytes for the same files, and nothing else is an archive.
@Suite struct ArchiveTests {
  static let files = [
    file("pack.json", "{}"), file("rules/a.lua", "-- a"), file("lexicons/w.txt", "grain\n"),
  ]

  static func file(_ path: String, _ text: String) -> PackSource.File {
    .init(path: path, displayPath: path, bytes: Array(text.utf8))
  }

  private func failure(_ bytes: [UInt8]) -> String? {
    do throws(PackError) {
      _ = try PackArchive.files(in: bytes, named: "a.zip")
      return nil
    } catch { return error.description }
  }

  private func failure(packing paths: [String]) -> String? {
    do throws(PackError) {
      _ = try PackArchive.bytes(of: paths.map { Self.file($0, "") })
      return nil
    } catch { return error.description }
  }

  // MARK: What is an archive

  @Test func whatWasPackedComesOutAgain() throws {
    let bytes = try PackArchive.bytes(of: Self.files)
    let read = try PackArchive.files(in: bytes, named: "a.zip")
    #expect(read.map(\.path) == ["lexicons/w.txt", "pack.json", "rules/a.lua"])
    #expect(read.map { String(decoding: $0.bytes, as: UTF8.self) } == ["grain\n", "{}", "-- a"])
    #expect(read[0].displayPath == "a.zip/lexicons/w.txt")
    #expect(try PackArchive.files(in: try PackArchive.bytes(of: []), named: "a.zip").isEmpty)
  }

  /// Written down: bytes that change make every published digest wrong.
  @Test func theSameFilesGiveTheSameBytesForEver() throws {
    let bytes = try PackArchive.bytes(of: Self.files)
    #expect(bytes == (try PackArchive.bytes(of: Self.files.reversed())))
    #expect(bytes.count == 330)
    #expect(sha256(bytes) == "f8413b39057dcc0e5b716030320bebf2bf62199f9a02a2549fc2add544df5fbb")
  }

  @Test func otherToolsOpenIt() async throws {
    let folder = try Folder()
    let path = folder.path + "/a.zip"
    try Data(try PackArchive.bytes(of: Self.files)).write(to: URL(filePath: path))
    let script =
      "import sys, zipfile; z = zipfile.ZipFile(sys.argv[1]); assert z.testzip() is None; print(z.namelist())"
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["python3", "-c", script, path]
    let pipe = Pipe()
    process.standardOutput = pipe
    try await withCheckedThrowingContinuation { (waiting: CheckedContinuation<Void, any Error>) in
      process.terminationHandler = { _ in waiting.resume() }
      do { try process.run() } catch { waiting.resume(throwing: error) }
    }
    let printed = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    #expect(process.terminationStatus == 0)
    #expect(printed == "['lexicons/w.txt', 'pack.json', 'rules/a.lua']\n")
  }

  // MARK: Paths

  @Test(arguments: [
    ("../a.lua", "leads out of the pack"), ("rules/../../a.lua", "leads out of the pack"),
    ("..", "leads out of the pack"),
    ("/etc/passwd", "has an absolute path"), ("rules\\a.lua", "has a backslash in its name"),
    ("C:/a.lua", "has a colon in its name, as drives and streams have"),
    ("a.lua:stream", "has a colon in its name, as drives and streams have"),
    ("a\0.lua", "has a control character in its name"), ("a\n.lua", "has a control character in its name"),
    ("", "has no name"), ("./a.lua", "has an empty part in its path"),
    ("rules//a.lua", "has an empty part in its path"),
    (".hidden", "is hidden"), ("rules/.git/config", "is hidden"),
    ("rules/a.lua.", "has a part that ends in a point or a space, which some systems drop"),
    ("rules/a.lua ", "has a part that ends in a point or a space, which some systems drop"),
    ("rules/con.lua", "has the name of a device on some systems"),
    ("NUL", "has the name of a device on some systems"),
    ("rules/com1", "has the name of a device on some systems"),
    ("what?.lua", "has a ? in its name, which some systems do not allow"),
    ("a\u{202E}b.lua", "has an invisible character in its name"),
    (String(repeating: "a", count: 201), "has a name of more than 200 bytes"),
    (Array(repeating: "a", count: 17).joined(separator: "/"), "lies deeper than 16 folders"),
  ])
  func aPathThatNoPackMayHaveIsRefusedOnTheWayInAndOut(_ path: String, _ problem: String) {
    #expect(failure(packing: [path]) == "file '\(path)' \(problem)")
    let bytes = PackArchive.pack([Self.file(path, "x")])
    #expect(failure(bytes) == "a.zip: file '\(path)' \(problem)")
  }

  @Test(arguments: [
    "rules/größe.lua", "a", "console.lua", "com10.txt", "a.b.c", "-", "rules/a b.lua", "Ünï/✓.txt",
  ])
  func aPathThatAllSystemsCanHoldIsAccepted(_ path: String) throws {
    #expect(failure(packing: [path]) == nil)
    #expect(failure(PackArchive.pack([Self.file(path, "x")])) == nil)
  }

  @Test(arguments: [
    (["a.lua", "a.lua"], "file 'a.lua' comes twice"),
    (["A.lua", "a.lua"], "files 'A.lua' and 'a.lua' are the same file on some systems"),
    (
      ["gr\u{F6}sse", "gro\u{308}sse"],
      "files 'gr\u{F6}sse' and 'gro\u{308}sse' are the same file on some systems"
    ),
    (["STRASSE", "straße"], "files 'STRASSE' and 'straße' are the same file on some systems"),
    (["a", "a/b"], "'a' is a file and a folder"), (["A/b", "a"], "'a' is a file and a folder"),
    (["Rules/a", "rules/b"], "folders 'Rules' and 'rules' are the same folder on some systems"),
  ])
  func filesThatSomeSystemsTakeForOneAreRefused(_ paths: [String], _ problem: String) {
    #expect(failure(packing: paths) == problem)
    #expect(failure(PackArchive.pack(paths.map { Self.file($0, "x") })) == "a.zip: \(problem)")
  }

  // MARK: Bytes

  /// An archive with one file `a`, changed at a place.
  private func changed(_ offset: Int, _ bytes: [UInt8], content: String = "xyz") -> [UInt8] {
    var archive = PackArchive.pack([Self.file("a", content)])
    archive.replaceSubrange(offset..<offset + bytes.count, with: bytes)
    return archive
  }

  /// Where the directory of `changed` begins.
  private var directory: Int { 30 + 1 + 3 }

  @Test func whatIsNoArchiveIsCalledSo() {
    #expect(failure([]) == "a.zip: is no pack")
    #expect(failure(Array("pack.json".utf8)) == "a.zip: is no pack")
    #expect(failure([0x1F, 0x8B, 8, 0]) == "a.zip: is no pack")
  }

  @Test func anArchiveThatWasCutIsRefusedWhereverItWasCut() throws {
    let whole = try PackArchive.bytes(of: Self.files)
    for end in 0..<whole.count {
      let message = failure(Array(whole[..<end]))
      #expect(
        message == (end < 4 ? "a.zip: is no pack" : "a.zip: is cut short, or has something behind its end"),
        "\(end)")
    }
  }

  @Test func anArchiveWithSomethingBehindItsEndIsRefused() throws {
    #expect(
      failure(try PackArchive.bytes(of: Self.files) + [0])
        == "a.zip: is cut short, or has something behind its end")
  }

  @Test func everyKindOfTrickHasItsOwnMessage() {
    #expect(
      failure(changed(8, [8, 0])) == "a.zip: file 'a' is compressed: a pack holds its files as they are")
    #expect(failure(changed(6, [1, 8])) == "a.zip: file 'a' is encrypted")
    #expect(failure(changed(6, [8, 8])) == "a.zip: file 'a' does not say its size before its bytes")
    #expect(failure(changed(22, [9, 0, 0, 0])) == "a.zip: file 'a' claims two sizes, 3 and 9 bytes")
    #expect(
      failure(changed(18, [0, 1, 0, 0, 0, 1, 0, 0]))
        == "a.zip: file 'a' claims 256 bytes, and only 72 are left")
    #expect(
      failure(changed(18, [0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF]))
        == "a.zip: claims more than 64 MB of files")
    #expect(failure(changed(31, [0x58])) == "a.zip: file 'a' has other bytes than were packed")
    #expect(failure(changed(30, [0xFF])) == "a.zip: a file has a name that is no UTF-8")
    #expect(failure(changed(30, [0x2F])) == "a.zip: '/' is a folder: a pack lists its files alone")
    #expect(failure(changed(directory + 40, [0xFF, 0xA1])) == "a.zip: file 'a' is a link")
    #expect(
      failure(changed(directory + 40, [0xED, 0x41])) == "a.zip: 'a' is a folder: a pack lists its files alone"
    )
    #expect(failure(changed(directory + 40, [0xB6, 0x21])) == "a.zip: 'a' is neither file nor folder")
  }

  /// The two places in which an archive names its files must agree, and no byte may be other than `build` writes it.
  @Test func noByteOfAnArchiveCanBeAnother() throws {
    let whole = try PackArchive.bytes(of: Self.files)
    for offset in whole.indices {
      for bit in 0..<8 {
        var copy = whole
        copy[offset] ^= 1 << UInt8(bit)
        #expect(failure(copy) != nil, "bit \(bit) of byte \(offset)")
      }
    }
    var dated = whole
    dated[12] = 0x22
    #expect(failure(dated) == "a.zip: is not what 'assay pack build' makes of its files: another byte at 12")
  }

  @Test func tooManyFilesAreRefused() {
    let files = (0...PackFiles.largestCount).map { Self.file("f\($0)", "") }
    #expect(failure(PackArchive.pack(files)) == "a.zip: has more than 10000 files")
    #expect(throws: PackError("10001 files are too many: a pack has at most 10000")) {
      try PackArchive.bytes(of: files)
    }
  }

  @Test func tooManyBytesAreRefused() {
    let large = PackSource.File(
      path: "a", displayPath: "a", bytes: [UInt8](repeating: 0, count: PackFiles.largestSize + 1))
    #expect(throws: PackError("the files are too large: a pack has at most 64 MB")) {
      try PackArchive.bytes(of: [large])
    }
    #expect(failure(PackArchive.pack([large])) == "a.zip: claims more than 64 MB of files")
  }

  // MARK: Folders

  @Test func aLinkInAFolderIsNotPacked() throws {
    let folder = try Folder(goodPack)
    try FileManager.default.createSymbolicLink(
      atPath: folder.path + "/rules/secret.lua", withDestinationPath: "/etc/passwd")
    #expect(throws: PackError("\(folder.path)/rules/secret.lua: is a link")) {
      try PackArchive.files(ofFolder: folder.path)
    }
  }

  @Test func hiddenFilesStayAtHome() throws {
    let folder = try Folder(goodPack)
    try folder.write(".git/config", "secret")
    #expect(try PackArchive.files(ofFolder: folder.path).count == goodPack.count)
  }

  @Test func aFolderWithABadManifestIsNotPacked() throws {
    let folder = try Folder([
      "pack.json": "{\n  \"name\": \"desk/grain\",\n  \"version\": \"one\",\n  \"rules\": []\n}"
    ])
    #expect(
      throws: PackError(
        "\(folder.path)/pack.json:3: version: three numbers expected, like 1.0.0, got 'one'")
    ) { try OpenedPack.read(folder: folder.path) }
  }

  @Test(arguments: ["std", "local"]) func theOwnersOfTheEngineNeverComeFromOutside(_ owner: String) throws {
    let folder = try Folder([
      "pack.json": "{\"name\": \"\(owner)/grain\", \"version\": \"1.0.0\", \"rules\": []}"
    ])
    #expect(
      throws: PackError("\(folder.path): the owner '\(owner)' is taken: its packs never come from outside")
    ) { try OpenedPack.read(folder: folder.path) }
  }
}
