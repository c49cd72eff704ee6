// Which files a run reads, in which order and under which ids, is settled before the first byte is
// read: an id that depended on what came before it would differ between a whole run and its half.

internal import CompressedStreams

/// One file or stream of a run.
struct Source: Hashable {
  enum Place: Hashable {
    case standardInput
    case file(FilePath)
  }

  var place: Place
  /// Which INPUT it belongs to, counted from 0.
  var input: Int
  /// The form that the options or the name give; nil to look at the first bytes.
  var format: ArticleFormat?
  /// The path below the INPUT; the INPUT itself for a file.
  var below: FilePath
  /// The id of the article, if the file is one.
  var id = ""

  /// The file as the user named it.
  var shownPath: String {
    switch place {
    case .standardInput: "<stdin>"
    case .file(let path): path.string
    }
  }
}

/// The sources of a run in order, with failures at the places of those that are none.
struct InputPlan {
  enum Step {
    case source(Source)
    case failure(LoadFailure)
  }

  private(set) var steps: [Step] = []

  /// Looks at each of `inputs`: a file, a folder, a pattern of names, or `-` for standard input.
  ///
  /// - Parameter namesAll: whether files get ids whatever their form.
  init(_ inputs: [String], format: ArticleFormat?, namesAll: Bool = false) {
    var hasStandardInput = false
    for (index, input) in inputs.enumerated() {
      if input == "-" {
        if hasStandardInput {
          steps.append(.failure(LoadFailure(path: "<stdin>", reason: "standard input is given twice")))
        } else {
          let below = FilePath("stdin")
          steps.append(.source(Source(place: .standardInput, input: index, format: format, below: below)))
        }
        hasStandardInput = true
        continue
      }
      let path = FilePath(input)
      // A file whose name happens to look like a pattern is meant itself.
      guard path.isPattern, (try? path.status()) == nil else {
        add(path, shownAs: input, index, format)
        continue
      }
      let matches = path.matches()
      if matches.isEmpty {
        steps.append(.failure(LoadFailure(path: input, reason: "no file matches this pattern")))
      }
      for match in matches { add(match, shownAs: match.string, index, format) }
    }
    giveIDs(namesAll)
  }

  private mutating func add(_ path: FilePath, shownAs input: String, _ index: Int, _ format: ArticleFormat?) {
    do throws(ReadError) {
      if try path.status().kind == .folder {
        addFolder(path, shownAs: input, index, format == .converted ? .converted : nil)
      } else {
        let format = format ?? ArticleFormat(name: path.name)
        steps.append(.source(Source(place: .file(path), input: index, format: format, below: path)))
      }
    } catch {
      steps.append(.failure(LoadFailure(path: input, reason: error.reason)))
    }
  }

  // MARK: Folders

  /// - Parameter all: the form of all files, whatever they are called; nil to go by their names.
  private mutating func addFolder(
    _ root: FilePath, shownAs input: String, _ index: Int, _ all: ArticleFormat?
  ) {
    var found: [(below: FilePath, result: Result<ArticleFormat, ReadError>)] = []
    var folders = [FilePath(bytes: [])]
    while let folder = folders.popLast() {
      let entries: [(name: FilePath, kind: FileKind)]
      do throws(ReadError) {
        entries = try root.appending(folder).folderEntries()
      } catch {
        found.append((folder, .failure(error)))
        continue
      }
      for entry in entries where entry.name.bytes.first != 0x2E {
        let below = folder.appending(entry.name)
        switch entry.kind {
        case .folder: folders.append(below)
        case .file, .link:
          guard let format = all ?? ArticleFormat(name: entry.name) else { continue }
          // A link to a file is that file; one to a folder might lead round in a circle.
          do throws(ReadError) {
            if entry.kind == .link, try root.appending(below).status().kind != .file { continue }
            found.append((below, .success(format)))
          } catch {
            found.append((below, .failure(error)))
          }
        case .other: continue
        }
      }
    }
    guard !found.isEmpty else {
      let reason = "no articles (looked for \(ArticleFormat.knownExtensions))"
      steps.append(.failure(LoadFailure(path: "folder '\(input)'", reason: reason)))
      return
    }
    // The system lists a folder in no order that would be the same tomorrow.
    found.sort { $0.below < $1.below }
    for (below, result) in found {
      let path = root.appending(below)
      switch result {
      case .success(let format):
        steps.append(.source(Source(place: .file(path), input: index, format: format, below: below)))
      case .failure(let error):
        steps.append(.failure(LoadFailure(path: path.string, reason: error.reason)))
      }
    }
  }

  // MARK: Ids

  /// Gives each file that may be an article, or has rows without ids, its name as id; where several have it, each its path below
  /// the INPUT; where that is not enough either, its whole path.
  private mutating func giveIDs(_ all: Bool) {
    var taken: [String: Int] = [:]
    forEachText(all) { source in
      source.id = source.below.name.withoutCompressionEnding.withoutExtension.string
      taken[source.id, default: 0] += 1
    }
    var takenBelow: [String: Int] = [:]
    forEachText(all) { source in
      guard taken[source.id, default: 0] > 1 else { return }
      source.id = source.below.string
      takenBelow[source.id, default: 0] += 1
    }
    forEachText(all) { source in
      if takenBelow[source.id, default: 0] > 1 { source.id = source.shownPath }
    }
  }

  private mutating func forEachText(_ all: Bool, _ body: (inout Source) -> Void) {
    for index in steps.indices {
      guard case .source(var source) = steps[index], all || (source.format ?? .text).needsIDOfFile else {
        continue
      }
      body(&source)
      steps[index] = .source(source)
    }
  }
}

extension FilePath {
  /// Without `.gz` or `.zst`.
  var withoutCompressionEnding: FilePath {
    guard let dot = bytes.lastIndex(of: 0x2E), dot > 0 else { return self }
    let ending = FilePath(bytes: Array(bytes[(dot + 1)...])).string.lowercased()
    guard Compression.allCases.contains(where: { $0.ending == ending }) else { return self }
    return FilePath(bytes: Array(bytes[..<dot]))
  }

  /// Without the last dot and what follows it; a name that begins with its only dot stays whole.
  var withoutExtension: FilePath {
    guard let dot = bytes.lastIndex(of: 0x2E), dot > 0 else { return self }
    return FilePath(bytes: Array(bytes[..<dot]))
  }
}
