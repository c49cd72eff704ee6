// One layout for rule files, so that nobody has to think about it and a change shows what was changed. The author says
// where lines break; how far they stand in, what is apart and what is aligned is said here. No token is added, taken away
// or moved: only white space changes, in the file and in its patterns, and what is written is read again to see that.

public import Diagnostics
public import LuaSyntax
import Patterns

/// The canonical layout of rule files.
///
/// - Lines are indented by two spaces a level; what a line goes on with, by two more.
/// - One space between tokens, none inside parentheses, no white space at the end of a line, one empty line at most.
/// - A block or a table of several lines begins and ends with a line of its own; one that stands on one line and does
///   not fit into 100 columns is opened.
/// - In the table of a rule that has several lines each field has its own, and `=` is aligned.
/// - A pattern in long brackets is set as `PatternLayout` sets it. Other strings and comments stay as they are.
public enum RuleLayout {
  /// How wide a line of tables may be, in Unicode scalars. Strings and patterns are never broken.
  public static let width = 100

  /// The file laid out, with a line feed at its end; nothing for an empty file. O(bytes × levels that
  /// have to be opened).
  ///
  /// - Throws: the first mistake of a file that is not Lua, or that cannot be laid out; it stays as it is.
  public static func laidOut(_ source: LuaSource) throws(Diagnostic) -> [UInt8] {
    try laidOut(LuaFile(source))
  }

  public static func laidOut(_ file: LuaFile) throws(Diagnostic) -> [UInt8] {
    if let mistake = file.diagnostics.first { throw mistake }
    var plan = LayoutPlan(file)
    while true {
      var printer = LayoutPrinter(file, plan)
      printer.run()
      if !plan.open(widerThan: RuleLayout.width, in: printer) {
        guard plan.isSame(as: LuaFile(LuaSource(name: file.source.name, bytes: printer.bytes))) else {
          throw Diagnostic(
            .error, "layout", "cannot lay out this file without changing it",
            at: Diagnostic.Place(file: file.source.name, line: 1),
            help: ["this is a mistake of ours; the file stays as it is"])
        }
        return printer.bytes
      }
    }
  }
}
