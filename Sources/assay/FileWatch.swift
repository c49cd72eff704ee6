// Whether a file that somebody is editing has changed. Looking at a few hundred files five times a second costs nothing
// that one could measure, works on every file system, and needs no descriptor for each folder.

import FoundationEssentials
import Glibc

/// Some files and folders, and what they were when they were last looked at.
struct FileWatch {
  private struct Mark: Hashable {
    var path: String
    var size: Int64
    var seconds: Int
    var nanoseconds: Int
  }

  private let paths: [String]
  private var marks: Set<Mark>

  init(_ paths: [String]) {
    self.paths = paths
    marks = Self.look(at: paths)
  }

  /// Whether something was changed, added or taken away since the last time.
  mutating func hasChanged() -> Bool {
    let now = Self.look(at: paths)
    defer { marks = now }
    return now != marks
  }

  /// Waits for a change, and for its end: an editor empties a file before it fills it. Looks every `milliseconds`.
  mutating func wait(milliseconds: Int32 = 200) {
    while !hasChanged() { _ = poll(nil, 0, milliseconds) }
    repeat { _ = poll(nil, 0, milliseconds) } while hasChanged()
  }

  private static func look(at paths: [String]) -> Set<Mark> {
    var marks: Set<Mark> = []
    var left = paths.map { (path: $0, depth: 0) }
    while let (path, depth) = left.popLast() {
      var status = stat()
      guard unsafe stat(path, &status) == 0 else { continue }
      if status.st_mode & S_IFMT == S_IFDIR {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
        // Editors keep their own files beside the one that is edited.
        for name in names where !name.hasPrefix(".") && !name.hasSuffix("~") && depth < 16 {
          left.append((path + "/" + name, depth + 1))
        }
      } else {
        marks.insert(
          Mark(
            path: path, size: Int64(status.st_size), seconds: Int(status.st_mtim.tv_sec),
            nanoseconds: Int(status.st_mtim.tv_nsec)))
      }
    }
    return marks
  }
}
