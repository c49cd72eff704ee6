// Code that has taken a worker over gets nothing. Each attack is tried twice: freely, to see that it would come
// through, and in a confined process.
import Confinement
import HostileProcess
import Testing

@Suite struct ConfinementTests {
  /// Attacks that this machine refuses to anybody, for example in a container, prove nothing.
  struct Attack: Sendable, CustomTestStringConvertible {
    let name: String
    let number: Int32
    var testDescription: String { name }
  }

  static let attacks: [Attack] = [
    ("read a file", LX_ATTACK_READ_FILE), ("write a file", LX_ATTACK_WRITE_FILE),
    ("list a folder", LX_ATTACK_LIST_FOLDER), ("remove a file", LX_ATTACK_REMOVE_FILE),
    ("open a socket", LX_ATTACK_SOCKET), ("open a pair of sockets", LX_ATTACK_SOCKET_PAIR),
    ("connect to a port", LX_ATTACK_CONNECT), ("run a program", LX_ATTACK_EXECUTE),
    ("start a process", LX_ATTACK_FORK), ("start a process by clone3", LX_ATTACK_CLONE3),
    ("signal its parent", LX_ATTACK_SIGNAL_PARENT), ("read its parent's memory", LX_ATTACK_READ_PARENT),
    ("trace its parent", LX_ATTACK_TRACE_PARENT), ("map memory to write and run", LX_ATTACK_NEW_CODE),
    ("get another descriptor", LX_ATTACK_DUPLICATE), ("leave its namespace", LX_ATTACK_MOUNT),
    ("raise a limit again", LX_ATTACK_RAISE_LIMIT), ("map eight gigabytes", LX_ATTACK_ALL_MEMORY),
    ("set up a ring of system calls", LX_ATTACK_IO_RING), ("name the host", LX_ATTACK_HOST_NAME),
  ].map { Attack(name: $0.0, number: Int32($0.1)) }

  static let isWhole = Confinement.available.notice == nil

  @Test(
    .enabled(if: ConfinementTests.isWhole, "this kernel lacks a part of the confinement"), arguments: attacks)
  func aConfinedProcessCannot(_ attack: Attack) {
    #expect(lx_attack(attack.number, true) > 0)
  }

  /// A test that cannot fail would be no test: these come through when nothing holds them.
  @Test(arguments: [
    LX_ATTACK_READ_FILE, LX_ATTACK_WRITE_FILE, LX_ATTACK_LIST_FOLDER, LX_ATTACK_REMOVE_FILE,
    LX_ATTACK_SOCKET_PAIR,
    LX_ATTACK_EXECUTE, LX_ATTACK_FORK, LX_ATTACK_SIGNAL_PARENT, LX_ATTACK_DUPLICATE, LX_ATTACK_NEW_CODE,
  ])
  func theSameAttackComesThroughWhereNothingHoldsIt(_ attack: Int) {
    #expect(lx_attack(Int32(attack), false) == 0)
  }

  @Test func everyAttackIsTried() { #expect(Self.attacks.map(\.number) == Array(0..<Int32(LX_ATTACK_COUNT))) }

  @Test func aConfinedProcessDoesItsWork() { #expect(lx_honest_work() == 0) }

  @Test func aProcessThatUsesMoreTimeThanItWasGivenIsEnded() {
    let xcpu: Int32 = 24
    #expect(lx_spend_processor_time(0) == xcpu)
  }

  @Test func whatIsMissingIsToldOnce() {
    #expect((Confinement.available.notice == nil) == (Confinement.available.parts.count == 3))
  }
}
