// A database is its own checkpoint: what a transaction holds is there after a crash, together with how far it is.

internal import GRDB

/// A database with one transaction open at all times, which `commit` makes durable.
final class ResultDatabase {
  private let queue: DatabaseQueue
  /// The output as the user named it.
  private let path: String

  /// Opens or makes the database in `file`, which stands for the output `path`, and begins a transaction.
  ///
  /// - Throws: when it is no database, cannot be written, or another program is writing it.
  init(_ file: String, for path: String) throws(OutputFailure) {
    self.path = path
    queue = try Self.reporting(path) {
      var configuration = Configuration()
      configuration.allowsUnsafeTransactions = true
      // Readers do not block a writer here; another writer means another run.
      configuration.busyMode = .immediateError
      return try DatabaseQueue(path: file, configuration: configuration)
    }
    try use { database in
      // One may look into the results while they grow.
      try database.execute(sql: "PRAGMA journal_mode = WAL")
      try database.execute(sql: "PRAGMA synchronous = FULL")
      try database.execute(sql: "PRAGMA cache_size = -8000")
      try database.execute(sql: "BEGIN IMMEDIATE")
    }
  }

  /// Runs `body` in the transaction.
  func use<Result>(_ body: (Database) throws -> Result) throws(OutputFailure) -> Result {
    try Self.reporting(path) { try queue.writeWithoutTransaction(body) }
  }

  /// Makes all of the transaction durable and begins the next one.
  func commit() throws(OutputFailure) {
    try use { database in
      try database.execute(sql: "COMMIT")
      try database.execute(sql: "BEGIN IMMEDIATE")
    }
  }

  /// Makes all of it durable and closes the file, which then is one file.
  func close() throws(OutputFailure) {
    try use { database in
      try database.execute(sql: "COMMIT")
      // Somebody who reads meanwhile prevents it, and then does it when closing.
      _ = try? String.fetchOne(database, sql: "PRAGMA journal_mode = DELETE")
    }
    try Self.reporting(path) { try queue.close() }
  }

  /// Takes back what is not durable yet and closes the file.
  func rollBack() {
    _ = try? queue.writeWithoutTransaction { database in try database.execute(sql: "ROLLBACK") }
    _ = try? queue.close()
  }

  /// Takes away the database in `file`, which nobody has open, with what SQLite keeps beside it.
  static func remove(_ file: String) {
    for ending in ["", "-wal", "-shm", "-journal"] { PartFile.remove(file + ending) }
  }

  private static func reporting<Result>(
    _ path: String, _ body: () throws -> Result
  ) throws(OutputFailure) -> Result {
    do {
      return try body()
    } catch let error as DatabaseError {
      throw failure(path, error)
    } catch {
      throw OutputFailure(path: path, reason: "could not be written: \(error)")
    }
  }

  private static func failure(_ path: String, _ error: DatabaseError) -> OutputFailure {
    switch error.resultCode {
    case .SQLITE_BUSY, .SQLITE_LOCKED:
      OutputFailure(
        path: path, reason: "another run is writing this file", help: "wait for its end, or name another file"
      )
    case .SQLITE_NOTADB:
      OutputFailure(
        path: path, reason: "an SQLite database expected, got another file", help: "name a new file")
    case .SQLITE_FULL: OutputFailure(path: path, reason: "could not be written: no space left on device")
    case .SQLITE_CANTOPEN, .SQLITE_READONLY, .SQLITE_PERM:
      OutputFailure(
        path: path, reason: "cannot write here: \(error.message ?? "the file cannot be opened")",
        help: "name a file in a folder you may write to")
    default:
      OutputFailure(
        path: path, reason: "could not be written: \(error.message ?? "error \(error.resultCode.rawValue)")")
    }
  }
}
