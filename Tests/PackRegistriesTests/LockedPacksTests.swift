// Last month's lock file gives last month's packs, wherever it lies and whatever the project has by now.

import Foundation
import RulePacks
import Rules
import Testing

@testable import PackRegistries

@Suite struct LockedPacksTests {
  private func versions(_ desk: Desk, _ lock: String, allowsUnsigned: Bool = false) throws -> [String] {
    try LockedPacks(
      lockFile: desk.path + "/" + lock, settings: desk.settings, allowsUnsigned: allowsUnsigned
    ).packs.map { "\($0.name) \($0.version)" }
  }

  @Test func aCopiedLockFileGivesThePacksOfItsDay() throws {
    let desk = try Desk(trusting: "desk")
    try desk.publish("desk/base", "1.0.0")
    try desk.publish("desk/grain", "1.0.0", needs: #"{ "desk/base": "^1.0.0" }"#)
    try desk.install("desk/grain")
    try desk.write("old.lock", Array(desk.read("project/assay.lock").utf8))
    try desk.publish("desk/base", "1.1.0")
    var installer = try desk.installer()
    try installer.carryOut(try installer.plan(from: [], loosened: nil))
    let before = desk.files(below: desk.project)
    #expect(try versions(desk, "old.lock") == ["desk/base 1.0.0", "desk/grain 1.0.0"])
    #expect(try versions(desk, "project/assay.lock") == ["desk/base 1.1.0", "desk/grain 1.0.0"])
    #expect(desk.files(below: desk.project) == before)
  }

  @Test func whatIsInPlaceIsReadWithoutARegistry() throws {
    let desk = try Desk(trusting: "desk")
    try desk.publish("desk/grain", "1.0.0")
    try desk.install("desk/grain")
    try FileManager.default.removeItem(atPath: desk.registry)
    #expect(try versions(desk, "project/assay.lock") == ["desk/grain 1.0.0"])
  }

  @Test func whatCannotBeHadOrTrustedIsRefused() throws {
    let desk = try Desk(trusting: "desk")
    try desk.publish("desk/grain", "1.0.0")
    try desk.install("desk/grain")
    try desk.write("old.lock", Array(desk.read("project/assay.lock").utf8))
    var trust = try TrustStore(in: desk.settings)
    _ = try trust.remove(nil, for: "desk")
    #expect(failure { _ = try versions(desk, "old.lock") }?.contains("desk/grain") == true)
    try FileManager.default.removeItem(atPath: desk.registry)
    #expect(failure { _ = try versions(desk, "old.lock") }?.contains("registry") == true)
    try desk.write("none.lock", Array("{}".utf8))
    #expect(
      failure { _ = try versions(desk, "none.lock") }
        == "\(desk.path)/none.lock: is no lock file of this version")
    try desk.write("empty.lock", Array(LockFile().text.utf8))
    #expect(failure { _ = try versions(desk, "empty.lock") } == "\(desk.path)/empty.lock: names no pack")
  }
}
