import Foundation
import JSON
import Rules
import Testing

@testable import RulePacks

/// Keys that are the same in every run, so that messages can be compared to the letter.
let ada = PrivateKey(seed: [UInt8](repeating: 1, count: 32))!
let ben = PrivateKey(seed: [UInt8](repeating: 2, count: 32))!

@Suite struct SignatureTests {
  private let files = [
    ArchiveTests.file("pack.json", "{}"), ArchiveTests.file("rules/a.lua", "-- a"),
    ArchiveTests.file("rules/b.lua", "-- b"),
  ]

  private func signed(_ files: [PackSource.File], by keys: PrivateKey...) throws -> [PackSource.File] {
    var files = files
    for key in keys { files = try PackSignature.sign(files, with: key, displayPath: "pack.sig") }
    return files
  }

  private func failure(_ files: [PackSource.File]) -> String? {
    do throws(PackError) {
      _ = try PackSignature.check(files, named: "desk/grain")
      return nil
    } catch { return error.description }
  }

  private func edited(_ files: [PackSource.File], _ from: String, _ to: String) -> [PackSource.File] {
    files.map { file in
      guard file.path == "pack.sig" else { return file }
      return ArchiveTests.file(
        "pack.sig", String(decoding: file.bytes, as: UTF8.self).replacing(from, with: to))
    }
  }

  // MARK: Signing

  @Test func whatWasSignedFits() throws {
    let both = try signed(files, by: ada, ben)
    let signature = try #require(try PackSignature.check(both, named: "desk/grain"))
    #expect(Set(signature.signatures.map(\.key)) == [ada.publicKey, ben.publicKey])
    #expect(try PackSignature.check(files, named: "desk/grain") == nil)
  }

  /// RFC 8032, section 7.1, test 2: the algorithm is the one that everybody means.
  @Test func theSignaturesAreEd25519() throws {
    let seed = try #require(hex("4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb"))
    let key = try #require(PrivateKey(seed: seed))
    #expect(
      key.publicKey.bytes == hex("3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c"))
    let signature = try #require(
      hex(
        "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
          + "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"))
    #expect(key.publicKey.verifies(signature, of: [0x72]))
    #expect(!key.publicKey.verifies(signature, of: [0x73]))
  }

  @Test func signingAgainReplacesOnesOwnSignatureAndKeepsOthers() throws {
    let again = try signed(files, by: ada, ben, ada)
    #expect(try PackSignature.check(again, named: "x")?.signatures.count == 2)
  }

  @Test func signingAChangedPackDropsSignaturesThatNoLongerFit() throws {
    var changed = try signed(files, by: ada)
    changed[1].bytes.append(0x0A)
    let again = try signed(changed, by: ben)
    #expect(try PackSignature.check(again, named: "x")?.signatures.map(\.key) == [ben.publicKey])
  }

  @Test func signingDoesNotChangeTheDigest() throws {
    #expect(PackFiles.digest(files) == PackFiles.digest(try signed(files, by: ada)))
  }

  // MARK: Refusals

  @Test func aFileThatWasAlteredIsNamed() throws {
    var files = try signed(files, by: ada)
    files[1].bytes[0] = 0x20
    #expect(failure(files) == "desk/grain: file 'rules/a.lua' is not the one that was signed")
  }

  @Test func aFileTooManyIsNamed() throws {
    let files = try signed(files, by: ada) + [ArchiveTests.file("rules/c.lua", "")]
    #expect(failure(files) == "desk/grain: file 'rules/c.lua' was not signed")
  }

  @Test func aFileTooFewIsNamed() throws {
    let files = try signed(files, by: ada).filter { $0.path != "rules/b.lua" }
    #expect(failure(files) == "desk/grain: file 'rules/b.lua' was signed and is missing")
  }

  @Test func aListThatWasEditedDoesNotFitItsSignature() throws {
    var files = try signed(files, by: ada)
    files[1].bytes = Array("-- c".utf8)
    let old = PackFiles.listing(self.files)[1].sha256, new = PackFiles.listing(files)[1].sha256
    #expect(
      failure(edited(files, old, new))
        == "desk/grain: the signature of \(ada.publicKey) does not fit its files")
  }

  /// One good signature does not outweigh one that is wrong: somebody has tampered.
  @Test func everySignatureMustFit() throws {
    let files = edited(try signed(files, by: ada), ada.publicKey.description, ben.publicKey.description)
    #expect(failure(files) == "desk/grain: the signature of \(ben.publicKey) does not fit its files")
  }

  @Test func aListThatNobodySignedIsNoSignature() throws {
    let text = String(decoding: try signed(files, by: ada).last?.bytes ?? [], as: UTF8.self)
    let start = try #require(text.range(of: "\"signatures\": [")).upperBound
    let bare = files + [ArchiveTests.file("pack.sig", text[..<start] + "]\n}")]
    #expect(try PackSignature.check(bare, named: "x") == nil)
  }

  @Test(arguments: [
    ("", "pack.sig: is no list of signatures: a value expected, got end of input"),
    ("[]", "pack.sig: is no list of signatures of this version"),
    (
      "{\"schema\":\"assay.signature/2\",\"files\":[],\"signatures\":[]}",
      "pack.sig: is no list of signatures of this version"
    ),
    (
      "{\"schema\":\"assay.signature/1\",\"files\":[],\"signatures\":[],\"more\":1}",
      "pack.sig: is no list of signatures of this version"
    ),
    (
      "{\"schema\":\"assay.signature/1\",\"files\":[],\"files\":[],\"signatures\":[]}",
      "pack.sig: is no list of signatures: each name once expected, got 'files' again"
    ),
    (
      "{\"schema\":\"assay.signature/1\",\"files\":[],\"signatures\":[{\"key\":\"ed25519:AAAA\",\"signature\":\"\"}]}",
      "pack.sig: is no list of signatures of this version"
    ),
  ])
  func whatIsNoListOfSignaturesIsRefused(_ text: String, _ message: String) {
    #expect(failure([ArchiveTests.file("pack.sig", text)]) == message)
  }

  @Test func aKeyThatSignsTwiceIsRefused() throws {
    let files = edited(try signed(files, by: ada, ben), ada.publicKey.description, ben.publicKey.description)
    #expect(failure(files) == "pack.sig: has two signatures of \(ben.publicKey)")
  }

  // MARK: Trust

  @Test func aKeyIsTrustedForItsOwnerAlone() throws {
    let folder = try Folder()
    var trust = try TrustStore(in: folder.path)
    #expect(try trust.add(ada.publicKey, for: "desk", note: "Ada"))
    #expect(try !trust.add(ada.publicKey, for: "desk", note: "again"))
    let signature = try #require(try PackSignature.check(try signed(files, by: ada), named: "x"))
    #expect(signature.keys(trustedBy: trust, for: "desk/grain") == [ada.publicKey])
    #expect(signature.keys(trustedBy: trust, for: "agency/grain") == [])
    #expect(
      signature.distrust(trust, of: "agency/grain").description
        == "pack 'agency/grain' is signed by \(ada.publicKey), which is trusted for 'desk' and not for 'agency'"
    )
    let other = try #require(try PackSignature.check(try signed(files, by: ben), named: "x"))
    #expect(
      other.distrust(trust, of: "desk/grain").description
        == "pack 'desk/grain' is signed by \(ben.publicKey), which you do not trust for 'desk'")
  }

  @Test func oneTrustedSignerIsEnough() throws {
    let folder = try Folder()
    var trust = try TrustStore(in: folder.path)
    _ = try trust.add(ben.publicKey, for: "desk", note: "")
    let signature = try #require(try PackSignature.check(try signed(files, by: ada, ben), named: "x"))
    #expect(signature.keys(trustedBy: trust, for: "desk/grain") == [ben.publicKey])
  }

  @Test func theTrustStoreIsWrittenAndReadAndForgets() throws {
    let folder = try Folder()
    var trust = try TrustStore(in: folder.path + "/new/assay")
    _ = try trust.add(ben.publicKey, for: "desk", note: "Ben")
    _ = try trust.add(ada.publicKey, for: "agency", note: "")
    #expect(SystemFiles.mode(of: trust.path) == 0o600)
    var again = try TrustStore(in: folder.path + "/new/assay")
    #expect(again.entries.map(\.owner) == ["agency", "desk"] && again.entries[1].note == "Ben")
    #expect(try again.remove(ada.publicKey, for: "desk") == [])
    #expect(try again.remove(nil, for: "desk").map(\.key) == [ben.publicKey])
    #expect(try TrustStore(in: folder.path + "/new/assay").entries.map(\.owner) == ["agency"])
  }

  @Test(arguments: [
    ("std", "nobody signs for 'std': its packs never come from a registry"),
    ("local", "nobody signs for 'local': its packs never come from a registry"),
    ("desk/grain", "'desk/grain' is no owner"), ("", "'' is no owner"), ("Desk", "'Desk' is no owner"),
  ])
  func someOwnersCannotBeTrusted(_ owner: String, _ message: String) throws {
    var trust = try TrustStore(in: try Folder().path)
    do throws(PackError) {
      _ = try trust.add(ada.publicKey, for: owner, note: "")
      Issue.record("was trusted")
    } catch { #expect(error.description == message) }
  }

  @Test func aTrustStoreThatEverybodyMayWriteIsRefused() throws {
    let folder = try Folder(["trust.json": "{}"])
    try setMode(0o666, of: folder.path + "/trust.json")
    #expect(
      throws: PackError(
        "\(folder.path)/trust.json: everybody may write here, so it can be trusted by nobody",
        help: "chmod 600 \(folder.path)/trust.json")
    ) { try TrustStore(in: folder.path) }
  }

  @Test(arguments: ["", "{", "[]", "{\"schema\":\"assay.trust/1\",\"keys\":[{\"owner\":\"desk\"}]}"])
  func aDamagedTrustStoreTrustsNobody(_ text: String) throws {
    let folder = try Folder(["trust.json": text])
    #expect(throws: PackError("\(folder.path)/trust.json: is no trust store of this version")) {
      try TrustStore(in: folder.path)
    }
  }

  private func hex(_ text: String) -> [UInt8]? {
    let digits = text.compactMap(\.hexDigitValue)
    guard digits.count == text.count, digits.count % 2 == 0 else { return nil }
    return stride(from: 0, to: digits.count, by: 2).map { UInt8(digits[$0] << 4 | digits[$0 + 1]) }
  }
}

@Suite struct KeyFileTests {
  private func read(_ path: String, _ phrase: String = "") throws(PackError) -> PrivateKey {
    try PrivateKey.read(path) { phrase }
  }

  @Test func aKeyIsReadAsItWasWrittenAndNobodyElseMayReadIt() throws {
    let path = try Folder().path + "-key"
    defer { SystemFiles.remove(path) }
    let key = PrivateKey()
    try key.write(to: path, passphrase: nil)
    #expect(SystemFiles.mode(of: path) == 0o600)
    #expect(try read(path).publicKey == key.publicKey)
    #expect(throws: PackError("\(path): is there already")) { try key.write(to: path, passphrase: nil) }
  }

  @Test func aSealedKeyOpensWithItsPassphraseAlone() throws {
    let folder = try Folder()
    let path = folder.path + "/key"
    try ada.write(to: path, passphrase: "a heron on the quay")
    #expect(folder.read("key")?.contains("secret") == false)
    #expect(try read(path, "a heron on the quay").publicKey == ada.publicKey)
    #expect(throws: PackError("\(path): the passphrase is another")) { try read(path, "a heron on the pier") }
  }

  @Test(arguments: [0o640, 0o604, 0o660, 0o644] as [UInt32])
  func aKeyThatOthersMayReadIsRefused(_ mode: UInt32) throws {
    let folder = try Folder()
    let path = folder.path + "/key"
    try ada.write(to: path, passphrase: nil)
    try setMode(mode, of: path)
    #expect(
      throws: PackError(
        "\(path): others may read this private key", help: "chmod 600 \(path), and think about who has")
    ) { try read(path) }
  }

  @Test func aKeyThatWasDamagedIsRefused() throws {
    let folder = try Folder()
    let path = folder.path + "/key"
    func write(_ text: String) throws {
      try folder.write("key", text)
      try setMode(0o600, of: path)
    }
    try ada.write(to: path, passphrase: nil)
    let text = try #require(folder.read("key"))
    try write(text.replacing(ada.publicKey.description, with: ben.publicKey.description))
    #expect(throws: PackError("\(path): is damaged: its two halves do not belong together")) {
      try read(path)
    }
    for other in ["", "{}", "ed25519", text.replacing("assay.key/1", with: "assay.key/2")] {
      try write(other)
      #expect(throws: PackError("\(path): is no private key of assay")) { try read(path) }
    }
    #expect(throws: PackError("\(folder.path)/none: no such file", help: "assay key new makes a key")) {
      try read(folder.path + "/none")
    }
  }

  /// A key file of a stranger must not make us compute for an hour.
  @Test func aSealedKeyWithUnreasonableCostsIsRefused() throws {
    let folder = try Folder()
    let path = folder.path + "/key"
    try ada.write(to: path, passphrase: "a heron on the quay")
    let text = try #require(folder.read("key"))
    try folder.write("key", text.replacing("\"rounds\": 32768", with: "\"rounds\": 1073741824"))
    try setMode(0o600, of: path)
    #expect(throws: PackError("\(path): is no private key of assay")) {
      try read(path, "a heron on the quay")
    }
  }

  @Test(arguments: [
    "", "ed25519:", "ed25519:AAAA", "rsa:AAAA", "ed25519:" + String(repeating: "A", count: 43) + "*",
  ])
  func whatIsNoPublicKeyIsRefused(_ text: String) { #expect(PublicKey(text) == nil) }

  @Test func aPublicKeyIsWrittenAsItIsRead() {
    let text = ada.publicKey.description
    #expect(PublicKey(text)?.description == text)
    #expect(PublicKey(text + "\n") == nil && PublicKey(" " + text) == nil)
  }
}
